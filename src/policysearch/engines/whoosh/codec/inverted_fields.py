"""Every indexed field of a segment as an inverted field: words as they are stored, ids and facets inverted here."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from policysearch.engines.whoosh.segment.segment import KINDS, Segment
from policysearch.model.document import COLUMNS


class InvertedField(Protocol):
    """A field's terms, numbered in the order of their bytes, and the doc ids of each."""

    def __len__(self) -> int:
        """Return the number of terms."""

    def term(self, number: int) -> bytes:
        """Return the term with this number."""

    def number(self, term: bytes) -> int:
        """Return the number of ``term``; -1 where no document has it."""

    def first(self, term: bytes) -> int:
        """Return the number of the first term that is not below ``term``."""

    def documents(self, number: int) -> NDArray[Any]:
        """Return the doc ids of the term with this number, ascending."""


class ValueField:
    """A field of plain strings, whose lists are in memory."""

    def __init__(self, lists: Mapping[bytes, Sequence[int] | NDArray[Any]]) -> None:
        self._terms = sorted(lists)
        self._lists = lists

    def __len__(self) -> int:
        return len(self._terms)

    def term(self, number: int) -> bytes:
        """Return the term with this number."""
        return self._terms[number]

    def number(self, term: bytes) -> int:
        """Return the number of ``term``; -1 where no document has it."""
        number = self.first(term)
        return number if number < len(self) and self._terms[number] == term else -1

    def first(self, term: bytes) -> int:
        """Return the number of the first term that is not below ``term``."""
        return bisect_left(self._terms, term)

    def documents(self, number: int) -> NDArray[Any]:
        """Return the doc ids of the term with this number, ascending."""
        return np.asarray(self._lists[self._terms[number]], np.uint32)


def value_field(segment: Segment, field: str) -> ValueField:
    """Return one of the fields ``IDS`` or ``COLUMNS``, inverted."""
    if field in COLUMNS:
        return ValueField(_facet_lists(segment, field))
    if field == "alias":
        return ValueField({alias: [segment.alias_numbers[number]] for number, alias in enumerate(segment.aliases)})
    lists: dict[bytes, list[int]] = defaultdict(list)
    for number in range(segment.size):
        lists[_id(segment, field, number)].append(number)
    return ValueField(lists)


def _id(segment: Segment, field: str, number: int) -> bytes:
    if field == "kind":
        return KINDS[segment.kinds[number]].encode()
    return segment.id(number if field == "id" else int(segment.parents[number])).encode("utf-8")


def _facet_lists(segment: Segment, facet: str) -> dict[bytes, NDArray[Any]]:
    column = segment.facet(facet)
    return {
        value: np.flatnonzero(np.isin(column.codes, column.sets_with(number)))
        for number, value in enumerate(column.dictionary)
    }
