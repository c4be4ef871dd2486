"""A segment and its codec, as Whoosh knows them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from whoosh.codec import base

from policysearch.engines.whoosh.codec.documents import Documents
from policysearch.engines.whoosh.codec.terms import Reader
from policysearch.engines.whoosh.segment.files import open_segment
from policysearch.engines.whoosh.segment.segment import Segment


class ArraySegment(base.Segment):  # type: ignore[misc]
    """What Whoosh's table of contents holds of a segment: its name, size and how many documents are deleted."""

    def __init__(self, name: str, size: int, deleted: int) -> None:
        self.indexname, _, self.segid = name.partition("_")
        self.compound = False
        self._size = size
        self._deleted = deleted

    def codec(self) -> ArrayCodec:
        """What reads it."""
        return ArrayCodec()

    def should_assemble(self) -> bool:
        """Its arrays stay apart, so that they can be mapped."""
        return False

    def doc_count_all(self) -> int:
        """How many documents it has, deleted ones included."""
        return self._size

    def deleted_count(self) -> int:
        """How many of them are deleted."""
        return self._deleted

    def deleted_docs(self) -> Iterator[int]:
        """Whoosh asks the per-document reader."""
        raise NotImplementedError

    def is_deleted(self, docnum: int) -> bool:
        """Whoosh asks the per-document reader."""
        raise NotImplementedError

    def delete_document(self, docnum: int, delete: bool = True) -> None:
        """Segments never change: a build deletes in the next generation."""
        raise NotImplementedError


class ArrayCodec(base.Codec):  # type: ignore[misc]
    """Reads one segment."""

    def terms_reader(self, storage: Any, segment: ArraySegment) -> Reader:
        """Whoosh's view of the inverted lists."""
        return Reader(self._open(storage, segment))

    def per_document_reader(self, storage: Any, segment: ArraySegment) -> Documents:
        """Whoosh's view of the documents."""
        return Documents(self._open(storage, segment))

    def _open(self, storage: Any, segment: ArraySegment) -> Segment:
        if "_segment" not in self.__dict__:
            self._segment = open_segment(Path(storage.folder), segment.segment_id())
        return self._segment
