"""Attachments are copied by a build, served as they were then, and go when nothing names them."""

import errno
import json
import os
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace
from typing import NoReturn

import pytest
from flask.testing import FlaskClient

from policysearch.engines.registry import open_generations
from policysearch.publishing import attachments
from policysearch.publishing.attachments import AttachmentNames, AttachmentStore
from policysearch.web import create_app
from tests.faults.sites import Site

FRONT = "---\ntitle: T {slug}\nstart: 2010-01-01\nattachments:\n  - file: a.pdf\n---\n\n## Highlights\n\n- L. {{#h1}}\n"
PAPER = b"%PDF-1.7 of one"


@pytest.fixture
def site(tmp_path: Path) -> Site:
    site = Site(tmp_path)
    for slug in ("one", "two", "three"):
        add(site, slug, b"%PDF-1.7 of " + slug.encode())
    assert site.run("build").code == 0
    return site


def add(site: Site, slug: str, content: bytes) -> None:
    folder = site.settings.materials / slug
    folder.mkdir(exist_ok=True)
    (folder / "workshop.md").write_text(FRONT.format(slug=slug), "utf-8")
    (folder / "a.pdf").write_bytes(content)


def stored(site: Site) -> set[bytes]:
    return {path.read_bytes() for path in site.settings.attachments_folder.iterdir()}


def client(site: Site) -> FlaskClient:
    return create_app(site.searcher(), site.settings).test_client()


def get(site: Site, slug: str) -> bytes | int:
    with client(site).get(f"/workshops/{slug}/files/a.pdf") as response:
        return response.data if response.status_code == 200 else response.status_code


def test_what_is_done_to_a_material_after_the_build_reaches_no_reader(site: Site) -> None:
    """Case 19: a link to /etc/passwd in its place."""
    path = site.settings.materials / "one" / "a.pdf"
    path.unlink()
    path.symlink_to("/etc/passwd")
    assert get(site, "one") == PAPER
    assert site.run("build").code == 1  # a link that leads out is an error
    assert get(site, "one") == PAPER


def test_a_new_version_of_a_file_is_published_and_the_old_one_stays_for_a_rollback(site: Site) -> None:
    (site.settings.materials / "one" / "a.pdf").write_bytes(b"%PDF-1.7 anew")
    assert "Changed: one" in site.run("build").output
    assert get(site, "one") == b"%PDF-1.7 anew"
    assert site.run("rollback").code == 0
    assert get(site, "one") == PAPER


def test_copies_go_when_no_generation_names_them(site: Site) -> None:
    for number in range(2):
        (site.settings.materials / "one" / "a.pdf").write_bytes(b"%PDF-1.7 " + bytes([49 + number]))
        (site.settings.attachments_folder / "123.new").write_bytes(b"left by a killed build")
        assert site.run("build").code == 0
    assert stored(site) == {b"%PDF-1.7 1", b"%PDF-1.7 2", b"%PDF-1.7 of two", b"%PDF-1.7 of three"}
    (site.settings.materials / "two" / "workshop.md").unlink()
    assert site.run("build", "--yes").code == 0
    assert site.run("build", "--full").code == 0
    assert stored(site) == {b"%PDF-1.7 2", b"%PDF-1.7 of three"}
    assert get(site, "two") == 404


def test_what_is_held_back_keeps_its_attachment(site: Site) -> None:
    (site.settings.materials / "one" / "workshop.md").write_text("broken", "utf-8")
    (site.settings.materials / "one" / "a.pdf").write_bytes(b"%PDF-1.7 anew")
    for _ in range(3):
        assert site.run("build", "--full").code == 1
    assert get(site, "one") == PAPER


@pytest.mark.parametrize("harm", ["removed", "cut", "a link"])
def test_a_build_mends_a_copy_that_is_gone_or_cut(site: Site, harm: str) -> None:
    path = next(path for path in site.settings.attachments_folder.iterdir() if path.read_bytes() == PAPER)
    path.unlink()
    if harm == "cut":
        path.write_bytes(PAPER[:4])
    if harm == "a link":
        path.symlink_to("/etc/passwd")
    assert get(site, "one") == 404
    outcome = site.run("verify")
    assert (outcome.code, path.name in outcome.output) == (1, True)
    assert site.run("build").code == 0
    assert get(site, "one") == PAPER
    assert site.run("verify").code == 0


def turn_a_bit(site: Site) -> Path:
    path = next(path for path in site.settings.attachments_folder.iterdir() if path.read_bytes() == PAPER)
    path.write_bytes(PAPER.replace(b"one", b"ona"))
    return path


def test_a_turned_bit_is_said_by_every_command_and_mended_by_a_build(site: Site) -> None:
    path = turn_a_bit(site)
    for command in ("verify", "status"):
        outcome = site.run(command)
        assert (outcome.code, path.name in outcome.output) == (1, True)
    outcome = site.run("build")
    assert (outcome.code, path.name in outcome.output) == (0, True)
    for command in ("verify", "status"):
        assert site.run(command).code == 0
    assert "Nothing to do" in site.run("build").output
    assert get(site, "one") == PAPER


def test_a_turned_bit_is_said_in_json(site: Site) -> None:
    path = turn_a_bit(site)
    for command in ("verify", "status", "build"):
        record = json.loads(site.run(command, "--json").stdout)
        damaged = record if command == "verify" else record["damaged"]
        assert [damage["file"] for damage in damaged["attachments"]] == [f"attachments/{path.name}"]


def test_copies_are_compared_though_a_generation_cannot_be_read(site: Site) -> None:
    assert site.run("build", "--full").code == 0
    path = turn_a_bit(site)
    (site.generations()[0] / "vocabulary.json").unlink()
    for name in ("vocabulary.json", path.name):
        assert name in site.run("verify").output
    assert site.run("build").code == 0
    assert site.run("verify").code == 0
    assert path.read_bytes() == PAPER


def write_anew(site: Site) -> None:
    for slug in ("one", "two"):
        (site.settings.materials / slug / "a.pdf").write_bytes(b"%PDF-1.7 anew")


def fail(*_: object) -> NoReturn:
    raise OSError(errno.EIO, "Input/output error")


def test_a_file_that_cannot_be_read_stops_no_other_and_the_next_build_publishes_it(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An error of the materials, as any other, for as long as it is there."""
    write_anew(site)
    with monkeypatch.context() as patch:
        patch.setattr(attachments, "open_regular_file", fail)
        outcome = site.run("build")
        assert (outcome.code, outcome.output.count("a.pdf:1:1: cannot be read: Input/output error")) == (1, 2)
        assert (get(site, "one"), get(site, "three")) == (404, b"%PDF-1.7 of three")
        assert site.run("verify").code == 0
        outcome = site.run("build")
        assert ("Nothing to do" in outcome.output, outcome.code) == (True, 1)
        assert outcome.output.count("a.pdf:1:1: cannot be read: Input/output error") == 2
        assert "cannot be read" in site.run("status").output
    assert site.run("build").code == 0
    assert get(site, "one") == get(site, "two") == b"%PDF-1.7 anew"
    assert "Nothing to do" in site.run("build").output


def test_a_file_whose_end_cannot_be_read_is_not_published(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    class Broken(BytesIO):
        read = fail

    write_anew(site)
    monkeypatch.setattr(attachments, "open_regular_file", lambda path: Broken())
    assert site.run("build").code == 1
    assert (get(site, "one"), get(site, "three")) == (404, b"%PDF-1.7 of three")


@pytest.mark.parametrize("lack", ["a full disk", "too many open files"])
def test_a_copy_that_cannot_be_made_refuses_the_build(site: Site, monkeypatch: pytest.MonkeyPatch, lack: str) -> None:
    """Nothing is wrong with the file, so a generation without it would be a loss."""

    def lack_files(path: Path) -> NoReturn:
        raise OSError(errno.EMFILE, "Too many open files")

    write_anew(site)
    if lack == "a full disk":
        monkeypatch.setattr("os.fsync", fail)
    else:
        monkeypatch.setattr(attachments, "open_regular_file", lack_files)
    with pytest.raises(OSError, match=r"Input/output|Too many"):
        site.run("build")
    monkeypatch.undo()
    assert get(site, "one") == PAPER
    assert site.run("build").code == 0
    assert get(site, "one") == b"%PDF-1.7 anew"


def test_nothing_is_swept_while_a_generation_does_not_say_what_it_names(tmp_path: Path) -> None:
    store = AttachmentStore(tmp_path)
    (tmp_path / "some").write_bytes(b"x")

    class Silent:
        def list(self) -> tuple[object, ...]:
            return (type("Generation", (), {"id": "1"}),)

        def snapshot(self, generation: str) -> object:
            return type("Snapshot", (), {"resource": staticmethod(lambda name: None)})

    attachments.sweep(Silent(), store)  # type: ignore[arg-type]
    assert os.listdir(tmp_path) == ["some"]  # noqa: PTH208


@pytest.mark.parametrize("unreadable", [1, 2])
def test_nothing_is_swept_while_a_generation_cannot_be_read(site: Site, unreadable: int) -> None:
    write_anew(site)
    assert site.run("build").code == 0
    before = stored(site)
    for generation in site.generations()[:unreadable]:
        (generation / "manifest.json").write_bytes(b"")
    attachments.sweep(open_generations(site.settings), AttachmentStore(site.settings.attachments_folder))
    assert stored(site) == before


def test_a_damaged_generation_goes_with_a_build_which_sweeps(site: Site) -> None:
    write_anew(site)
    assert site.run("build").code == 0
    (site.generations()[0] / "manifest.json").write_bytes(b"")
    (site.settings.attachments_folder / "123.new").write_bytes(b"left by a killed build")
    assert site.run("build").code == 0
    assert b"left by a killed build" not in stored(site)
    assert get(site, "one") == b"%PDF-1.7 anew"


def test_too_many_open_files_are_no_damage_of_a_copy(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    def lack_files(path: Path) -> NoReturn:
        raise OSError(errno.EMFILE, "Too many open files")

    monkeypatch.setattr(attachments, "_checksum", lack_files)
    for command in ("build", "verify"):
        with pytest.raises(OSError, match="Too many"):
            site.run(command)


def test_of_the_parts_of_a_workshop_no_attachments_are_read() -> None:
    names = AttachmentNames({})
    names.add(SimpleNamespace(kind="highlight"))  # type: ignore[arg-type]
    assert names.resources() == {attachments.RESOURCE: b"{}"}


def test_a_damaged_copy_of_what_is_held_back_is_said_to_wait_for_its_material(site: Site) -> None:
    path = turn_a_bit(site)
    material = site.settings.materials / "one" / "workshop.md"
    whole = material.read_text("utf-8")
    material.write_text("broken", "utf-8")
    for command in ("build", "status"):
        output = site.run(command).output
        assert "It is copied when its material is mended." in output
        assert "copied anew" not in output
        assert path.name in site.run(command, "--json").output
    material.write_text(whole, "utf-8")
    assert "It is copied anew." in site.run("build").output
    assert get(site, "one") == PAPER


def test_a_damaged_copy_of_what_goes_is_not_said_to_be_copied(site: Site) -> None:
    turn_a_bit(site)
    (site.settings.materials / "one" / "workshop.md").unlink()
    assert "copied" not in site.run("build", "--yes").output
