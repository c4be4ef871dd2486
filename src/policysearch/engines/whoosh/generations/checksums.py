"""SHA-256 of files: a piece at a time, and of a file that several generations share once."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path
from time import sleep

_PIECE = 1 << 20  # bytes that are read and summed at once, while other threads run


Checksum = Callable[[Path], str]  # raises OSError


def checksum(path: Path, pause: float = 0.0) -> str:
    """Return the SHA-256 of a file; ``pause`` is in seconds, after each piece of it."""
    digest, piece = hashlib.sha256(), memoryview(bytearray(_PIECE))
    with path.open("rb", buffering=0) as file:
        while size := file.readinto(piece):
            digest.update(piece[:size])
            if pause:
                sleep(pause)
    return digest.hexdigest()


class LinkedChecksums:
    """Checksums of the files of several generations, for one comparison: what is hard-linked is read once."""

    def __init__(self) -> None:
        self._checksums: dict[tuple[int, ...], str] = {}  # by device, inode and what changes with the content

    def __call__(self, path: Path) -> str:
        """Return the SHA-256 of a file. Raises OSError."""
        state = path.stat()
        if state.st_nlink == 1 or not state.st_ino:
            return checksum(path)
        key = (state.st_dev, state.st_ino, state.st_size, state.st_mtime_ns, state.st_ctime_ns)
        if key not in self._checksums:
            self._checksums[key] = checksum(path)
        return self._checksums[key]
