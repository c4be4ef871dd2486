"""Other things where files of the index belong: none of them is waited for, and a build puts the file back."""

import errno
import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from policysearch.engines.whoosh.generations import manifest
from policysearch.web import create_app
from tests.faults.sites import Harm, Site, largest

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes here"),
]


def in_place(make: Callable[[Path], object]) -> Harm:
    """Return what removes a file and makes something else of its name."""

    def harm(path: Path) -> None:
        path.unlink(missing_ok=True)
        make(path)

    return harm


def of_20_gigabytes(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(20 << 30)  # takes no room on the disk


HARMS: dict[str, Harm] = {
    "a pipe": in_place(os.mkfifo),
    "a folder": in_place(Path.mkdir),
    "a device": in_place(lambda path: path.symlink_to("/dev/zero")),
    "a link in a circle": in_place(lambda path: path.symlink_to(path.name)),
    "a file of 20 GB": in_place(of_20_gigabytes),
    "brackets": in_place(lambda path: path.write_bytes(b"[" * 1_000_000)),
    "a number of a million digits": in_place(lambda path: path.write_bytes(b"9" * 1_000_000)),
}
FILES: dict[str, Callable[[Site], Path]] = {
    "CURRENT": lambda site: site.settings.index / "CURRENT",
    "manifest.json": lambda site: site.generations()[0] / "manifest.json",
    "vocabulary.json": lambda site: site.generations()[0] / "vocabulary.json",
    "attachments.json": lambda site: site.generations()[0] / "attachments.json",
    "segment": lambda site: largest(site.generations()[0]),
    "attachment": lambda site: next(site.settings.attachments_folder.iterdir()),
    "digests.json": lambda site: site.settings.state_folder / "digests.json",
    "damaged.json": lambda site: site.settings.state_folder / "damaged.json",
}
ATTACHMENT = "/workshops/annex/files/a.pdf"


@pytest.mark.parametrize("harm", HARMS)
@pytest.mark.parametrize("file", FILES)
def test_what_stands_in_place_of_a_file_is_not_waited_for(site: Site, file: str, harm: str) -> None:
    answers, path = site.answers(), FILES[file](site)
    HARMS[harm](path)
    assert site.searcher().generation in {path.name for path in site.generations()}
    is_seen = 0 if path.parent == site.settings.state_folder else 1
    assert [site.run(command).code for command in ("verify", "status")] == [is_seen, is_seen]
    assert site.run("build").code == 0
    assert site.run("verify").code == 0
    assert "Nothing to do" in site.run("build").output
    assert site.answers() == answers
    assert create_app(site.searcher(), site.settings).test_client().get(ATTACHMENT, buffered=True).status_code == 200


def exchange(first: Path, second: Path) -> None:
    away = first.parent.with_name("away")
    first.rename(away)
    second.rename(first)
    away.rename(second)


@pytest.mark.parametrize(
    "name", ["", "manifest.json", "vocabulary.json", "sources.json.zst", "_MAIN_1.toc", "suggest-titles.npz.zst"]
)
def test_two_generations_that_changed_places_are_seen_and_healed(site: Site, name: str) -> None:
    """With "", the folders did."""
    answers, (newest, before) = site.answers(), site.generations()
    if name and (newest / name).read_bytes() == (before / name).read_bytes():
        pytest.skip("it is the same in both")
    exchange(newest / name, before / name)
    assert site.run("verify").code == 1
    assert site.run("build").code == 0
    assert site.run("verify").code == 0
    assert site.answers() == answers


MANIFESTS: dict[str, Callable[[dict[str, object]], object]] = {
    "a version in quotes": lambda record: record.update(schema=str(record["schema"])),
    "a version of tomorrow": lambda record: record.update(schema=99),
    "a field more": lambda record: record.update(more=1),
    "a field less": lambda record: record.pop("texts"),
    "a file of another folder": lambda record: record.update(files={"../../CURRENT": [33, "0" * 64]}),
    "no time": lambda record: record.update(created="yesterday"),
    "a number as time": lambda record: record.update(created=5),
    "a list of documents": lambda record: record.update(documents=[1]),
}


@pytest.mark.parametrize("name", MANIFESTS)
def test_a_manifest_that_says_what_cannot_be_with_a_right_checksum_is_damage(site: Site, name: str) -> None:
    answers, path = site.answers(), site.generations()[0] / "manifest.json"
    record = json.loads(path.read_text("utf-8"))
    MANIFESTS[name](record)
    record["checksum"] = manifest._record_checksum(record)
    path.write_text(json.dumps(record), "utf-8")
    assert site.run("status").code in (0, 1)
    assert site.run("build").code == 0
    assert site.run("verify").code == 0
    assert site.answers() == answers


STATES = {
    "digests.json": [
        "[1]",
        '{"folder": 1}',
        '{"folder": FOLDER, "digests": [1]}',
        '{"folder": FOLDER, "digests": {"w001": 5}}',
    ],
    "damaged.json": ["[1]", '{"x": 5}', '{"x": ["\\ud800", ""]}', "null"],
}


@pytest.mark.parametrize(("name", "content"), [(name, text) for name, texts in STATES.items() for text in texts])
def test_what_this_machine_remembers_may_be_anything(site: Site, name: str, content: str) -> None:
    folder = json.dumps(str(site.settings.materials.resolve()))
    (site.settings.state_folder / name).write_text(content.replace("FOLDER", folder), "utf-8")
    site.write("w001", "Berries", "Prose anew")
    assert [site.run(command).code for command in ("status", "verify", "build", "verify")] == [0, 0, 0, 0]
    document = site.searcher().get("w001")
    assert document
    assert document.workshop.texts["en"].title == "Berries w001"


def test_what_is_left_of_other_programs_is_swept(site: Site) -> None:
    index = site.settings.index
    (index / "x.new").mkdir()
    (site.settings.attachments_folder / "folder").mkdir()
    (index / "generations" / "folder").mkdir()
    site.write("w001", "Berries")
    assert site.run("build").code == 0
    assert not (index / "x.new").exists()
    assert len([*site.settings.attachments_folder.iterdir()]) == 1


@pytest.mark.parametrize("words", [("status",), ("build", "--dry-run")], ids=" ".join)
def test_an_index_on_a_read_only_disk_is_told_of(
    site: Site, words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path, *_: object, **options: object) -> None:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS), str(path))

    monkeypatch.setattr(Path, "unlink", refuse)
    assert site.run(*words).code == 0


def test_the_counter_of_generations_may_be_as_large_as_a_damaged_current_says(site: Site) -> None:
    answers, current = site.answers(), site.settings.index / "CURRENT"
    current.write_text("99999999-20991231t000000z-ffffff\n", "utf-8")
    assert site.answers() == answers
    assert site.run("build").code == 0
    site.write("w001", "Berries")
    assert site.run("build").code == 0
    assert current.read_text("utf-8").startswith("100000001-")
    assert site.run("verify").code == 0
    assert "Nothing to do" in site.run("build").output
    document = site.searcher().get("w001")
    assert document
    assert document.workshop.texts["en"].title == "Berries w001"


def test_copies_in_a_folder_that_went_are_made_anew(site: Site) -> None:
    shutil.rmtree(site.settings.attachments_folder)
    assert site.run("status").code == 1
    assert site.run("build").code == 0
    assert create_app(site.searcher(), site.settings).test_client().get(ATTACHMENT, buffered=True).status_code == 200


def test_an_attachment_that_becomes_a_link_after_the_build_is_served_as_it_was(site: Site, tmp_path: Path) -> None:
    (original,) = site.settings.materials.rglob(ATTACHMENT.rpartition("/")[2])
    content = original.read_bytes()
    (tmp_path / "secret").write_bytes(b"secret")
    original.unlink()
    original.symlink_to(tmp_path / "secret")
    client = create_app(site.searcher(), site.settings).test_client()
    assert client.get(ATTACHMENT, buffered=True).data == content
    site.run("build")
    client = create_app(site.searcher(), site.settings).test_client()
    assert b"secret" not in client.get(ATTACHMENT, buffered=True).data
