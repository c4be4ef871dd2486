"""What every engine's generations must do, and the engine that follows them."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from policysearch.engines.build_contract import Generations
from policysearch.engines.contract import Request
from policysearch.model.document import Document
from policysearch.model.errors import IndexMissingError
from policysearch.settings import Settings
from policysearch.vocabulary import Theme, Vocabulary
from tests.engines.factories import build, open_engine, open_generations, translated, workshop
from tests.engines.generation_helpers import APPLES, BERRIES, UNKNOWN, documents, in_another_thread, total


class Recorder:
    """A ResourceBuilder that records what it is given."""

    def __init__(self) -> None:
        self._ids: list[str] = []

    def add(self, document: Document) -> None:
        self._ids.append(document.id)

    def resources(self) -> Mapping[str, bytes]:
        return {"ids": "\n".join(self._ids).encode("utf-8"), "nothing": b""}


# Before there is anything


def test_where_nothing_was_built_there_is_no_generation(settings: Settings, generations: Generations) -> None:
    assert (generations.list(), generations.current()) == ((), None)
    with pytest.raises(IndexMissingError):
        open_engine(settings)
    with pytest.raises(IndexMissingError):
        generations.build((), {"a": "1"}, Vocabulary(), keep={"a"})
    assert (generations.list(), generations.current()) == ((), None)


def test_the_place_is_named_for_messages(settings: Settings, generations: Generations) -> None:
    other = open_generations(replace(settings, index=settings.index / "other"))
    assert generations.place
    assert generations.place != other.place


# Building


def test_a_build_is_reported_listed_and_served(settings: Settings, generations: Generations) -> None:
    start = datetime.now(UTC) - timedelta(seconds=1)
    report = generations.build(documents(APPLES, BERRIES), {"a": "1", "b": "2", "vocabulary": "3"}, Vocabulary())
    counts = {"workshop": 2, "highlight": 1, "passage": 1}
    assert report.built
    assert report.documents == counts
    assert (report.appeared, report.changed, report.vanished, dict(report.held_back)) == (("a", "b"), (), (), {})
    assert report.seconds >= 0
    (generation,) = generations.list()
    assert generation == generations.current()
    assert generations.ids() == {generation.id}
    assert (generation.id, generation.current, generation.documents) == (report.generation, True, counts)
    assert start <= generation.created <= datetime.now(UTC)
    assert generation.size >= 0
    assert open_engine(settings).snapshot().id == report.generation


def test_a_report_says_what_appeared_changed_and_vanished(generations: Generations) -> None:
    generations.build(documents(APPLES, BERRIES), {"a": "1", "b": "1", "vocabulary": "1"}, Vocabulary())
    sources = {"a": "2", "c": "1", "vocabulary": "2"}
    report = generations.build(documents(APPLES, workshop("c", "Cherries")), sources, Vocabulary())
    assert (report.appeared, report.changed, report.vanished) == (("c",), ("a",), ("b",))
    assert report.documents == {"workshop": 2, "highlight": 1, "passage": 1}
    generations.activate(generations.list()[1].id)
    report = generations.build(documents(BERRIES), {"b": "1"}, Vocabulary())
    assert (report.appeared, report.changed, report.vanished) == ((), (), ("a",))  # than what was served


def test_generations_are_listed_newest_first_by_their_counters(settings: Settings, generations: Generations) -> None:
    built = [build(settings.index, [workshop("a", f"Apples {number}")]).generation for number in range(4)]
    ids = [generation.id for generation in generations.list()]
    assert len(ids) >= 2
    assert ids == built[::-1][: len(ids)]
    assert [int(name[:8]) for name in built] == [1, 2, 3, 4]
    created = [generation.created for generation in generations.list()]
    assert created == sorted(created, reverse=True)


def test_what_a_generation_was_built_from_stays_known(generations: Generations) -> None:
    first = generations.build(documents(APPLES), {"a": "1", "vocabulary": "v"}, Vocabulary()).generation
    reasons = {"a": "a.md:1:1: broken"}
    report = generations.build(documents(BERRIES), {"a": "2", "b": "1"}, Vocabulary(), keep={"a"}, held_back=reasons)
    assert report.held_back == reasons
    old, new = generations.state(first), generations.state(report.generation)
    assert (dict(old.sources), dict(old.held_back)) == ({"a": "1", "vocabulary": "v"}, {})
    assert (dict(new.sources), dict(new.held_back)) == ({"a": "2", "b": "1"}, reasons)


def test_kept_slugs_are_carried_over_as_they_are_with_all_their_parts(generations: Generations) -> None:
    spanish = translated(APPLES, "es", "Manzanas", "Las manzanas alimentan.")
    generations.build(documents(spanish, BERRIES), {"a": "1", "b": "1"}, Vocabulary())
    report = generations.build(documents(workshop("c", "Cherries")), {"a": "1", "c": "1"}, Vocabulary(), keep={"a"})
    snapshot = generations.snapshot(report.generation)
    assert [total(snapshot, word) for word in ("apples", "manzanas", "cherries", "berries")] == [1, 1, 1, 0]
    ids = [doc_id for doc_id in snapshot.ids(["a", "a/h1", "a/files/paper.pdf/1"]) if doc_id is not None]
    assert snapshot.documents(ids) == documents(spanish)
    assert report.documents == {"workshop": 2, "highlight": 1, "passage": 1}
    report = generations.build((), {"a": "1"}, Vocabulary(), keep={"a"})
    assert report.documents == {"workshop": 1, "highlight": 1, "passage": 1}
    snapshot = generations.snapshot(report.generation)
    ids = [doc_id for doc_id in snapshot.ids(["a"]) if doc_id is not None]
    assert snapshot.documents(ids) == documents(spanish)[:1]


def test_what_is_carried_over_comes_from_what_is_served(generations: Generations) -> None:
    first = generations.build(documents(workshop("a", "Apples")), {"a": "1"}, Vocabulary()).generation
    generations.build(documents(workshop("a", "Apricots")), {"a": "2"}, Vocabulary())
    generations.activate(first)
    report = generations.build((), {"a": "1"}, Vocabulary(), keep={"a"})
    snapshot = generations.snapshot(report.generation)
    assert (total(snapshot, "apples"), total(snapshot, "apricots")) == (1, 0)


def test_what_is_carried_over_comes_from_the_generation_that_is_named(generations: Generations) -> None:
    first = generations.build(documents(workshop("a", "Apples")), {"a": "1"}, Vocabulary()).generation
    generations.build(documents(workshop("a", "Apricots")), {"a": "2"}, Vocabulary())
    report = generations.build((), {"a": "1"}, Vocabulary(), keep={"a"}, base=first)
    snapshot = generations.snapshot(report.generation)
    assert (total(snapshot, "apples"), total(snapshot, "apricots")) == (1, 0)
    with pytest.raises(IndexMissingError):
        generations.build((), {"a": "1"}, Vocabulary(), keep={"a"}, base="00000009-20100101t000000z-000000")


def test_a_vocabulary_belongs_to_its_generation(generations: Generations) -> None:
    words = Vocabulary(themes=(Theme("ict", {"en": "Computers"}),))
    first = generations.build(documents(APPLES), {"a": "1"}, words).generation
    second = generations.build((), {"a": "1"}, Vocabulary(), keep={"a"}).generation
    assert generations.snapshot(first).vocabulary == words
    assert generations.snapshot(second).vocabulary == Vocabulary()


def test_resources_are_made_of_the_documents_that_are_written_and_stored(generations: Generations) -> None:
    first = generations.build(documents(APPLES, BERRIES), {"a": "1", "b": "1"}, Vocabulary(), resources=Recorder())
    snapshot = generations.snapshot(first.generation)
    assert snapshot.resource("ids") == b"a\na/h1\na/files/paper.pdf/1\nb"
    assert snapshot.resource("nothing") == b""
    assert snapshot.resource("unheard-of") is None
    carried = generations.build(
        documents(workshop("c")), {"a": "1", "c": "1"}, Vocabulary(), keep={"a"}, resources=Recorder()
    )
    assert generations.snapshot(carried.generation).resource("ids") == b"c"
    without = generations.build((), {"a": "1"}, Vocabulary(), keep={"a"})
    assert generations.snapshot(without.generation).resource("ids") is None
    assert generations.snapshot(carried.generation).resource("ids") == b"c"
    assert (generations.rescue("ids"), generations.rescue("unheard-of")) == (b"c", None)


@pytest.mark.parametrize("where", ["documents", "resources"])
def test_a_build_that_fails_leaves_all_as_it_was_and_the_right_to_write_free(
    where: str, settings: Settings, generations: Generations
) -> None:
    first = build(settings.index, [APPLES]).generation
    engine = open_engine(settings)

    def failing() -> Iterator[Document]:
        yield from documents(BERRIES)
        if where == "documents":
            raise OSError("the disk is full")

    class Failing(Recorder):
        def resources(self) -> Mapping[str, bytes]:
            raise OSError("the disk is full")

    with pytest.raises(OSError, match="the disk is full"):
        generations.build(failing(), {"b": "1"}, Vocabulary(), resources=Failing() if where == "resources" else None)
    assert [generation.id for generation in generations.list()] == [first]
    assert engine.snapshot().id == first
    assert in_another_thread(lambda: build(settings.index, [BERRIES])) == []


def test_an_index_of_nothing_is_built_and_served(settings: Settings, generations: Generations) -> None:
    report = generations.build((), {}, Vocabulary())
    assert report.documents == {"workshop": 0, "highlight": 0, "passage": 0}
    assert open_engine(settings).snapshot().execute(Request()).total == 0


# Serving


def test_the_same_snapshot_is_given_until_a_switch(settings: Settings, generations: Generations) -> None:
    first = build(settings.index, [APPLES]).generation
    engine = open_engine(settings)
    snapshot = engine.snapshot()
    assert engine.snapshot() is snapshot
    with generations.writing():
        assert engine.snapshot() is snapshot
    second = build(settings.index, [BERRIES]).generation
    follower = engine.snapshot()
    assert (snapshot.id, follower.id) == (first, second)
    assert engine.snapshot() is follower
    assert open_engine(settings).snapshot().id == second
    generations.activate(first)
    assert engine.snapshot().id == first
    engine.close()


def test_a_generation_is_served_anew_and_the_order_stays(settings: Settings, generations: Generations) -> None:
    first, second = (build(settings.index, [record]).generation for record in (APPLES, BERRIES))
    generations.activate(first)
    current = generations.current()
    assert current is not None
    assert (current.id, current.current) == (first, True)
    assert {generation.id: generation.current for generation in generations.list()} == {second: False, first: True}
    assert total(open_engine(settings).snapshot(), "apples") == 1
    third = build(settings.index, [BERRIES]).generation
    assert int(third[:8]) == 3
    assert next(iter(generations.list())).id == third


def test_a_generation_that_is_not_served_is_read_too(settings: Settings, generations: Generations) -> None:
    first, second = (build(settings.index, [record]).generation for record in (APPLES, BERRIES))
    old, new = generations.snapshot(first), generations.snapshot(second)
    assert (old.id, new.id) == (first, second)
    assert [total(snapshot, "apples") for snapshot in (old, new)] == [1, 0]


def test_a_good_generation_has_no_damage(settings: Settings, generations: Generations) -> None:
    for record in (APPLES, BERRIES):
        assert generations.verify(build(settings.index, [record]).generation) == ()


@pytest.mark.parametrize("there_is_an_index", [True, False])
def test_a_generation_that_is_not_there_is_named(
    there_is_an_index: bool, settings: Settings, generations: Generations
) -> None:
    if there_is_an_index:
        build(settings.index, [APPLES])
    for look_up in (generations.state, generations.snapshot, generations.verify, generations.activate):
        with pytest.raises(IndexMissingError, match=UNKNOWN):
            look_up(UNKNOWN)
