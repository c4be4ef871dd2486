"""Mails as mail servers keep them: a file of one mail, an mbox of many, or the folder of a Maildir."""

from __future__ import annotations

from collections.abc import Iterator
from mailbox import mbox
from pathlib import Path

_MBOX = b"From "  # begins the line before each mail
_FOLDERS = ("new", "cur")  # of a Maildir


def read_mails(path: Path, max_bytes: int) -> Iterator[bytes]:
    """Yield each mail in ``path``, or its first ``max_bytes``. Raise OSError where it cannot be read."""
    if not path.is_dir():
        yield from _of_file(path, max_bytes)
        return
    folders = [path / name for name in _FOLDERS if (path / name).is_dir()] or [path]
    for file in sorted(file for folder in folders for file in folder.iterdir() if file.is_file()):
        yield from _of_file(file, max_bytes)


def _of_file(path: Path, max_bytes: int) -> Iterator[bytes]:
    with path.open("rb") as file:
        content = file.read(max_bytes)
    if not content.startswith(_MBOX):
        yield content
        return
    mails = mbox(path, create=False)
    try:
        yield from (mails.get_bytes(key)[:max_bytes] for key in mails.iterkeys())
    finally:
        mails.close()
