"""Files whose writing survives a power cut."""

from __future__ import annotations

import os
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


def replace_file(path: Path, text: str, ending: str = ".new") -> None:
    """Write ``path`` anew in one step: whoever reads it sees all of the old or all of the new.

    Where several processes may write it at once, each has its own ``ending`` of the draft's name.
    """
    draft = path.with_name(path.name + ending)
    with draft.open("w", encoding="utf-8", newline="\n") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
    fsync_directory(path.parent)
