"""The folder of generations: ``index/CURRENT`` names the one that is served, ``index/generations/<id>/`` holds each."""

from __future__ import annotations

import contextlib
import os
import re
import secrets
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from policysearch.engines.whoosh.generations import fsync, manifest
from policysearch.model.errors import BuildBusyError, IndexMissingError

GENERATIONS_KEPT = 2
_ID = re.compile(r"[0-9]{8}T[0-9]{12}Z-[0-9a-f]{6}")


class GenerationDirectory:
    """What there is at ``root``. Holds no file open, so that any number of readers and one build may share it."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._folders = root / "generations"
        self._current = str(root / "CURRENT")

    def folder(self, name: str) -> Path:
        """Where generation ``name`` is."""
        return self._folders / name

    def names(self) -> list[str]:
        """The complete ones (they have a manifest), newest first."""
        if not self._folders.is_dir():
            return []
        found = (path.name for path in self._folders.iterdir() if (path / manifest.NAME).is_file())
        return sorted(filter(_ID.fullmatch, found), reverse=True)

    def current(self) -> str | None:
        """The one that is to be served; None where there is no index."""
        try:
            name = (self.root / "CURRENT").read_text("utf-8").strip()
        except OSError:
            return None
        return name if _ID.fullmatch(name) else None

    def version_token(self) -> tuple[int, int, int] | None:
        """Changes whenever another generation is switched to; cheap to ask."""
        try:
            state = os.stat(self._current)  # noqa: PTH116 - asked for at every search
        except OSError:
            return None
        return state.st_mtime_ns, state.st_ino, state.st_size

    def candidates(self) -> list[str]:
        """What to serve, in order of preference: the current one, then the newest. Raises IndexMissingError."""
        current, names = self.current(), self.names()
        if current is None and not names:
            raise IndexMissingError(f"There is no index at {self.root}.", "Run: policysearch build")
        return [current, *(n for n in names if n != current)] if current else names

    def new(self) -> Path:
        """An empty folder for the next generation. Names sort by time."""
        name = f"{datetime.now(UTC):%Y%m%dT%H%M%S%f}Z-{secrets.token_hex(3)}"
        folder = self.folder(name)
        folder.mkdir(parents=True)
        fsync.fsync_directory(self._folders)
        return folder

    def switch(self, name: str) -> None:
        """Serve ``name`` from now on: one atomic rename."""
        fsync.replace_file(self.root / "CURRENT", name + "\n")

    def sweep(self) -> None:
        """Remove what is neither served nor among the newest. What a reader still holds open on Windows stays."""
        stay = {*self.names()[:GENERATIONS_KEPT], self.current()}
        for path in self._folders.iterdir():
            if path.name not in stay:
                shutil.rmtree(path, ignore_errors=True)

    @contextlib.contextmanager
    def writing(self) -> Iterator[None]:
        """One build at a time; the lock dies with its process. Raises BuildBusyError."""
        self._folders.mkdir(parents=True, exist_ok=True)
        from filelock import FileLock, Timeout  # readers start sooner without it

        lock = FileLock(self.root / "lock", timeout=0)
        try:
            lock.acquire()
        except Timeout as error:
            raise BuildBusyError("Another build is at work on this index.", "Wait until it is done.") from error
        try:
            yield
        finally:
            lock.release()
