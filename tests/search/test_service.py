"""What is worked out for a generation is worked out once, however many threads ask after a switch."""

import threading
from pathlib import Path

import pytest

from policysearch.engines.contract import Snapshot
from policysearch.query import Query
from policysearch.search import service as service_module
from policysearch.search.service import SearchService
from policysearch.search.snapshot_context import SnapshotContext
from policysearch.settings import Settings
from tests.engines.factories import build, open_engine, workshop

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
