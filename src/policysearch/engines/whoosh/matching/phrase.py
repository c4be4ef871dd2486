"""The matcher of a phrase: terms in order at given distances."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from policysearch.engines.whoosh.matching.matchers import Intersection, Matcher, TermMatcher
from policysearch.engines.whoosh.matching.matches import DocIds, Indices, Mask, Matches, Scores, borrow_zeros
from policysearch.engines.whoosh.postings.doc_ids import DocIdList
from policysearch.engines.whoosh.postings.postings import FieldPostings

BINARY_SEARCH_RATIO = 16  # a postings list this many times longer than the candidates is searched for each of them
_POSITION_SPAN = 1 << 32  # keys of different documents are this far apart

PositionKeys = NDArray[np.int64]  # index of the document * _POSITION_SPAN + position, ascending


class PhraseMatcher(Matcher):
    """Documents with all ``terms`` in order; they score like an intersection of the terms.

    From each term to the next there are ``gaps`` positions and at most ``slop`` more. ``term_numbers`` are the terms'
    numbers in ``postings``, ``matchers`` find them one by one.
    """

    positive = True

    def __init__(
        self,
        postings: FieldPostings,
        term_numbers: Sequence[int],
        matchers: Sequence[TermMatcher],
        gaps: Sequence[int],
        slop: int,
    ) -> None:
        self._postings = postings
        self._term_numbers = term_numbers
        self._intersection = Intersection(matchers)
        self._gaps = gaps
        self._slop = slop
        self.cost = self._intersection.cost

    def matches(self) -> Matches:
        """Return the documents with all terms that have them in order."""
        doc_ids, scores = self._intersection.matches()
        indices = np.flatnonzero(self._has_phrase(doc_ids))
        return Matches(doc_ids.take(indices), scores.take(indices))

    def scores_for(self, doc_ids: DocIds) -> tuple[Mask, Scores]:
        """Read the positions of those of ``doc_ids`` that have all terms."""
        is_match, scores = self._intersection.scores_for(doc_ids)
        indices = np.flatnonzero(is_match)
        is_match[indices] = self._has_phrase(doc_ids.take(indices))
        return is_match, scores * is_match

    def _has_phrase(self, doc_ids: DocIds) -> Mask:
        """Return which of ``doc_ids``, which have all terms, have them in order."""
        has_phrase = np.zeros(len(doc_ids), bool)
        if len(doc_ids):
            ends = position_keys(self._postings, self._term_numbers[0], doc_ids)
            for number, gap in zip(self._term_numbers[1:], self._gaps, strict=True):
                ends = positions_after(ends, position_keys(self._postings, number, doc_ids), gap, self._slop)
            has_phrase[ends // _POSITION_SPAN] = True
        return has_phrase


def position_keys(postings: FieldPostings, term_number: int, doc_ids: DocIds) -> PositionKeys:
    """Return the keys of a term's occurrences in ``doc_ids``, all of which have it."""
    counts, positions = postings.positions_of(term_number, _indices_in_list(postings.postings(term_number), doc_ids))
    keys: PositionKeys = (np.arange(len(doc_ids)) * _POSITION_SPAN).repeat(counts)
    keys += positions
    return keys


def _indices_in_list(postings: DocIdList, doc_ids: DocIds) -> Indices:
    """Return the indices of ``doc_ids`` in a postings list that contains all of them."""
    if BINARY_SEARCH_RATIO * len(doc_ids) < len(postings):
        return postings.find(doc_ids)[0]
    list_doc_ids = postings.all()
    flags = borrow_zeros(int(list_doc_ids[-1]) + 1)
    flags[doc_ids] = 1
    indices = np.flatnonzero(flags.take(list_doc_ids) != 0)
    flags[doc_ids] = 0
    return indices


def positions_after(ends: PositionKeys, positions: PositionKeys, gap: int, slop: int) -> PositionKeys:
    """Return those of ``positions`` that are ``gap`` to ``gap + slop`` after any of ``ends``; both are ascending."""
    first = ends.searchsorted(positions - (gap + slop))
    if slop:
        return positions[ends.searchsorted(positions - gap, side="right") > first]
    return positions[ends.take(first, mode="clip") == positions - gap] if len(ends) else positions[:0]
