"""Matchers: they find and score the documents of one segment, all matches or those among given documents.

An intersection starts with its cheapest matcher and asks the others only about the documents that are left, so there
is no document-at-a-time iteration: every step is a NumPy operation on whole arrays.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from policysearch.engines.whoosh.matching.impacts import Impacts
from policysearch.engines.whoosh.matching.matches import (
    DocIds,
    Indices,
    Mask,
    Matches,
    Scores,
    scores_at,
    union_sorted,
)
from policysearch.engines.whoosh.postings.doc_ids import DocIdList

BINARY_SEARCH_RATIO = 8  # a postings list this many times longer than the candidates is searched for each of them


class Matcher(Protocol):
    """Finds and scores documents of a segment by its local doc ids.

    ``cost`` is an upper bound of the number of matches (Lucene: ``DocIdSetIterator.cost``).
    ``positive`` promises that every match scores more than 0.
    """

    cost: int
    positive: bool

    def matches(self) -> Matches:
        """Return all matches."""

    def scores_for(self, doc_ids: DocIds) -> tuple[Mask, Scores]:
        """Return (is_match, scores), one element per element of ``doc_ids`` (ascending); 0 where there is no match."""

    def summands(self) -> list[Matches]:
        """Return lists whose union with added scores is ``matches()``; a sum of several matchers adds all at once."""
        return [self.matches()]


class TermMatcher(Matcher):
    """The documents in a term's postings list; ``impacts`` scores the postings by their codes."""

    positive = True

    def __init__(self, postings: DocIdList, codes: NDArray[Any], impacts: Impacts) -> None:
        self._postings = postings
        self._codes = codes
        self._impacts = impacts
        self.cost = len(postings)

    def matches(self) -> Matches:
        """Return the whole list."""
        return Matches(self._postings.all(), self._scores())

    def scores_for(self, doc_ids: DocIds) -> tuple[Mask, Scores]:
        """Look a few doc ids up by binary search, more of them in a dense array."""
        if BINARY_SEARCH_RATIO * len(doc_ids) < self.cost:
            indices, is_match = self._postings.find(doc_ids)
            scores = self._scores(indices)
            scores *= is_match
            return is_match, scores
        scores = scores_at(self.matches(), doc_ids)
        return scores != 0, scores

    def _scores(self, indices: Indices | None = None) -> Scores:
        """Return the scores of all postings, or of those at ``indices`` in the list."""
        return self._impacts.scores(self._codes if indices is None else self._codes.take(indices))


class ExactFormBoosted(TermMatcher):
    """A term whose postings of one ``form`` (the word as typed) score ``bonus`` on top.

    ``forms`` says per posting which form of the term it is of (``FieldPostings.forms``).
    """

    def __init__(self, term: TermMatcher, forms: NDArray[Any], form: int, bonus: Impacts) -> None:
        super().__init__(term._postings, term._codes, term._impacts)
        self._forms = forms
        self._form = form
        self._bonus = bonus

    def _scores(self, indices: Indices | None = None) -> Scores:
        codes, forms = self._codes, self._forms
        if indices is not None:
            codes, forms = codes.take(indices), forms.take(indices)
        return self._impacts.with_bonus(codes, self._bonus, forms == self._form)


class RequiredOptional(Matcher):
    """The documents of ``required``; ``optional`` adds to their scores (Lucene: ``ReqOptSumScorer``)."""

    def __init__(self, required: Matcher, optional: Matcher) -> None:
        self._required = required
        self._optional = optional
        self.cost = required.cost
        self.positive = required.positive

    def matches(self) -> Matches:
        """Return the required matches with both scores."""
        doc_ids, scores = self._required.matches()
        return Matches(doc_ids, scores + self._optional.scores_for(doc_ids)[1])

    def scores_for(self, doc_ids: DocIds) -> tuple[Mask, Scores]:
        """Return the required matches with both scores."""
        is_match, scores = self._required.scores_for(doc_ids)
        return is_match, scores + self._optional.scores_for(doc_ids)[1] * is_match


class StemPlusForm(RequiredOptional):
    """The documents of a stem; those of ``form``, a subset of them, score more: all can be added up at once."""

    def summands(self) -> list[Matches]:
        """Return the summands of the stem, and the form."""
        return [*self._required.summands(), self._optional.matches()]


class Union(Matcher):
    """The documents that any of ``children`` finds; ``combine`` is ``np.add`` or ``np.maximum`` of their scores."""

    def __init__(self, children: Sequence[Matcher], max_doc: int, combine: np.ufunc) -> None:
        self._children = children
        self._max_doc = max_doc
        self._combine = combine
        self.cost = sum(child.cost for child in children)
        self.positive = all(child.positive for child in children)

    def matches(self) -> Matches:
        """Return the union of the children's lists."""
        return union_sorted(self._lists(), self._max_doc, self._combine, self.positive)

    def scores_for(self, doc_ids: DocIds) -> tuple[Mask, Scores]:
        """Ask every child about all of ``doc_ids``."""
        is_match, scores = self._children[0].scores_for(doc_ids)
        for child in self._children[1:]:
            child_match, child_scores = child.scores_for(doc_ids)
            is_match = is_match | child_match
            scores = np.asarray(self._combine(scores, child_scores))
        return is_match, scores

    def summands(self) -> list[Matches]:
        """Return the children's summands where scores are added up, else the matches."""
        return self._lists() if self._combine is np.add else [self.matches()]

    def _lists(self) -> list[Matches]:
        if self._combine is np.add:
            return [matches for child in self._children for matches in child.summands()]
        return [child.matches() for child in self._children]


class Intersection(Matcher):
    """The documents that all of ``children`` find; scores are added up."""

    def __init__(self, children: Sequence[Matcher]) -> None:
        self._children = sorted(children, key=lambda child: child.cost)
        self.cost = self._children[0].cost
        self.positive = any(child.positive for child in children)

    def matches(self) -> Matches:
        """Return the cheapest child's matches, reduced by one child after the other."""
        cheapest, *rest = self._children
        doc_ids, scores = cheapest.matches()
        for child in rest:
            if not len(doc_ids):
                break
            is_match, child_scores = child.scores_for(doc_ids)
            indices = np.flatnonzero(is_match)
            if len(indices) < len(doc_ids):
                doc_ids, scores, child_scores = doc_ids.take(indices), scores.take(indices), child_scores.take(indices)
            scores = scores + child_scores
        return Matches(doc_ids, scores)

    def scores_for(self, doc_ids: DocIds) -> tuple[Mask, Scores]:
        """Ask every child about all of ``doc_ids``."""
        is_match, scores = self._children[0].scores_for(doc_ids)
        for child in self._children[1:]:
            child_match, child_scores = child.scores_for(doc_ids)
            is_match = is_match & child_match
            scores = scores + child_scores
        return is_match, scores * is_match


class FacetMatcher(Matcher):
    """The documents ``first`` to ``last - 1`` with one of some value sets of a facet; all have the same ``score``.

    ``codes`` has the value set of each document of the segment, ``selected`` says per value set whether it matches.
    """

    def __init__(self, codes: NDArray[Any], selected: Mask, first: int, last: int, score: float) -> None:
        self._codes = codes
        self._selected = selected
        self._first = first
        self._last = last
        self._score = score
        self.cost = last - first
        self.positive = score > 0

    def matches(self) -> Matches:
        """Return all matches in the range."""
        doc_ids = np.flatnonzero(self._selected.take(self._codes[self._first : self._last])) + self._first
        return Matches(doc_ids, np.full(len(doc_ids), self._score))

    def scores_for(self, doc_ids: DocIds) -> tuple[Mask, Scores]:
        """Look the value sets of ``doc_ids`` up."""
        is_match = self._selected.take(self._codes.take(doc_ids))
        return is_match, np.where(is_match, self._score, 0.0)


class NotMatcher(Matcher):
    """The documents ``first`` to ``last - 1`` that ``child`` does not find; they score 0."""

    positive = False

    def __init__(self, child: Matcher, first: int, last: int) -> None:
        self._child = child
        self._first = first
        self._last = last
        self.cost = last - first

    def matches(self) -> Matches:
        """Return the complement of the child's matches in the range."""
        is_match = np.ones(self.cost, bool)
        is_match[self._child.matches().doc_ids - self._first] = False
        doc_ids = np.flatnonzero(is_match) + self._first
        return Matches(doc_ids, np.zeros(len(doc_ids)))

    def scores_for(self, doc_ids: DocIds) -> tuple[Mask, Scores]:
        """Ask the child about all of ``doc_ids``."""
        return ~self._child.scores_for(doc_ids)[0], np.zeros(len(doc_ids))


class MatchAll(Matcher):
    """All documents ``first`` to ``last - 1``; they score 0."""

    positive = False

    def __init__(self, first: int, last: int) -> None:
        self._first = first
        self._last = last
        self.cost = last - first

    def matches(self) -> Matches:
        """Return the whole range."""
        return Matches(np.arange(self._first, self._last), np.zeros(self.cost))

    def scores_for(self, doc_ids: DocIds) -> tuple[Mask, Scores]:
        """Accept all of ``doc_ids``."""
        return np.ones(len(doc_ids), bool), np.zeros(len(doc_ids))
