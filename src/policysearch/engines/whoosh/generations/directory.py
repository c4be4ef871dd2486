"""The folder of generations: ``index/CURRENT`` names the one that is served, ``index/generations/<id>/`` has each."""

from __future__ import annotations

import contextlib
import os
import re
import secrets
import shutil
from collections import Counter
from collections.abc import Collection, Iterator
from datetime import UTC, datetime
from pathlib import Path

from policysearch import durable_files
from policysearch.engines.build_lock import BuildLock
from policysearch.engines.whoosh.generations import attachments, manifest
from policysearch.model.errors import IndexMissingError
from policysearch.model.message import message
from policysearch.regular_files import read_regular_file, remove_folder

GENERATIONS_KEPT = 2
LOCK = "build.lock"
MAX_CURRENT = 1_000  # bytes of CURRENT, which has one id
DRAFT = ".draft"  # at the end of a generation's name: an empty file while it was never served
_OLD_LOCK = "lock"  # taken too for one release: a build of the version before looks at it alone
_ID = re.compile(r"(?P<counter>[0-9]{8,18})-[0-9]{8}t[0-9]{6}z-[0-9a-f]{6}")
_SWITCHES: Counter[str] = Counter()  # that this process made, by the path of CURRENT
_OLD_ID = re.compile(r"[0-9]{8}T[0-9]{12}Z-[0-9a-f]{6}")


class GenerationDirectory:
    """The generations below ``root``. No file stays open, so that any number of readers and one build may share it.

    ``state`` is the folder of what is this machine's own: the locks, and which damages are known.
    """

    def __init__(self, root: Path, state: Path | None = None) -> None:
        self.root = root
        self.state = state or root / "state"
        self._folders = root / "generations"
        self._current = os.path.abspath(root / "CURRENT")  # noqa: PTH100 - links stay as they are
        self._lock = BuildLock(self.state / LOCK, self.root / _OLD_LOCK)

    def folder(self, name: str) -> Path:
        """Return the folder of generation ``name``."""
        return self._folders / name

    def names(self) -> list[str]:
        """Return those that were published: they have a manifest, and are or were served. Newest first."""
        if not self._folders.is_dir():
            return []
        entries = {path.name for path in self._folders.iterdir()}
        drafts = {name.removesuffix(DRAFT) for name in entries if name.endswith(DRAFT)} - {self.current()}
        names = (name for name in entries - drafts if _is_id(name) and (self._folders / name / manifest.NAME).is_file())
        return sorted(names, key=order, reverse=True)

    def current(self) -> str | None:
        """Return the one that is to be served; None where there is no index."""
        try:
            name = read_regular_file(self._current, MAX_CURRENT).decode("utf-8").strip()
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

    def own_switches(self) -> int:
        """Return how many switches and attachments this process made here."""
        return _SWITCHES[self._current]

    def candidates(self) -> list[str]:
        """Return what to serve, in order of preference: the current one, then the newest. Raises IndexMissingError."""
        current, names = self.current(), self.names()
        if current is None and not names:
            raise IndexMissingError(message("There is no index at {root}.", root=self.root), "Run: policysearch build")
        return [current, *(name for name in names if name != current)] if current else names

    def new(self) -> Path:
        """Make an empty folder for the next generation; its id counts one more than any that is there.

        It is a draft until it is served. Without that mark, a complete one whose build was killed before the switch
        would be taken for one that was rolled back from, and what it publishes would wait for another change.
        """
        self._folders.mkdir(parents=True, exist_ok=True)
        names = [*(path.name for path in self._folders.iterdir()), self.current() or ""]
        counter = max((order(name)[0] for name in names if _is_id(name)), default=0) + 1
        folder = self.folder(f"{counter:08}-{datetime.now(UTC):%Y%m%dt%H%M%Sz}-{secrets.token_hex(3)}")
        self._draft(folder.name).touch()
        folder.mkdir()
        durable_files.fsync_directory(self._folders)
        return folder

    def switch(self, name: str) -> None:
        """Serve ``name`` from now on: one atomic rename. Raises OSError.

        A process that was killed after its switch left the mark of a draft, which would count again after this one.
        """
        if served := self.current():
            self._remove_mark(served)
        remove_folder(self.root / "CURRENT")
        durable_files.replace_file(self.root / "CURRENT", name + "\n")
        _SWITCHES[self._current] += 1
        with contextlib.suppress(OSError):  # it is served, so the mark says nothing any more
            self._remove_mark(name)

    def discard(self, name: str) -> None:
        """Remove a generation that could not be written; the next sweep removes what stays of it."""
        shutil.rmtree(self.folder(name), ignore_errors=True)
        with contextlib.suppress(OSError):
            self._remove_mark(name)

    def sweep(self, damaged: Collection[str] = ()) -> None:
        """Remove what is neither served nor among the newest, what is ``damaged``, and what killed builds left.

        Nothing goes while CURRENT is there and cannot be read: what it names might look as if it was never served.
        What a reader still has open on Windows stays.
        """
        served = self.current()
        if served is None and os.path.lexists(self._current):
            return
        good = [name for name in self.names() if name not in damaged]
        stay = {*good[:GENERATIONS_KEPT], served}
        for path in self._folders.iterdir():
            if path.name not in stay and path.suffix != DRAFT:
                shutil.rmtree(path, ignore_errors=True)
        for mark in self._folders.glob(f"*{DRAFT}"):
            self._remove_mark(mark.stem)
        attachments.sweep(self.root, {path.name for path in self._folders.iterdir()})
        for draft in (*self.root.glob("*.new"), *self.state.glob("*.new")):
            remove_folder(draft)
            draft.unlink(missing_ok=True)

    def _draft(self, name: str) -> Path:
        """Return the mark of a generation that was never served."""
        return self._folders / f"{name}{DRAFT}"

    def _remove_mark(self, name: str) -> None:
        """Remove the mark of a draft that is served now, or whose folder is gone. Raises OSError."""
        if name == self.current() or not self.folder(name).exists():
            self._draft(name).unlink(missing_ok=True)

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
