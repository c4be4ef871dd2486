"""Whoosh's segment and codec. The pickle in the table of contents names ArraySegment and its attributes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from whoosh.codec import base

from policysearch.engines.whoosh.codec.per_document_reader import ArrayPerDocumentReader
from policysearch.engines.whoosh.codec.terms_reader import ArrayTermsReader
from policysearch.engines.whoosh.segment.files import open_segment
from policysearch.engines.whoosh.segment.segment import Segment


class ArraySegment(base.Segment):  # type: ignore[misc]
    """What Whoosh's table of contents says of a segment: its name, size and how many documents are deleted.

    It cannot delete documents: segments never change, and a build deletes in the next generation.
    """

    def __init__(self, name: str, size: int, deleted: int) -> None:
        self.indexname, _, self.segid = name.partition("_")
        self.compound = False
        self._size = size
        self._deleted = deleted

    def codec(self) -> ArrayCodec:
        """Return the codec that reads the segment."""
        return ArrayCodec()

    def should_assemble(self) -> bool:
        """Return False: the files are not put together into one, so that they can be mapped."""
        return False

    def doc_count_all(self) -> int:
        """Return the number of documents, deleted ones included."""
        return self._size

    def deleted_count(self) -> int:
        """Return the number of deleted documents."""
        return self._deleted


class ArrayCodec(base.Codec):  # type: ignore[misc]
    """Reads one segment."""

    def terms_reader(self, storage: Any, segment: ArraySegment) -> ArrayTermsReader:
        """Return the reader of the segment's terms."""
        return ArrayTermsReader(self._open(storage, segment))

    def per_document_reader(self, storage: Any, segment: ArraySegment) -> ArrayPerDocumentReader:
        """Return the reader of the segment's documents."""
        return ArrayPerDocumentReader(self._open(storage, segment))

    def _open(self, storage: Any, segment: ArraySegment) -> Segment:
        if "_segment" not in self.__dict__:
            self._segment = open_segment(Path(storage.folder), segment.segment_id())
        return self._segment
