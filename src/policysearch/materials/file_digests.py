"""The digests of materials' files: a file that is as it was is not read again.

As it was means: the same size, file number and times to the nanosecond, which were more than two seconds old when the
digest was taken (some systems count time no finer than that). What was remembered is checked for its form and otherwise
forgotten; it only ever saves time.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import time
from collections.abc import Sequence
from pathlib import Path, PurePosixPath

YOUNG = 2_000_000_000  # nanoseconds
FEW = 100  # for each new digest among so many known ones they are written anew

Stamp = list[list[str | int]]  # of each file: path, size, number, times


class Digests:
    """Digests of sources by slug, remembered in the file ``memory`` (None: not at all)."""

    def __init__(self, folder: Path, memory: Path | None = None) -> None:
        self._folder = str(folder)
        self._memory = memory
        self._now = time.time_ns()
        self._held: dict[str, tuple[Stamp, str]] = {}
        self._seen: dict[str, os.stat_result] = {}
        self._new = 0
        self._kept: dict[str, tuple[Stamp, str]] = {}
        if memory:
            with contextlib.suppress(OSError, ValueError, TypeError, KeyError):
                told = json.loads(memory.read_text("utf-8"))
                if told["folder"] == os.path.realpath(self._folder):
                    self._held = {str(slug): (stamp, str(digest)) for slug, (stamp, digest) in told["digests"].items()}

    def saw(self, name: str, state: os.stat_result) -> None:
        """How a file was found, so that it need not be looked at again."""
        self._seen[name] = state

    def of(self, slug: str, paths: Sequence[PurePosixPath]) -> str:
        """The SHA-256 over names and contents of a source's files."""
        names = [str(path) for path in paths]
        stamp = [self._stamp(name) for name in names]
        held = self._held.get(slug)
        if held and held[0] == stamp:
            self._kept[slug] = held
            return held[1]
        digest = self._read(names)
        self._new += 1
        if all(isinstance(n, int) and n < self._now - YOUNG for _, _, _, *times in stamp for n in times):
            self._kept[slug] = (stamp, digest)
        return digest

    def remember(self) -> None:
        """Write down what is known, if there is a folder for it; without, the next build takes a little longer."""
        if self._memory and self._new * FEW > len(self._kept):
            told = {"folder": os.path.realpath(self._folder), "digests": self._kept}
            draft = self._memory.with_name(f"{self._memory.name}.{os.getpid()}.new")
            with contextlib.suppress(OSError):
                draft.write_text(json.dumps(told, separators=(",", ":")), "utf-8")
                draft.replace(self._memory)

    def _stamp(self, name: str) -> list[str | int]:
        state = self._seen.pop(name, None) or os.stat(f"{self._folder}/{name}")  # noqa: PTH116
        return [name, state.st_size, state.st_ino, state.st_mtime_ns, state.st_ctime_ns]

    def _read(self, names: Sequence[str]) -> str:
        digest = hashlib.sha256()
        for name in names:
            with open(f"{self._folder}/{name}", "rb", buffering=0) as file:  # noqa: PTH123 - of every file of a full build
                content = file.read()
            digest.update(f"{name}\0{len(content)}\0".encode())
            digest.update(content)
        return digest.hexdigest()
