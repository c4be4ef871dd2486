"""Switches while answers are made: what is worked out once, and an answer whose generation went meanwhile."""

import threading
from pathlib import Path

import pytest

from policysearch.engines.contract import Snapshot
from policysearch.model.errors import IndexDamagedError
from policysearch.query import Query
from policysearch.search import service as service_module
from policysearch.search.results import Results
from policysearch.search.service import SearchService
from policysearch.search.snapshot_context import SnapshotContext
from policysearch.settings import Settings
from tests.engines.factories import build, open_engine, workshop
from tests.patience import until

CHANCE = 0.05  # seconds in which a second thread would begin as well; one that rightly waits costs no more


def test_threads_that_ask_at_once_begin_one_context(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build(tmp_path, [workshop("a", "Apples")])
    begun: list[int] = []
    second = threading.Event()

    class Slow(SnapshotContext):
        def __init__(self, snapshot: Snapshot, cache_size: int, meaning: None) -> None:
            begun.append(1)
            if len(begun) > 1:
                second.set()
            second.wait(CHANCE)
            super().__init__(snapshot, cache_size, meaning)

    monkeypatch.setattr(service_module, "SnapshotContext", Slow)
    service = SearchService(open_engine(Settings(index=tmp_path)), 8)
    totals: list[int] = []
    threads = [threading.Thread(target=lambda: totals.append(service.search(Query()).total)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert totals == [1] * 4
    assert len(begun) == 1


def test_an_answer_whose_generation_was_removed_meanwhile_comes_from_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(tmp_path, [workshop("a", "Apples")])
    engine = open_engine(Settings(index=tmp_path))
    first = engine.snapshot().id

    class Overtaken(SnapshotContext):
        def answer(self, query: Query) -> Results:
            if self.snapshot.id != first:
                return super().answer(query)
            build(tmp_path, [workshop("a", "Apples"), workshop("b", "Berries")])
            until(lambda: engine.snapshot().id != first)
            raise IndexDamagedError("A file of the generation is gone.")

    monkeypatch.setattr(service_module, "SnapshotContext", Overtaken)
    assert SearchService(engine, 8).search(Query()).total == 2


def test_damage_of_the_generation_that_stays_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build(tmp_path, [workshop("a", "Apples")])

    class Damaged(SnapshotContext):
        def answer(self, query: Query) -> Results:
            raise IndexDamagedError("A file of the generation is gone.")

    monkeypatch.setattr(service_module, "SnapshotContext", Damaged)
    with pytest.raises(IndexDamagedError):
        SearchService(open_engine(Settings(index=tmp_path)), 8).search(Query())
