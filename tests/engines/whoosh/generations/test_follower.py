"""Switches are followed after whatever an index that is being taken away raises."""

import threading

import pytest

from policysearch.engines.whoosh.generations import follower
from policysearch.model.errors import IndexMissingError


class Engine:
    """An engine whose first looks fail; the third one says so."""

    def __init__(self, failures: list[Exception]) -> None:
        self.failures = failures
        self.goes_on = threading.Event()

    def follow(self) -> None:
        if self.failures:
            raise self.failures.pop()
        self.goes_on.set()


def test_a_failed_look_does_not_end_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(follower, "POLL", 0.01)
    engine = Engine([IndexMissingError("There is no index.", ""), ValueError("odd"), OSError("no such folder")])
    follower.start(engine)
    assert engine.goes_on.wait(60)
    assert not engine.failures


def test_without_a_thread_nobody_looks() -> None:
    assert not follower.Follower(Engine([])).look_now(wait=True)
