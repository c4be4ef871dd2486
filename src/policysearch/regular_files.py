"""Regular files alone: a pipe, a socket or a device is refused before it is opened, so nothing waits."""

from __future__ import annotations

import errno
import os
import shutil
import stat
import sys
from io import BufferedReader
from pathlib import Path

from policysearch.model.message import message

_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
_KINDS = (
    (stat.S_ISDIR, message("it is a folder")),
    (stat.S_ISFIFO, message("it is a pipe")),
    (stat.S_ISSOCK, message("it is a socket")),
)


def read_regular_file(path: str | os.PathLike[str], max_bytes: int) -> bytes:
    """Return the content of the file ``path``. Raise OSError where it is no regular file or over ``max_bytes``."""
    descriptor, size = _open(path, max_bytes)
    try:
        content = os.read(descriptor, size + 1)
        while len(content) <= max_bytes and (more := os.read(descriptor, 1 << 20)):
            content += more
    finally:
        os.close(descriptor)
    if len(content) > max_bytes:
        raise _too_large(len(content), max_bytes)
    return content


def open_regular_file(path: str | os.PathLike[str]) -> BufferedReader:
    """Return the file ``path``, opened for reading. Raise OSError where it is no regular file."""
    descriptor, _ = _open(path, sys.maxsize)
    return os.fdopen(descriptor, "rb")


def _open(path: str | os.PathLike[str], max_bytes: int) -> tuple[int, int]:
    """Return the descriptor of a regular file, and its size in bytes."""
    require_regular(os.stat(path), max_bytes)  # noqa: PTH116 - of every file of a build
    descriptor = os.open(path, _FLAGS)
    try:
        return descriptor, require_regular(os.fstat(descriptor), max_bytes)  # another file may have taken its place
    except OSError:
        os.close(descriptor)
        raise


def remove_folder(path: Path) -> None:
    """Remove what stands where a file of ours belongs, if it is a folder; nothing else. Raise OSError."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)


def require_regular(status: os.stat_result, max_bytes: int) -> int:
    """Return the size of a regular file in bytes. Raise OSError where it is another thing or over ``max_bytes``."""
    if not stat.S_ISREG(status.st_mode):
        kind = next((text for is_kind, text in _KINDS if is_kind(status.st_mode)), message("it is a device"))
        raise OSError(errno.EINVAL, kind)
    if status.st_size > max_bytes:
        raise _too_large(status.st_size, max_bytes)
    return status.st_size


def _too_large(size: int, max_bytes: int) -> OSError:
    return OSError(
        errno.EFBIG, message("it has {value:,} bytes, more than {max_bytes:,}", value=size, max_bytes=max_bytes)
    )
