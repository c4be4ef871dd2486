"""A second Python process to share the work with."""

from __future__ import annotations

import gc
import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Thread
from types import TracebackType
from typing import TYPE_CHECKING, Any, Generic, TypeVar, TypeVarTuple

from policysearch.model.errors import PolicySearchError
from policysearch.model.message import message

if TYPE_CHECKING:
    from concurrent.futures import Future, ProcessPoolExecutor

Arguments = TypeVarTuple("Arguments")
State = TypeVar("State")
Result = TypeVar("Result")

RELAXED = (100_000, 50, 100)  # thresholds of the garbage collector
SECONDS_TO_END = 1.0  # of a broken pool, before its pipe is taken for blocked
_SAFE_PATH = "PYTHONSAFEPATH"
_state: list[Any] = []  # in the worker process: the one thing that its calls work on


class ProcessError(PolicySearchError):
    """The worker process ended before its work was done."""


@contextmanager
def relaxed_gc() -> Iterator[None]:
    """Look for cycles of garbage less often inside.

    Where very many objects without cycles are made, looking at them again and again takes a tenth of the time.
    """
    usual = gc.get_threshold()
    gc.set_threshold(*RELAXED)
    try:
        yield
    finally:
        gc.set_threshold(*usual)


def cores() -> int:
    """Return how many processes can run at once."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class WorkerProcess(Generic[State]):
    """A fresh interpreter that makes a state and calls functions with it, one after the other.

    It ends with the context, and with this process, even if that is killed.
    """

    def __init__(self, make_state: Callable[[], State]) -> None:
        from concurrent.futures import ProcessPoolExecutor  # most commands start no process
        from multiprocessing import get_context

        with safe_path():  # this starts Python's own process that looks after semaphores
            self._pool = ProcessPoolExecutor(1, get_context("spawn"), _start, (make_state,))

    def __enter__(self) -> WorkerProcess[State]:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the process after its present call. Raise ProcessError where it had ended by itself."""
        from concurrent.futures.process import BrokenProcessPool

        if sys.version_info < (3, 11, 5) and isinstance(error, BrokenProcessPool):
            _unblock(self._pool)
        self._pool.shutdown(cancel_futures=True)
        if isinstance(error, BrokenProcessPool):
            sentence = message("A process that shared the work ended before it was done.")
            raise ProcessError(sentence, "Is there enough memory?") from error

    def submit(self, function: Callable[[State, *Arguments], Result], *arguments: *Arguments) -> Future[Result]:
        """Return the future of ``function(state, *arguments)``; what is raised there is raised by its ``result``."""
        with safe_path():  # the first call starts the process
            return self._pool.submit(_call, function, arguments)


@contextmanager
def safe_path() -> Iterator[None]:
    """Let interpreters that are started inside not import from the working folder, as with the option -P."""
    usual = os.environ.get(_SAFE_PATH)
    os.environ[_SAFE_PATH] = "1"
    try:
        yield
    finally:
        if usual is None:
            del os.environ[_SAFE_PATH]
        else:
            os.environ[_SAFE_PATH] = usual


def _unblock(pool: ProcessPoolExecutor) -> None:
    """Let a broken pool end whose thread waits for a full pipe that nobody reads.

    Python before 3.11.5 waits for ever there (CPython issue 94777). With this process's reading end closed, writing is
    an error. Later versions do this themselves.
    """
    manager: Any = vars(pool)["_executor_manager_thread"]
    queue: Any = vars(pool)["_call_queue"]
    manager.join(SECONDS_TO_END)  # where nothing is blocked, the queue's own thread closes both ends
    if manager.is_alive():
        queue._reader.close()


def _start(make_state: Callable[[], object]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the parent as well, which ends this process
    gc.set_threshold(*RELAXED)
    Thread(target=_end_with_parent, daemon=True).start()
    _state.append(make_state())


def _end_with_parent() -> None:
    """End this process with its parent. It holds both ends of its queue: it would wait for a killed parent for ever."""
    from multiprocessing import parent_process

    parent = parent_process()
    assert parent is not None
    parent.join()
    os._exit(1)


def _call(function: Callable[..., Any], arguments: tuple[Any, ...]) -> Any:
    return function(_state[0], *arguments)
