"""The digests of materials' files: a file that did not change is not read again.

Unchanged means the same size, inode and times to the nanosecond, and times that were more than two seconds old when the
digest was taken (some file systems count time no finer than that). The saved digests only ever save time: they are
checked for their form, and ignored if it is wrong.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import time
from collections.abc import Sequence
from pathlib import Path

from policysearch.durable_files import replace_file
from policysearch.model.problem import Problem
from policysearch.regular_files import open_regular_file, read_regular_file

MAX_SIDECAR_BYTES = 200_000_000
MAX_MEMORY_BYTES = 500_000_000  # of the saved digests
MIN_AGE = 2_000_000_000  # nanoseconds
_PIECE = 1 << 20  # bytes
SAVE_RATIO = 100  # digests are saved when at least one in so many is new

Stamp = list[list[str | int]]  # of each file: path, size, inode, times


class Digests:
    """Digests of sources by slug, saved in the file ``memory`` (None: not at all)."""

    def __init__(self, folder: Path, memory: Path | None = None) -> None:
        self._folder = str(folder)
        self._memory = memory
        self._now = time.time_ns()
        self._saved: dict[str, tuple[Stamp, str]] = {}
        self._stats: dict[str, os.stat_result] = {}
        self._new = 0
        self._current: dict[str, tuple[Stamp, str]] = {}
        if memory:
            with contextlib.suppress(OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
                record = json.loads(read_regular_file(memory, MAX_MEMORY_BYTES))
                if record["folder"] == os.path.realpath(self._folder):
                    digests = record["digests"].items()
                    self._saved = {str(slug): (stamp, str(digest)) for slug, (stamp, digest) in digests}

    def add_stat(self, name: str, stat: os.stat_result) -> None:
        """Add the ``stat`` of a file, so that the system need not be asked for it again."""
        self._stats[name] = stat

    def digest(self, slug: str, paths: Sequence[str]) -> str:
        """Return the SHA-256 of the names and contents of a source's files, as hexadecimal digits."""
        stamp = [self._stamp(path) for path in paths]
        saved = self._saved.get(slug)
        if saved and saved[0] == stamp:
            self._current[slug] = saved
            return saved[1]
        digest, is_read = self._read(stamp)
        self._new += 1
        if is_read and all(
            isinstance(n, int) and n < self._now - MIN_AGE for _, *numbers in stamp for n in numbers[2:] or ("",)
        ):
            self._current[slug] = (stamp, digest)
        return digest

    def digest_of_problems(self, slug: str, problems: Sequence[Problem]) -> str:
        """Return a digest of a source that cannot be read: of the names of its files and what is wrong with them."""
        lines = [f"{problem.path}\0{problem.message}\0" for problem in problems]
        return hashlib.sha256("".join([slug, *lines]).encode(errors="surrogateescape")).hexdigest()

    def save(self) -> None:
        """Save the digests, if there is a folder for them; without, the next build takes a little longer."""
        if self._memory and self._new * SAVE_RATIO > len(self._current):
            record = {"folder": os.path.realpath(self._folder), "digests": self._current}
            with contextlib.suppress(OSError):
                replace_file(self._memory, json.dumps(record, separators=(",", ":")))

    def _stamp(self, name: str) -> list[str | int]:
        stat = self._stats.pop(name, None)
        if stat is None:
            try:
                stat = os.stat(f"{self._folder}/{name}")  # noqa: PTH116
            except OSError:
                return [name, "missing"]  # a text among the times: never saved
        return [name, stat.st_size, stat.st_ino, stat.st_mtime_ns, stat.st_ctime_ns]

    def _read(self, stamp: Stamp) -> tuple[str, bool]:
        """Return the digest of the files of ``stamp``, and whether all could be read.

        Of one that could not, its size and times count, or two versions of it would have one digest.
        """
        digest, is_read = hashlib.sha256(), True
        for name, *numbers in stamp:
            digest.update(f"{name}\0".encode(errors="surrogateescape"))
            try:
                with open_regular_file(f"{self._folder}/{name}") as file:
                    digest.update(f"{os.fstat(file.fileno()).st_size}\0".encode())
                    while piece := file.read(_PIECE):
                        digest.update(piece)
            except OSError as error:  # reading it for its words says so
                digest.update(f"{error.strerror}\0{numbers}\0".encode())
                is_read = False
        return digest.hexdigest(), is_read
