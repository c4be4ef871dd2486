"""Damage under a running server: it is seen, the other generation or a rebuild answers, and no crash."""

import time
from pathlib import Path

import pytest

from policysearch.engines.registry import open_when_ready
from policysearch.engines.whoosh.generations import known_damages, manifest, surveillance
from policysearch.model.errors import IndexMissingError
from policysearch.web import create_app
from tests.faults.sites import Harm, Site, flip_late, largest, until, zero


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """The background comparison looks at once and again and again."""
    monkeypatch.setattr(surveillance, "POLL", 0.02)
    monkeypatch.setattr(surveillance, "VERIFY_AFTER", 0.05)
    monkeypatch.setattr(surveillance, "VERIFY_EVERY", 0.05)


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize("harm", [zero, Path.unlink, flip_late], ids=["zeroed", "removed", "flipped"])
def test_a_mapped_file_that_is_harmed_later_ends_in_the_other_generation(site: Site, harm: Harm) -> None:
    site.run("build", "--full")  # nothing is shared any more
    newest, before = site.generations()
    searcher = site.searcher()
    client = create_app(searcher, site.settings).test_client()
    assert client.get("/readyz").text == f"ready {newest.name}\n"
    time.sleep(0.3)  # it was compared once already
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


@pytest.mark.usefixtures("impatient")
def test_a_shared_file_that_is_harmed_under_a_server_is_not_served(site: Site) -> None:
    client = create_app(site.searcher(), site.settings).test_client()
    assert client.get("/?q=apples").status_code == 200
    path = largest(site.generations()[0])
    zero(path)
    until(lambda: client.get("/readyz").status_code == 503)
    assert path.name in client.get("/readyz").text
    assert client.get("/?q=apples").status_code == 503
    assert site.run("build").code == 0
    until(lambda: client.get("/readyz").status_code == 200)
    assert "Apples w001" in client.get("/?q=apples").text


def test_an_error_that_comes_from_damage_is_answered_by_the_other_generation(site: Site) -> None:
    site.run("build", "--full")
    newest, before = site.generations()
    searcher = site.searcher()
    zero(largest(newest))
    answers = {searcher.get(f"w{number:03}") for number in range(3)}  # records of zeros cannot be decompressed
    assert searcher.generation in (newest.name, before.name)
    assert all(answer is None or answer.workshop.texts["en"].title for answer in answers)


@pytest.mark.usefixtures("impatient")
def test_what_a_command_finds_reaches_the_server_and_what_is_mended_too(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(surveillance, "VERIFY_EVERY", 3_600)
    monkeypatch.setattr(manifest, "stamps", lambda folder: {})  # the server sees nothing by itself
    site.run("build", "--full")
    newest, before = site.generations()
    searcher = site.searcher()
    time.sleep(0.3)
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
