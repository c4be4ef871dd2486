"""What a server process does so that it does not grow: it gives memory back after each switch."""

import ctypes
import gc
from collections.abc import Iterator

import pytest

from policysearch.cli import worker_memory
from policysearch.model.errors import IndexDamagedError


class Served:
    """A searcher whose generation is another one at each look, or none; after all of them, the thread ends."""

    def __init__(self, *generations: str) -> None:
        self._generations = iter(generations)

    @property
    def generation(self) -> str:
        generation = next(self._generations, None)
        if generation is None:
            raise SystemExit
        if not generation:
            raise IndexDamagedError("Damaged.", "")
        return generation


@pytest.fixture
def thawed() -> Iterator[None]:
    yield
    gc.unfreeze()


def test_memory_is_given_back_after_each_switch_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    given_back: list[None] = []
    monkeypatch.setattr(worker_memory, "POLL", 0.0)
    monkeypatch.setattr(worker_memory, "give_back", lambda: given_back.append(None))
    with pytest.raises(SystemExit):
        worker_memory.look_after(Served("1", "1", "", "1", "2", "2"))
    assert len(given_back) == 2


@pytest.mark.usefixtures("thawed")
def test_what_is_there_at_the_start_is_passed_over() -> None:
    worker_memory.freeze()
    frozen = gc.get_freeze_count()
    assert frozen > 10_000
    worker_memory.give_back()
    assert gc.get_freeze_count() <= frozen


def test_another_c_library_is_no_error(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[None] = []
    monkeypatch.setattr(ctypes, "CDLL", lambda _: asked.append(None))
    worker_memory.share_between_threads()
    worker_memory.give_back()
    assert len(asked) == 2
