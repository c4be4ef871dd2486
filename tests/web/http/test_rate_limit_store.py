"""Buckets: exact over processes, a minute at once, forgotten when full."""

import multiprocessing
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from policysearch.web.http.rate_limit_store import Buckets

Make = Callable[[int], Buckets]


class Clock:
    def __init__(self) -> None:
        self.now = 1_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def buckets_of(tmp_path: Path, clock: Clock) -> Iterator[Make]:
    """Buckets of so many requests, in one file, by the clock given."""
    stores: list[Buckets] = []

    def make(limit: int) -> Buckets:
        stores.append(Buckets(tmp_path / "b", limit, clock))
        return stores[-1]

    yield make
    for buckets in stores:
        buckets.close()


def test_a_whole_minutes_requests_may_come_at_once_and_then_as_they_refill(buckets_of: Make, clock: Clock) -> None:
    buckets = buckets_of(60)
    assert [buckets.take("a") for _ in range(60)] == [0.0] * 60
    assert 0 < buckets.take("a") <= 1.0
    assert buckets.take("b") == 0.0
    clock.now += 2.0
    assert [buckets.take("a") > 0 for _ in range(3)] == [False, False, True]
    clock.now += 60.0
    assert [buckets.take("a") for _ in range(60)] == [0.0] * 60


def test_the_wait_told_is_enough(buckets_of: Make, clock: Clock) -> None:
    buckets = buckets_of(7)
    while not (wait := buckets.take("a")):
        pass
    clock.now += wait
    assert buckets.take("a") == 0.0


def test_a_clock_set_back_locks_nobody_out_for_longer_than_a_minute(buckets_of: Make, clock: Clock) -> None:
    buckets = buckets_of(5)
    while not buckets.take("a"):
        pass
    clock.now -= 500_000
    assert buckets.take("a") <= 60
    clock.now += 60.1
    assert buckets.take("a") == 0.0


def test_addresses_are_forgotten_once_their_bucket_is_full(buckets_of: Make, clock: Clock, tmp_path: Path) -> None:
    buckets = buckets_of(60)
    for address in range(50):
        buckets.take(str(address))
    clock.now += 130
    buckets.take("last")
    with closing(sqlite3.connect(tmp_path / "b")) as connection:
        assert connection.execute("SELECT address FROM buckets").fetchall() == [("last",)]


def _hammer(path: Path, times: int) -> int:
    with closing(Buckets(path, 100, lambda: 1_000.0)) as buckets:
        return sum(not buckets.take("a") for _ in range(times))


@pytest.mark.slow
def test_it_is_exact_over_processes(tmp_path: Path) -> None:
    with multiprocessing.get_context("spawn").Pool(2) as pool:
        allowed = pool.starmap(_hammer, [(tmp_path / "b", 90)] * 2)
    assert sum(allowed) == 100


def test_a_worker_waits_for_another_that_makes_the_file(tmp_path: Path, buckets_of: Make) -> None:
    with closing(sqlite3.connect(tmp_path / "b", isolation_level=None, check_same_thread=False)) as other:
        other.execute("CREATE TABLE another (it)")
        other.execute("BEGIN IMMEDIATE")
        release = threading.Timer(0.05, other.execute, ("COMMIT",))
        release.start()
        assert buckets_of(60).take("a") == 0.0
        release.join()
