"""Damage under a running server: it is seen, the other generation or a rebuild answers, and no crash."""

import errno
import os
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from policysearch.cli import repair
from policysearch.engines.build_contract import Damage
from policysearch.engines.registry import open_when_ready
from policysearch.engines.whoosh.generations import known_damages, manifest, surveillance
from policysearch.model.errors import EngineError, IndexDamagedError, IndexMissingError, IndexOutdatedError
from policysearch.web import create_app
from tests.faults.servers import running
from tests.faults.sites import Harm, Site, flip_late, halve, largest, zero
from tests.patience import until

pytestmark = pytest.mark.slow


@pytest.fixture
def compared(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The generations that were compared. The background comparison looks at once and again and again."""
    compared: list[Path] = []
    damages = manifest.damages

    def noted(folder: Path, *arguments: Any, **options: Any) -> tuple[Damage, ...]:
        result = damages(folder, *arguments, **options)
        compared.append(folder)
        return result

    monkeypatch.setattr(manifest, "damages", noted)
    monkeypatch.setattr(surveillance, "POLL", 0.02)
    monkeypatch.setattr(surveillance, "VERIFY_AFTER", 0.05)
    monkeypatch.setattr(surveillance, "VERIFY_EVERY", 0.05)
    return compared


@pytest.mark.parametrize("harm", [zero, Path.unlink, flip_late], ids=["zeroed", "removed", "flipped"])
def test_a_mapped_file_that_is_harmed_later_ends_in_the_other_generation(
    site: Site, compared: list[Path], harm: Harm
) -> None:
    site.run("build", "--full")  # nothing is shared any more
    newest, before = site.generations()
    searcher = site.searcher()
    client = create_app(searcher, site.settings).test_client()
    assert client.get("/readyz").text == f"ready {newest.name}\n"
    until(lambda: newest in compared)
    harm(largest(newest))
    statuses = set()

    def has_moved() -> bool:
        statuses.add(client.get("/?q=apples").status_code)
        return searcher.generation == before.name

    until(has_moved)
    assert statuses <= {200, 503}
    assert newest.name in client.get("/readyz").text
    assert client.get("/readyz").status_code == 200
    assert site.run("build").code == 0
    until(lambda: searcher.generation == site.generations()[0].name)


@pytest.mark.usefixtures("compared")
def test_a_shared_file_that_is_harmed_under_a_server_is_not_served(site: Site) -> None:
    client = create_app(site.searcher(), site.settings).test_client()
    assert client.get("/?q=apples").status_code == 200
    path = largest(site.generations()[0])
    zero(path)
    until(lambda: path.name in client.get("/readyz").text)  # before, a search may fail that no comparison explains
    assert client.get("/readyz").status_code == 503
    assert client.get("/?q=apples").status_code == 503
    assert site.run("build").code == 0
    until(lambda: client.get("/readyz").status_code == 200)
    assert "/workshops/w001" in client.get("/?q=apples+w001").text


def test_an_error_that_comes_from_damage_is_answered_by_the_other_generation(site: Site) -> None:
    site.run("build", "--full")
    newest, before = site.generations()
    searcher = site.searcher()
    zero(largest(newest))
    answers = {searcher.get(f"w{number:03}") for number in range(3)}  # records of zeros cannot be decompressed
    assert searcher.generation in (newest.name, before.name)
    assert all(answer is None or answer.workshop.texts["en"].title for answer in answers)


def test_what_a_command_finds_reaches_the_server_and_what_is_mended_too(
    site: Site, compared: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(surveillance, "VERIFY_EVERY", 3_600)
    monkeypatch.setattr(manifest, "stamps", lambda folder: {})  # the server sees nothing by itself
    site.run("build", "--full")
    newest, before = site.generations()
    compared.clear()  # the build compared it too
    searcher = site.searcher()
    until(lambda: newest in compared)
    path = largest(newest)
    content = path.read_bytes()
    flip_late(path)
    assert searcher.generation == newest.name
    assert site.run("verify").code == 1
    assert (site.settings.state_folder / known_damages.FILE).is_file()
    until(lambda: searcher.generation == before.name)
    path.write_bytes(content)
    assert site.run("verify").code == 0
    until(lambda: searcher.generation == newest.name)


def test_one_process_of_a_machine_compares(tmp_path: Path) -> None:
    first, second = surveillance.Turn(tmp_path), surveillance.Turn(tmp_path)
    assert (first.take(), first.take(), second.take()) == (True, True, False)
    first.release()
    assert second.take()
    second.release()


def test_without_a_place_for_the_lock_each_process_compares(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("a file", "utf-8")
    assert surveillance.Turn(tmp_path / "state").take()


def test_an_engine_that_cannot_be_opened_yet_says_why_and_tries_again(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("policysearch.engines.patient.RETRY_AFTER", 0.0)
    away = site.folder / "away"
    site.settings.index.rename(away)
    engine = open_when_ready(site.settings)
    for action in (engine.snapshot, engine.warning):
        with pytest.raises(IndexMissingError, match="There is no index"):
            action()
    away.rename(site.settings.index)
    assert engine.snapshot().id == site.generations()[0].name
    assert (engine.warning(), engine.check(engine.snapshot())) == ("", False)
    engine.close()


@pytest.mark.skipif(os.name != "posix", reason="a mapped file cannot be cut there")
def test_a_server_without_any_good_generation_builds_one(site: Site) -> None:
    newest, current = site.generations()[0], site.settings.index / "CURRENT"
    with running(site.folder) as server:
        halve(largest(newest))  # in both generations, since they share it
        until(lambda: current.read_text("utf-8").strip() != newest.name, 300)
        until(server.is_ready)
        assert b"/workshops/w001" in server.get("/?q=apples+w001").body
    assert "It is built anew" in server.log.read_text("utf-8")
    assert site.run("verify").code == 0


def test_a_server_that_starts_over_an_index_without_any_good_generation_builds_one(site: Site) -> None:
    for generation in site.generations():
        (generation / manifest.NAME).write_bytes(b"{")
    with running(site.folder) as server:
        assert b"/workshops/w001" in server.get("/?q=apples+w001").body


class Damaged:
    """A searcher without a good generation, or one of another kind."""

    def __init__(self, error: EngineError | OSError | None) -> None:
        self._error = error

    @property
    def generation(self) -> str:
        if self._error:
            raise self._error
        return "00000001-20100101t000000z-000000"


@pytest.mark.parametrize(
    ("error", "builds"),
    [
        (IndexDamagedError("a"), 1),
        (IndexMissingError("a"), 0),
        (IndexOutdatedError("a"), 0),
        (OSError(errno.EMFILE, "a"), 0),
        (None, 0),
    ],
    ids=["damaged", "missing", "outdated", "shortage", "good"],
)
def test_a_server_builds_once_and_where_all_is_damaged_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: EngineError | OSError | None, builds: int
) -> None:
    site, commands, looks = Site(tmp_path), [], []

    def look(_: float) -> None:
        looks.append(1)
        if len(looks) == 3:
            raise InterruptedError

    monkeypatch.setattr("subprocess.run", lambda command, **_: commands.append(command))
    monkeypatch.setattr("time.sleep", look)
    for materials, expected in ((False, 0), (True, builds)):
        if materials:
            site.write("w001", "Apples")
        looks.clear()
        with pytest.raises(InterruptedError):
            repair.look_after(Damaged(error), site.settings)
        assert len(commands) == expected


def test_a_build_that_cannot_be_started_now_ends_no_looking_after(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site, looks = Site(tmp_path), []
    site.write("w001", "Apples")

    def run(*_: object, **__: object) -> None:
        raise OSError(errno.ENOMEM, "Cannot allocate memory")

    def look(_: float) -> None:
        looks.append(1)
        if len(looks) == 3:
            raise InterruptedError

    monkeypatch.setattr("subprocess.run", run)
    monkeypatch.setattr("time.sleep", look)
    with pytest.raises(InterruptedError):
        repair.look_after(Damaged(IndexDamagedError("a")), site.settings)
    assert len(looks) == 3


def test_the_build_of_a_worker_has_the_passwords_that_it_took_out_of_its_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site, environments = Site(tmp_path), []
    site.write("w001", "Apples")
    monkeypatch.setattr("subprocess.run", lambda _, **options: environments.append(options["env"]))
    repair.build_anew(replace(site.settings, opensearch_password="secret"))
    repair.build_anew(site.settings)
    assert [env.get("POLICYSEARCH_OPENSEARCH_PASSWORD") for env in environments] == ["secret", None]
