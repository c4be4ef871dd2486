"""The folder of generations: ``index/CURRENT`` names the one that is served, ``index/generations/<id>/`` has each."""

from __future__ import annotations

import contextlib
import os
import re
import secrets
import shutil
from collections.abc import Collection, Iterator
from datetime import UTC, datetime
from pathlib import Path

from policysearch.engines.build_lock import BuildLock
from policysearch.engines.whoosh.generations import attachments, fsync, manifest
from policysearch.model.errors import IndexMissingError
from policysearch.model.message import message

GENERATIONS_KEPT = 2
LOCK = "build.lock"
_OLD_LOCK = "lock"  # taken too for one release: a build of the version before looks at it alone
_ID = re.compile(r"(?P<counter>[0-9]{8})-[0-9]{8}t[0-9]{6}z-[0-9a-f]{6}")
_OLD_ID = re.compile(r"[0-9]{8}T[0-9]{12}Z-[0-9a-f]{6}")


class GenerationDirectory:
    """The generations below ``root``. No file stays open, so that any number of readers and one build may share it.

    ``state`` is the folder of what is this machine's own: the locks, and which damages are known.
    """

    def __init__(self, root: Path, state: Path | None = None) -> None:
        self.root = root
        self.state = state or root / "state"
        self._folders = root / "generations"
        self._current = str(root / "CURRENT")
        self._lock = BuildLock(self.state / LOCK, self.root / _OLD_LOCK)

    def folder(self, name: str) -> Path:
        """Return the folder of generation ``name``."""
        return self._folders / name

    def names(self) -> list[str]:
        """Return the complete ones (they have a manifest), newest first."""
        if not self._folders.is_dir():
            return []
        names = (path.name for path in self._folders.iterdir() if (path / manifest.NAME).is_file())
        return sorted(filter(_is_id, names), key=order, reverse=True)

    def current(self) -> str | None:
        """Return the one that is to be served; None where there is no index."""
        try:
            name = (self.root / "CURRENT").read_text("utf-8").strip()
        except (OSError, ValueError):
            return None
        return name if _is_id(name) else None

    def version_token(self) -> tuple[int, int, int] | None:
        """Return what changes with each switch and with what is attached to what is served; cheap to read."""
        try:
            state = os.stat(self._current)  # noqa: PTH116 - read at every search
        except OSError:
            return None
        return state.st_mtime_ns, state.st_ino, state.st_size

    def candidates(self) -> list[str]:
        """Return what to serve, in order of preference: the current one, then the newest. Raises IndexMissingError."""
        current, names = self.current(), self.names()
        if current is None and not names:
            raise IndexMissingError(message("There is no index at {root}.", root=self.root), "Run: policysearch build")
        return [current, *(name for name in names if name != current)] if current else names

    def new(self) -> Path:
        """Make an empty folder for the next generation; its id counts one more than any that is there."""
        self._folders.mkdir(parents=True, exist_ok=True)
        names = [*(path.name for path in self._folders.iterdir()), self.current() or ""]
        counter = max((order(name)[0] for name in names if _is_id(name)), default=0) + 1
        folder = self.folder(f"{counter:08}-{datetime.now(UTC):%Y%m%dt%H%M%Sz}-{secrets.token_hex(3)}")
        folder.mkdir()
        fsync.fsync_directory(self._folders)
        return folder

    def switch(self, name: str) -> None:
        """Serve ``name`` from now on: one atomic rename."""
        fsync.replace_file(self.root / "CURRENT", name + "\n")

    def sweep(self, damaged: Collection[str] = ()) -> None:
        """Remove what is neither served nor among the newest, what is ``damaged``, and what killed builds left.

        What a reader still has open on Windows stays.
        """
        good = [name for name in self.names() if name not in damaged]
        stay = {*good[:GENERATIONS_KEPT], self.current()}
        for path in self._folders.iterdir():
            if path.name not in stay:
                shutil.rmtree(path, ignore_errors=True)
        attachments.sweep(self.root, {path.name for path in self._folders.iterdir()})
        for draft in (*self.root.glob("*.new"), *self.state.glob("*.new")):
            draft.unlink(missing_ok=True)

    @contextlib.contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the locks of builds, which die with their process; may be entered again. Raises BuildBusyError."""
        self._folders.mkdir(parents=True, exist_ok=True)
        with self._lock.entered():
            yield


def order(name: str) -> tuple[int, str]:
    """Return the sort key of an id: its counter. Ids of before there were counters are older, in order of time."""
    match = _ID.fullmatch(name)
    return (int(match["counter"]), name) if match else (0, name)


def _is_id(name: str) -> bool:
    return bool(_ID.fullmatch(name) or _OLD_ID.fullmatch(name))
