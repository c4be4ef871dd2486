"""The right to write on this machine: locks on files, which die with their process."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from policysearch.model.errors import BuildBusyError

if TYPE_CHECKING:
    from filelock import FileLock


class BuildLock:
    """Holds all of ``paths`` at once; the same thread may enter it again inside."""

    def __init__(self, *paths: Path) -> None:
        self._paths = paths
        self._locks: tuple[FileLock, ...] = ()

    @contextlib.contextmanager
    def entered(self) -> Iterator[None]:
        """Hold the locks. Raises BuildBusyError at once where another build has one of them, OSError without a file."""
        from filelock import Timeout  # readers start sooner without it

        for path in self._paths:
            path.parent.mkdir(parents=True, exist_ok=True)
        with contextlib.ExitStack() as acquired:
            try:
                for lock in self._file_locks():
                    acquired.enter_context(lock.acquire(timeout=0))
            except Timeout as error:
                for path in self._paths:
                    path.open("ab").close()  # a file that cannot be made looks taken: this says why it cannot
                raise BuildBusyError("Another build is at work on this index.", "Wait until it is done.") from error
            yield

    def _file_locks(self) -> tuple[FileLock, ...]:
        from filelock import FileLock

        if not self._locks:
            self._locks = tuple(FileLock(path) for path in self._paths)
        return self._locks
