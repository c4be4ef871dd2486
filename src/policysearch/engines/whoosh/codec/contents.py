"""Whoosh's table of contents, by which ``whoosh.index.open_dir`` finds a generation's segments."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from whoosh.filedb.filestore import FileStorage
from whoosh.index import TOC

from policysearch.engines.whoosh.codec.fields import schema
from policysearch.engines.whoosh.codec.segment import ArraySegment

INDEX = "MAIN"


def write_contents(folder: Path, segments: Sequence[ArraySegment]) -> None:
    """Write the table of contents of ``folder``, the file _MAIN_1.toc.

    It is a pickle of the schema and of ``segments``. This engine never reads it; Whoosh does.
    """
    TOC(schema(), list(segments), 1).write(FileStorage(str(folder)), INDEX)
