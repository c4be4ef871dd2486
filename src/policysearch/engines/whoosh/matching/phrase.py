"""The matcher of a phrase: terms in order at given distances."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from policysearch.engines.whoosh.matching.matchers import Intersection, Matcher, TermMatcher
from policysearch.engines.whoosh.matching.matches import DocIds, Mask, Matches, Scores
from policysearch.engines.whoosh.postings.postings import FieldPostings

_POSITION_SPAN = 1 << 32  # keys of different documents are this far apart

PositionKeys = NDArray[np.int64]  # index of the document * _POSITION_SPAN + position, ascending


class Spacing(NamedTuple):
    """Where the terms of a phrase stand: from each to the next ``gaps`` positions and at most ``slop`` more.

    With ``end``, the last term stands before that position.
    """

    gaps: Sequence[int]
    slop: int
    end: int | None = None


class PhraseMatcher(Matcher):
    """Documents with all ``terms`` in order; they score like an intersection of the terms.

    ``term_numbers`` are the terms' numbers in ``postings``, ``matchers`` find them one by one.
    """

    positive = True

    def __init__(
        self,
        postings: FieldPostings,
        term_numbers: Sequence[int],
        matchers: Sequence[TermMatcher],
        spacing: Spacing,
    ) -> None:
        self._postings = postings
        self._term_numbers = term_numbers
        self._intersection = Intersection(matchers)
        self._spacing = spacing
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
            for number, gap in zip(self._term_numbers[1:], self._spacing.gaps, strict=True):
                ends = positions_after(ends, position_keys(self._postings, number, doc_ids), gap, self._spacing.slop)
            if self._spacing.end is not None:
                ends = ends[ends % _POSITION_SPAN < self._spacing.end]
            has_phrase[ends // _POSITION_SPAN] = True
        return has_phrase


def position_keys(postings: FieldPostings, term_number: int, doc_ids: DocIds) -> PositionKeys:
    """Return the keys of a term's occurrences in ``doc_ids``, all of which have it."""
    indices, _ = postings.postings(term_number).find(doc_ids)
    counts, positions = postings.positions_of(term_number, indices)
    keys: PositionKeys = (np.arange(len(doc_ids)) * _POSITION_SPAN).repeat(counts)
    keys += positions
    return keys


def positions_after(ends: PositionKeys, positions: PositionKeys, gap: int, slop: int) -> PositionKeys:
    """Return those of ``positions`` that are ``gap`` to ``gap + slop`` after any of ``ends``; both are ascending."""
    first = ends.searchsorted(positions - (gap + slop))
    if slop:
        return positions[ends.searchsorted(positions - gap, side="right") > first]
    return positions[ends.take(first, mode="clip") == positions - gap] if len(ends) else positions[:0]
