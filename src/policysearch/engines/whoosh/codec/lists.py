"""Every indexed field of a segment as inverted lists: words as they are stored, ids and facets turned round."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from policysearch.engines.whoosh.segment.segment import KINDS, Segment
from policysearch.model.document import FACETS


class Lists(Protocol):
    """A field's terms, sorted, and their lists."""

    def __len__(self) -> int:
        """How many terms there are."""

    def term(self, number: int) -> bytes:
        """A term by its number."""

    def number(self, term: bytes) -> int:
        """A term's number; -1 where it is not there."""

    def first(self, term: bytes) -> int:
        """The number of the first term that is not below ``term``."""

    def documents(self, number: int) -> NDArray[Any]:
        """Which documents have it."""


class Values:
    """Lists of plain values, held in memory."""

    def __init__(self, lists: Mapping[bytes, Sequence[int] | NDArray[Any]]) -> None:
        self._terms = sorted(lists)
        self._lists = lists

    def __len__(self) -> int:
        return len(self._terms)

    def term(self, number: int) -> bytes:
        """A term by its number."""
        return self._terms[number]

    def number(self, term: bytes) -> int:
        """A term's number; -1 where it is not there."""
        number = self.first(term)
        return number if number < len(self) and self._terms[number] == term else -1

    def first(self, term: bytes) -> int:
        """The number of the first term that is not below ``term``."""
        return bisect_left(self._terms, term)

    def documents(self, number: int) -> NDArray[Any]:
        """Which documents have it."""
        return np.asarray(self._lists[self._terms[number]], np.uint32)


def values_of(segment: Segment, field: str) -> Values:
    """The lists of an id or a facet."""
    if field in FACETS:
        return Values(_turned(segment, field))
    if field == "alias":
        return Values({alias: [segment.alias_numbers[number]] for number, alias in enumerate(segment.aliases)})
    found: dict[bytes, list[int]] = defaultdict(list)
    for number in range(segment.size):
        found[_id(segment, field, number)].append(number)
    return Values(found)


def _id(segment: Segment, field: str, number: int) -> bytes:
    if field == "kind":
        return KINDS[segment.kinds[number]].encode()
    return segment.id(number if field == "id" else int(segment.parents[number])).encode("utf-8")


def _turned(segment: Segment, facet: str) -> dict[bytes, NDArray[Any]]:
    column = segment.facet(facet)
    return {
        value: np.flatnonzero(np.isin(column.codes, column.sets_with(number)))
        for number, value in enumerate(column.dictionary)
    }
