"""What Whoosh asks about terms."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from whoosh.codec import base
from whoosh.reading import TermInfo

from policysearch.engines.whoosh.codec.lists import Lists, values_of
from policysearch.engines.whoosh.codec.matcher import Postings
from policysearch.engines.whoosh.postings.field import Field
from policysearch.engines.whoosh.schema import IDS
from policysearch.engines.whoosh.segment.segment import Segment
from policysearch.model.document import FACETS


class Reader(base.TermsReader):  # type: ignore[misc]
    """All terms of one segment."""

    def __init__(self, segment: Segment) -> None:
        self._segment = segment
        self._values: dict[str, Lists] = {}

    def indexed_field_names(self) -> Iterator[str]:
        """The names of the fields that have terms."""
        return iter(sorted((*IDS, *FACETS, *self._segment.fields)))

    def lists(self, field: str) -> Lists | None:
        """The inverted lists of a field; None where there are none."""
        if field not in (*IDS, *FACETS):
            return self._segment.field(field)
        if field not in self._values:
            self._values[field] = values_of(self._segment, field)
        return self._values[field]

    def __contains__(self, term: tuple[str, bytes]) -> bool:
        field, text = term
        lists = self.lists(field)
        return lists is not None and lists.number(text) >= 0

    def cursor(self, fieldname: str, fieldobj: Any) -> base.FieldCursor:
        """Goes through the terms of a field."""
        lists = self.lists(fieldname)
        return Cursor(self, fieldname, lists, fieldobj) if lists else base.EmptyCursor()

    def terms(self) -> Iterator[tuple[str, bytes]]:
        """(field, term) of all."""
        for field in self.indexed_field_names():
            yield from self._from(field, b"")

    def terms_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[str, bytes]]:
        """(field, term) from there on, further fields too."""
        for field in self.indexed_field_names():
            if field >= fieldname:
                yield from self._from(field, prefix if field == fieldname else b"")

    def items(self) -> Iterator[tuple[tuple[str, bytes], TermInfo]]:
        """((field, term), what is known of it) of all."""
        return ((term, self.term_info(*term)) for term in self.terms())

    def items_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[tuple[str, bytes], TermInfo]]:
        """The same from there on."""
        return ((term, self.term_info(*term)) for term in self.terms_from(fieldname, prefix))

    def term_info(self, fieldname: str, text: bytes) -> TermInfo:
        """The statistics of a term. Raises KeyError where it is not there."""
        lists, number = self._find(fieldname, text)
        documents = lists.documents(number)
        told = {"df": len(documents), "minid": int(documents[0]), "maxid": int(documents[-1])}
        if not isinstance(lists, Field):
            return TermInfo(weight=float(len(documents)), minlength=1, maxlength=1, maxweight=1.0, **told)
        weights, lengths = lists.weights(number), lists.lengths[documents]
        return TermInfo(
            weight=float(weights.sum()),
            minlength=int(lengths.min()),
            maxlength=int(lengths.max()),
            maxweight=float(weights.max()),
            **told,
        )

    def doc_frequency(self, fieldname: str, text: bytes) -> int:
        """How many documents have it, deleted ones included."""
        lists, number = self._find(fieldname, text)
        return lists.frequency(number) if isinstance(lists, Field) else len(lists.documents(number))

    def matcher(self, fieldname: str, text: bytes, format_: Any, scorer: Any = None) -> Postings:
        """Goes through the documents that have a term."""
        lists, number = self._find(fieldname, text)
        return Postings((fieldname, text), lists, number, format_, scorer)

    def _find(self, field: str, text: bytes) -> tuple[Lists, int]:
        lists = self.lists(field)
        number = lists.number(text) if lists else -1
        if lists is None or number < 0:
            raise KeyError((field, text))
        return lists, number

    def _from(self, field: str, start: bytes) -> Iterator[tuple[str, bytes]]:
        lists = self.lists(field)
        if lists:
            yield from ((field, lists.term(number)) for number in range(lists.first(start), len(lists)))


class Cursor(base.FieldCursor):  # type: ignore[misc]
    """A place among the terms of a field."""

    def __init__(self, reader: Reader, field: str, lists: Lists, fieldobj: Any) -> None:
        self._reader = reader
        self._field = field
        self._lists = lists
        self._decode = fieldobj.from_bytes
        self._place = 0

    def first(self) -> Any:
        """Go to the first term."""
        self._place = 0
        return self.text()

    def find(self, string: Any) -> Any:
        """Go to the first term that is not below ``string``."""
        self._place = self._lists.first(string if isinstance(string, bytes) else string.encode("utf-8"))
        return self.text()

    def next(self) -> Any:
        """Go on."""
        self._place += 1
        return self.text()

    def text(self) -> Any:
        """The term; None after the last."""
        return self._decode(self._lists.term(self._place)) if self.is_valid() else None

    term = text

    def term_info(self) -> TermInfo:
        """Its statistics."""
        return self._reader.term_info(self._field, self._lists.term(self._place))

    def is_valid(self) -> bool:
        """Whether there is a term."""
        return self._place < len(self._lists)
