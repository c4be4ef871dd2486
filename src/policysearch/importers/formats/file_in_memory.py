"""A file that is in memory alone, for documents that are written nowhere."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path


class FileInMemory(BytesIO):
    """The bytes of a file whose name ends in ``suffix``; it is opened and read as a Path is."""

    def __init__(self, content: bytes, suffix: str) -> None:
        super().__init__(content)
        self.suffix = suffix

    def read_bytes(self) -> bytes:
        """Return the whole file."""
        return self.getvalue()


Source = Path | FileInMemory
