"""Whoosh's reader of a segment's terms."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from whoosh.codec import base
from whoosh.reading import TermInfo

from policysearch.engines.whoosh.codec.inverted_fields import InvertedField, value_field
from policysearch.engines.whoosh.codec.leaf_matcher import ArrayLeafMatcher
from policysearch.engines.whoosh.postings.field import Field
from policysearch.engines.whoosh.schema import IDS
from policysearch.engines.whoosh.segment.segment import Segment
from policysearch.model.document import COLUMNS


class ArrayTermsReader(base.TermsReader):  # type: ignore[misc]
    """All terms of one segment."""

    def __init__(self, segment: Segment) -> None:
        self._segment = segment
        self._value_fields: dict[str, InvertedField] = {}

    def indexed_field_names(self) -> Iterator[str]:
        """Return the names of the fields that have terms, sorted."""
        return iter(sorted((*IDS, *COLUMNS, *self._segment.fields)))

    def field(self, name: str) -> InvertedField | None:
        """Return a field; None where the segment does not have it."""
        if name not in (*IDS, *COLUMNS):
            return self._segment.field(name)
        if name not in self._value_fields:
            self._value_fields[name] = value_field(self._segment, name)
        return self._value_fields[name]

    def __contains__(self, term: tuple[str, bytes]) -> bool:
        name, text = term
        field = self.field(name)
        return field is not None and field.number(text) >= 0

    def cursor(self, fieldname: str, fieldobj: Any) -> base.FieldCursor:
        """Return a cursor through the terms of a field."""
        field = self.field(fieldname)
        return ArrayFieldCursor(self, fieldname, field, fieldobj) if field else base.EmptyCursor()

    def terms(self) -> Iterator[tuple[str, bytes]]:
        """Yield (field, term) of all terms."""
        for name in self.indexed_field_names():
            yield from self._terms_of(name, b"")

    def terms_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[str, bytes]]:
        """Yield (field, term) from a term on, those of later fields too."""
        for name in self.indexed_field_names():
            if name >= fieldname:
                yield from self._terms_of(name, prefix if name == fieldname else b"")

    def items(self) -> Iterator[tuple[tuple[str, bytes], TermInfo]]:
        """Yield ((field, term), statistics) of all terms."""
        return ((term, self.term_info(*term)) for term in self.terms())

    def items_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[tuple[str, bytes], TermInfo]]:
        """Yield ((field, term), statistics) from a term on, those of later fields too."""
        return ((term, self.term_info(*term)) for term in self.terms_from(fieldname, prefix))

    def term_info(self, fieldname: str, text: bytes) -> TermInfo:
        """Return the statistics of a term. Raises KeyError where no document has it."""
        field, number = self._find(fieldname, text)
        doc_ids = field.documents(number)
        statistics = {"df": len(doc_ids), "minid": int(doc_ids[0]), "maxid": int(doc_ids[-1])}
        if not isinstance(field, Field):
            return TermInfo(weight=float(len(doc_ids)), minlength=1, maxlength=1, maxweight=1.0, **statistics)
        weights, lengths = field.weights(number), field.lengths[doc_ids]
        return TermInfo(
            weight=float(weights.sum()),
            minlength=int(lengths.min()),
            maxlength=int(lengths.max()),
            maxweight=float(weights.max()),
            **statistics,
        )

    def doc_frequency(self, fieldname: str, text: bytes) -> int:
        """Return the document frequency of a term. Raises KeyError where no document has it."""
        field, number = self._find(fieldname, text)
        return field.frequency(number) if isinstance(field, Field) else len(field.documents(number))

    def matcher(self, fieldname: str, text: bytes, format_: Any, scorer: Any = None) -> ArrayLeafMatcher:
        """Return a matcher of a term. Raises KeyError where no document has it."""
        field, number = self._find(fieldname, text)
        return ArrayLeafMatcher((fieldname, text), field, number, format_, scorer)

    def _find(self, name: str, text: bytes) -> tuple[InvertedField, int]:
        field = self.field(name)
        number = field.number(text) if field else -1
        if field is None or number < 0:
            raise KeyError((name, text))
        return field, number

    def _terms_of(self, name: str, start: bytes) -> Iterator[tuple[str, bytes]]:
        field = self.field(name)
        if field:
            yield from ((name, field.term(number)) for number in range(field.first(start), len(field)))


class ArrayFieldCursor(base.FieldCursor):  # type: ignore[misc]
    """A place among the terms of a field."""

    def __init__(self, reader: ArrayTermsReader, name: str, field: InvertedField, fieldobj: Any) -> None:
        self._reader = reader
        self._name = name
        self._field = field
        self._decode = fieldobj.from_bytes
        self._number = 0

    def first(self) -> Any:
        """Go to the first term and return it."""
        self._number = 0
        return self.text()

    def find(self, string: Any) -> Any:
        """Go to the first term that is not below ``string`` and return it."""
        self._number = self._field.first(string if isinstance(string, bytes) else string.encode("utf-8"))
        return self.text()

    def next(self) -> Any:
        """Go to the next term and return it."""
        self._number += 1
        return self.text()

    def text(self) -> Any:
        """Return the current term; None after the last."""
        return self._decode(self._field.term(self._number)) if self.is_valid() else None

    term = text

    def term_info(self) -> TermInfo:
        """Return the current term's statistics."""
        return self._reader.term_info(self._name, self._field.term(self._number))

    def is_valid(self) -> bool:
        """Return True if there is a current term, False after the last."""
        return self._number < len(self._field)
