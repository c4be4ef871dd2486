"""Files whose writing survives a power cut."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def fsync_files(folder: Path) -> None:
    """Bring every file of ``folder``, and the folder itself, to the disk."""
    for path in folder.iterdir():
        with path.open("rb+") as file:
            os.fsync(file.fileno())
    fsync_directory(folder)


def fsync_directory(folder: Path) -> None:
    """Bring a folder's list of names to the disk, where the system can."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Give a draft beside ``path``, which takes its place when the block ends; where that fails, ``path`` stays.

    Each process has a draft of its own, whose hidden name ends with ".new", as sweeping expects.
    """
    draft = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        yield draft
        with draft.open("rb+") as file:
            os.fsync(file.fileno())
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
    fsync_directory(path.parent)


def replace_file(path: Path, text: str) -> None:
    """Write ``path`` anew in one step: whoever reads it sees all of the old or all of the new."""
    with replacing(path) as draft:
        draft.write_text(text, "utf-8", newline="\n")


def rewrite_file(path: Path, content: bytes) -> None:
    """Write a file of somebody's in one step: a link stays a link, and a file keeps its mode.

    Raises OSError that names ``path``; then what was there stays.
    """
    target = path.resolve()
    try:
        with replacing(target) as draft:
            draft.write_bytes(content)
            if target.exists():
                shutil.copymode(target, draft)
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(path)) from error
