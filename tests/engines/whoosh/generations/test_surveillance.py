"""The background comparison goes on after whatever an index that is being taken away raises."""

import threading
from pathlib import Path

import pytest

from policysearch.engines.whoosh.generations import surveillance
from policysearch.model.errors import IndexMissingError


class Engine:
    """An engine whose first looks fail; the third one says so."""

    def __init__(self, failures: list[Exception]) -> None:
        self.failures = failures
        self.goes_on = threading.Event()

    def served_folder(self) -> Path | None:
        if self.failures:
            raise self.failures.pop()
        self.goes_on.set()
        return None

    def compare(self, folder: Path, pause: float = 0.0) -> bool:
        raise AssertionError((folder, pause))


def test_a_failed_look_does_not_end_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(surveillance, "POLL", 0.01)
    engine = Engine([IndexMissingError("There is no index.", ""), OSError("no such folder")])
    surveillance.start(engine, tmp_path)
    assert engine.goes_on.wait(60)
    assert not engine.failures
