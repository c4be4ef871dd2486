"""Another Python process to share the work with: messages to it and back over pipes.

It is a fresh process on every system, and it ends when its pipe does, however this one ended. The pipes are private to
the two of them, which is why messages may be pickled.
"""

from __future__ import annotations

import gc
import os
import pickle
import subprocess
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from queue import Full, Queue
from threading import Thread
from types import TracebackType
from typing import IO, Any

from policysearch.model.errors import PolicySearchError

WAITING = 2  # messages that may wait to be sent
SELDOM = (100_000, 50, 100)  # thresholds of the garbage collector
_SIZE = 8
_END = object()


class ProcessError(PolicySearchError):
    """The other process failed."""


@contextmanager
def relaxed_gc() -> Iterator[None]:
    """Inside, cycles of garbage are looked for less often: where very many objects are made that have none, looking at
    them again and again takes a tenth of the time."""
    usual = gc.get_threshold()
    gc.set_threshold(*SELDOM)
    try:
        yield
    finally:
        gc.set_threshold(*usual)


def cores() -> int:
    """How many processes can run at once."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class Process:
    """Runs ``module``, which calls ``serve``. Leaving it as a context ends it, whatever it is doing."""

    def __init__(self, module: str) -> None:
        paths = os.pathsep.join(filter(None, sys.path))
        self._process = subprocess.Popen(
            [sys.executable, "-m", module],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": paths},
        )
        self._waiting: Queue[Any] = Queue(WAITING)
        self._answers: Queue[Any] = Queue()  # read as they come, or the other process would have to wait
        self._threads = [Thread(target=work, name=module, daemon=True) for work in (self._send, self._take)]
        for thread in self._threads:
            thread.start()

    def __enter__(self) -> Process:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._process.kill()
        while not self._waiting.empty():
            self._waiting.get_nowait()
        self._waiting.put(_END)
        for thread in self._threads:
            thread.join()
        self._process.communicate()

    @property
    def has_room(self) -> bool:
        """Whether a message would be sent soon."""
        return not self._waiting.full()

    def send(self, message: Any) -> None:
        """Send a message, waiting until there is room."""
        while self._process.poll() is None or self._threads[0].is_alive():
            try:
                self._waiting.put(message, timeout=1)
            except Full:
                continue
            return
        raise self._ended()

    @property
    def has_answered(self) -> bool:
        """Whether there is an answer already."""
        return not self._answers.empty()

    def receive(self) -> Any:
        """The next answer. Raises what was raised over there on purpose, else ProcessError with what went wrong."""
        content = self._answers.get()
        if content is _END:
            self._answers.put(_END)
            raise self._ended()
        failed, value = pickle.loads(content)
        if failed and isinstance(value, PolicySearchError):
            raise value
        if failed:
            raise ProcessError(f"A process that shared the work failed: {value}", "Please report this.")
        return value

    def _send(self) -> None:
        assert self._process.stdin is not None
        try:
            while (message := self._waiting.get()) is not _END:
                _write(self._process.stdin, message)
        except OSError:
            return  # it ended; whoever waits for an answer is told

    def _take(self) -> None:
        assert self._process.stdout is not None
        while (content := _read(self._process.stdout)) is not _END:
            self._answers.put(content)
        self._answers.put(_END)

    def _ended(self) -> ProcessError:
        code = self._process.wait()
        return ProcessError(
            f"A process that shared the work ended before it was done (code {code}).", "Is there enough memory?"
        )


def serve(answers: Callable[[Iterator[Any]], Iterator[Any]]) -> None:
    """The main loop of the other process: what ``answers`` yields for the messages is sent back."""
    source, sink = sys.stdin.buffer, sys.stdout.buffer
    gc.set_threshold(*SELDOM)
    sys.stdout = sys.stderr  # nothing else may be said on the pipe
    try:
        for answer in answers(_messages(source)):
            _write(sink, (False, answer))
    except (BrokenPipeError, KeyboardInterrupt):
        return
    except PolicySearchError as error:
        _write(sink, (True, error))
    except BaseException:
        _write(sink, (True, traceback.format_exc()))


def _messages(pipe: IO[bytes]) -> Iterator[Any]:
    """All messages; ends the process where the pipe does, for nobody is there to answer."""
    while (content := _read(pipe)) is not _END:
        yield pickle.loads(content)
    raise BrokenPipeError


def _write(pipe: IO[bytes], message: Any) -> None:
    content = pickle.dumps(message, pickle.HIGHEST_PROTOCOL)
    pipe.write(len(content).to_bytes(_SIZE, "little"))
    pipe.write(content)
    pipe.flush()


def _read(pipe: IO[bytes]) -> Any:
    """The next message as it was sent; ``_END`` where the pipe has ended, in the middle of one too."""
    head = pipe.read(_SIZE)
    if len(head) < _SIZE:
        return _END
    size = int.from_bytes(head, "little")
    content = pipe.read(size)
    return content if len(content) == size else _END
