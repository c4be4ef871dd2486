"""What Whoosh asks about documents: lengths, deletions, what is stored."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from whoosh import columns
from whoosh.codec import base

from policysearch.engines.whoosh.segment.segment import Segment


class Documents(base.PerDocumentReader):  # type: ignore[misc]
    """The documents of one segment."""

    def __init__(self, segment: Segment) -> None:
        self._segment = segment

    def doc_count(self) -> int:
        """How many are not deleted."""
        live = self._segment.live
        return self._segment.size if live is None else int(live.sum())

    def doc_count_all(self) -> int:
        """How many there are, deleted ones included."""
        return self._segment.size

    def has_deletions(self) -> bool:
        """Whether any is deleted."""
        return self._segment.live is not None

    def is_deleted(self, docnum: int) -> bool:
        """Whether one is deleted."""
        live = self._segment.live
        return live is not None and docnum < len(live) and not live[docnum]  # a NOT asks one beyond the last

    def deleted_docs(self) -> Iterator[int]:
        """The numbers of those that are."""
        live = self._segment.live
        return iter(()) if live is None else iter(np.flatnonzero(~live).tolist())

    def supports_columns(self) -> bool:
        """There is one: ``start``."""
        return True

    def has_column(self, fieldname: str) -> bool:
        """Whether ``fieldname`` is a column."""
        return fieldname == "start"

    def list_columns(self) -> list[str]:
        """The names of all columns."""
        return ["start"]

    def column_reader(self, fieldname: str, column: Any) -> Numbers:  # noqa: ARG002 - Whoosh passes it
        """The days of the documents, as ordinals."""
        return Numbers(self._segment.starts, column)

    def doc_field_length(self, docnum: int, fieldname: str, default: int = 0) -> int:
        """A document's length, exact (Whoosh's own codec rounds long ones)."""
        terms = self._segment.field(fieldname)
        return int(terms.lengths[docnum]) if terms else default

    def field_length(self, fieldname: str) -> int:
        """The lengths of all documents together, deleted ones included."""
        terms = self._segment.field(fieldname)
        return terms.total_length if terms else 0

    def min_field_length(self, fieldname: str) -> int:
        """The length of the shortest document."""
        terms = self._segment.field(fieldname)
        return int(terms.lengths.min()) if terms else 0

    def max_field_length(self, fieldname: str) -> int:
        """The length of the longest document."""
        terms = self._segment.field(fieldname)
        return int(terms.lengths.max()) if terms else 0

    def stored_fields(self, docnum: int) -> dict[str, bytes]:
        """The record of a document."""
        return {"record": self._segment.record(docnum)}


class Numbers(columns.ColumnReader):  # type: ignore[misc]
    """Whole numbers, one per document."""

    def __init__(self, numbers: Any, column: Any) -> None:
        self._numbers = numbers
        self._sign = 1
        self._column = column

    def __len__(self) -> int:
        return len(self._numbers)

    def __getitem__(self, docnum: int) -> int:
        return int(self._numbers[docnum])

    def __iter__(self) -> Iterator[int]:
        return iter(self._numbers.tolist())

    def sort_key(self, docnum: int) -> int:
        """What to sort by."""
        return self._sign * self[docnum]

    def load(self) -> list[int]:
        """All of them."""
        return list(self)

    def set_reverse(self) -> None:
        """Sort the other way round."""
        self._sign = -1

    def default_value(self, reverse: bool = False) -> int:
        """What a document without a value has."""
        return int(self._column.default_value(reverse))
