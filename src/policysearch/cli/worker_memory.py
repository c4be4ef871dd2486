"""The memory of a process that serves for months: what is needed once, or for one generation, does not stay with it."""

from __future__ import annotations

import ctypes
import gc
import time
from contextlib import suppress
from threading import Thread
from typing import NoReturn, Protocol

from policysearch.model.errors import EngineError

POLL = 30.0  # seconds between two looks at the generation: giving back costs little, and not every switch needs it
M_ARENA_MAX = -8  # of glibc's malloc.h


class Served(Protocol):
    """What is looked at: a Searcher."""

    @property
    def generation(self) -> str:
        """Return the generation in service. Raises EngineError where there is none."""


def share_between_threads() -> None:
    """Let the C library (glibc) have one arena: with one for each thread, what each once needed stays with it.

    To be called before there are threads, and before workers are forked: they keep the arenas that there are.
    """
    with suppress(AttributeError, OSError, TypeError):  # another C library has no such thing
        ctypes.CDLL(None).mallopt(M_ARENA_MAX, 1)


def freeze() -> None:
    """Let the garbage collector pass over what is there now: modules, templates and the open index live for ever.

    It looks at everything while all threads wait, most often after a switch, and this is most of what there is.
    """
    gc.collect()
    gc.freeze()


def start_giving_back(searcher: Served) -> None:
    """Look after ``searcher`` in a thread, for as long as this process lives."""
    Thread(target=look_after, args=(searcher,), name="memory", daemon=True).start()


def look_after(searcher: Served) -> NoReturn:
    """Give back memory whenever another generation answers."""
    latest = ""
    while True:
        with suppress(EngineError, OSError):
            generation = searcher.generation
            if generation != latest:
                latest = generation
                give_back()
        time.sleep(POLL)


def give_back() -> None:
    """Let the C library (glibc) return free pages to the system: what generations leave between others adds up."""
    with suppress(AttributeError, OSError, TypeError):  # another C library has no such thing
        ctypes.CDLL(None).malloc_trim(0)
