"""What changed last, where more match than are listed, a switch comes in between, or a generation has no outline."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from policysearch.engines.contract import Snapshot
from policysearch.query import View, filters, parse
from policysearch.search.service import SearchService
from policysearch.settings import Settings
from policysearch.vocabulary import Pick, Vocabulary
from tests.engines.factories import build, open_engine, snapshot_of, workshop

WORDS = Vocabulary(picks=(Pick(("prose",), ("picked",)),))
DAYS = {"w1": date(2026, 1, 1), "w2": date(2025, 1, 1), "w3": date(2024, 1, 1)}  # the oldest changed last


class Switching:
    """An engine that is switched after its first snapshots: a service asks some times for the one it begins with."""

    def __init__(self, *snapshots: Snapshot) -> None:
        self._snapshots = [*snapshots]

    def snapshot(self) -> Snapshot:
        return self._snapshots.pop(0) if len(self._snapshots) > 1 else self._snapshots[0]


@pytest.fixture
def service(tmp_path: Path) -> Iterator[SearchService]:
    workshops = [workshop(slug, "Prose", "Prose pays.", start=f"201{slug[1]}-01-01") for slug in DAYS]
    changed = [replace(one, updated=DAYS[one.slug]) for one in workshops]
    others = [workshop(f"o{number}", "Apples", start="2019-01-01") for number in range(5)]
    build(tmp_path, [*changed, *others, workshop("picked", "Berries", start="2000-01-01")], WORDS)
    service = SearchService(open_engine(Settings(index=tmp_path)))
    yield service
    service.close()


def last(service: SearchService, text: str, count: int, view: View = "workshops") -> list[str]:
    query = parse(text, service.vocabulary, view=view)
    return [document.workshop.slug for document in service.last_changed(query, count)]


def test_an_outline_made_of_documents_has_the_last_changed_first(service: SearchService) -> None:
    assert [entry.slug for entry in service.outline()][:3] == ["w1", "w2", "w3"]


@pytest.mark.parametrize("view", ["workshops", "highlights"])
@pytest.mark.parametrize("text", ["", "prose", "pros*"])
def test_what_changed_last_is_not_lost_beyond_the_window(
    service: SearchService, text: str, view: View, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("policysearch.search.service.MAX_WINDOW", 1)
    monkeypatch.setattr("policysearch.search.outline_steps.STEP", 1)
    for count in (1, 2, 3, 2, 1):  # each walks further, or no further, than what stays known
        assert last(service, text, count, view) == ["w1", "w2", "w3"][:count]


def test_what_has_none_of_the_words_is_left_out_beyond_the_window(
    service: SearchService, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("policysearch.search.service.MAX_WINDOW", 1)
    assert last(service, "apples", 9) == [f"o{number}" for number in (4, 3, 2, 1, 0)]
    assert last(service, "apples absent", 9) == last(service, "apples", 9)


@pytest.mark.parametrize("window", [1, 100])
@pytest.mark.parametrize("small", [0, 100])
def test_a_pick_is_among_the_last_changed_where_it_passes_the_filters(
    service: SearchService, window: int, small: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("policysearch.search.service.MAX_WINDOW", window)
    monkeypatch.setattr("policysearch.search.last_changed.SMALL", small)
    assert {*last(service, "prose", 9)} == {"w1", "w2", "w3", "picked"}
    query = replace(parse("prose", service.vocabulary), filters=filters({"year": ("2011", "2012")}))
    assert {document.id for document in service.last_changed(query, 9)} == {"w1", "w2"}


def test_a_switch_in_between_loses_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("policysearch.search.last_changed.SMALL", 0)
    before, after = (snapshot_of(tmp_path / slug, workshop(slug, "Prose")) for slug in "ab")
    service = SearchService(Switching(before, before, before, after))  # type: ignore[arg-type]
    assert [document.id for document in service.last_changed(parse("", Vocabulary()), 9)] == ["a"]


@pytest.mark.parametrize("window", [1, 100])
@pytest.mark.parametrize("step", [1, 256])
def test_those_that_match_are_picked_out_of_given_documents_wherever_they_rank(
    service: SearchService, window: int, step: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("policysearch.search.service.MAX_WINDOW", window)
    monkeypatch.setattr("policysearch.search.last_changed.STEP", step)
    keys = ["o1", "w3", "gone", "w1", "o2"]

    def matching(text: str, **changes: tuple[str, ...]) -> list[str]:
        query = replace(parse(text, service.vocabulary), filters=filters(changes))
        return [document.id for document in service.matching(query, keys)]

    assert matching("prose") == ["w3", "w1"]
    assert matching("prose", year=("2011",)) == ["w1"]
    assert matching("") == ["o1", "w3", "w1", "o2"]
    assert matching("prose absent") == []
    assert service.matching(parse("prose", service.vocabulary), []) == []


def test_single_lessons_are_picked_out_too(service: SearchService) -> None:
    query = parse("prose", service.vocabulary, view="highlights")
    assert [document.id for document in service.matching(query, ["o1/h1", "w2/h1", "w2"])] == ["w2/h1"]
