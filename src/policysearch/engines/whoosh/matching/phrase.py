"""Terms that stand in order at given distances."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from policysearch.engines.whoosh.matching.matchers import Intersection, TermMatcher
from policysearch.engines.whoosh.matching.matches import DocIds, Mask, Matches, Scores, borrow_zeros
from policysearch.engines.whoosh.postings.doc_ids import DocIdList
from policysearch.engines.whoosh.postings.postings import FieldPostings

MANY = 16  # a list so many times as long is searched for the documents one by one
_DOCUMENT = 1 << 32  # between the places of one document and those of the next


class PhraseMatcher:
    """Documents that have ``lists`` (of ``numbers`` among ``terms``) one after the other.

    From each to the next are ``gaps`` positions, at most ``slop`` more. They score like an intersection.
    """

    positive = True

    def __init__(
        self, terms: FieldPostings, numbers: Sequence[int], lists: Sequence[TermMatcher], gaps: Sequence[int], slop: int
    ) -> None:
        self._terms = terms
        self._numbers = numbers
        self._together = Intersection(lists)
        self._gaps = gaps
        self._slop = slop
        self.cost = self._together.cost

    def matches(self) -> Matches:
        """Of the documents that have all of the terms, those that have them in order."""
        documents, scores = self._together.matches()
        places = np.flatnonzero(self._ordered(documents))
        return Matches(documents.take(places), scores.take(places))

    def scores_for(self, documents: DocIds) -> tuple[Mask, Scores]:
        """Likewise, of ``documents``."""
        held, scores = self._together.scores_for(documents)
        places = np.flatnonzero(held)
        held[places] = self._ordered(documents.take(places))
        return held, scores * held

    def summands(self) -> list[Matches]:
        """Itself."""
        return [self.matches()]

    def _ordered(self, documents: DocIds) -> Mask:
        """Which of ``documents``, that have all of the terms, have them in order."""
        held = np.zeros(len(documents), bool)
        if len(documents):
            reached = position_keys(self._terms, self._numbers[0], documents)
            for number, gap in zip(self._numbers[1:], self._gaps, strict=True):
                reached = positions_after(reached, position_keys(self._terms, number, documents), gap, self._slop)
            held[reached // _DOCUMENT] = True
        return held


def position_keys(terms: FieldPostings, number: int, documents: DocIds) -> NDArray[np.int64]:
    """Where a term stands in ``documents``, which all have it, as ``index of the document * 2^32 + position``."""
    lengths, positions = terms.positions_of(number, _places(terms.postings(number), documents))
    found: NDArray[np.int64] = (np.arange(len(documents)) * _DOCUMENT).repeat(lengths)
    found += positions
    return found


def _places(listed: DocIdList, documents: DocIds) -> NDArray[np.int64]:
    """The places of ``documents`` in a list that has them all."""
    if MANY * len(documents) < len(listed):
        return listed.find(documents)[0]
    held = listed.all()
    wanted = borrow_zeros(int(held[-1]) + 1)
    wanted[documents] = 1
    places = np.flatnonzero(wanted.take(held) != 0)
    wanted[documents] = 0
    return places


def positions_after(reached: NDArray[np.int64], places: NDArray[np.int64], gap: int, slop: int) -> NDArray[np.int64]:
    """Those of ``places`` that are ``gap`` to ``gap + slop`` after any of ``reached``; all ascending."""
    first = reached.searchsorted(places - (gap + slop))
    if slop:
        return places[reached.searchsorted(places - gap, side="right") > first]
    return places[reached.take(first, mode="clip") == places - gap] if len(reached) else places[:0]
