"""Whoosh's reader of a segment's documents: lengths, deletions, the column of days, stored records."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray
from whoosh import columns
from whoosh.codec import base

from policysearch.engines.whoosh.segment.segment import Segment


class ArrayPerDocumentReader(base.PerDocumentReader):  # type: ignore[misc]
    """The documents of one segment."""

    def __init__(self, segment: Segment) -> None:
        self._segment = segment

    def doc_count(self) -> int:
        """Return the number of documents that are not deleted."""
        live = self._segment.live
        return self._segment.size if live is None else int(live.sum())

    def doc_count_all(self) -> int:
        """Return the number of documents, deleted ones included."""
        return self._segment.size

    def has_deletions(self) -> bool:
        """Return True if any document is deleted."""
        return self._segment.live is not None

    def is_deleted(self, docnum: int) -> bool:
        """Return True if the document is deleted; False beyond the last one, of which Whoosh's Not asks too."""
        live = self._segment.live
        return live is not None and docnum < len(live) and not live[docnum]

    def deleted_docs(self) -> Iterator[int]:
        """Return the doc ids of the deleted documents."""
        live = self._segment.live
        return iter(()) if live is None else iter(np.flatnonzero(~live).tolist())

    def supports_columns(self) -> bool:
        """Return True: there is the column ``start``."""
        return True

    def has_column(self, fieldname: str) -> bool:
        """Return True for ``start``."""
        return fieldname == "start"

    def column_reader(self, fieldname: str, column: Any) -> DayColumnReader:  # noqa: ARG002 - Whoosh passes them
        """Return the column of the documents' first days, as ordinals."""
        return DayColumnReader(self._segment.start_days)

    def doc_field_length(self, docnum: int, fieldname: str, default: int = 0) -> int:
        """Return a document's length, exactly (Whoosh's own codec rounds long ones)."""
        field = self._segment.field(fieldname)
        return int(field.lengths[docnum]) if field else default

    def field_length(self, fieldname: str) -> int:
        """Return the sum of all documents' lengths, deleted ones included."""
        field = self._segment.field(fieldname)
        return field.total_length if field else 0

    def min_field_length(self, fieldname: str) -> int:
        """Return the length of the shortest document."""
        field = self._segment.field(fieldname)
        return int(field.lengths.min()) if field else 0

    def max_field_length(self, fieldname: str) -> int:
        """Return the length of the longest document."""
        field = self._segment.field(fieldname)
        return int(field.lengths.max()) if field else 0

    def stored_fields(self, docnum: int) -> dict[str, bytes]:
        """Return the record of a document."""
        return {"record": self._segment.record(docnum)}


class DayColumnReader(columns.ColumnReader):  # type: ignore[misc]
    """A day for each document."""

    def __init__(self, days: NDArray[np.int32]) -> None:
        self._days = days
        self._sign = 1

    def __len__(self) -> int:
        return len(self._days)

    def __getitem__(self, docnum: int) -> int:
        return int(self._days[docnum])

    def __iter__(self) -> Iterator[int]:
        return iter(self._days.tolist())

    def sort_key(self, docnum: int) -> int:
        """Return the number to sort a document by."""
        return self._sign * self[docnum]

    def set_reverse(self) -> None:
        """Sort the latest day first."""
        self._sign = -1
