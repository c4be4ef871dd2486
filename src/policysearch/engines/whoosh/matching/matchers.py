"""What finds documents of one segment and scores them. A Matcher answers for all documents, or for given ones alone.

An intersection begins with the shortest list and asks the others only of what is left.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from policysearch.engines.whoosh.matching.impacts import Impacts
from policysearch.engines.whoosh.matching.matches import DocIds, Mask, Matches, Scores, scores_at, union_sorted
from policysearch.engines.whoosh.postings.doc_ids import DocIdList

BINARY_SEARCH_FROM = 8  # so many times fewer documents than a list has are looked up in it one by one


class Matcher(Protocol):
    """``size``: it finds at most so many documents. ``positive``: none of its scores is 0."""

    cost: int
    positive: bool

    def matches(self) -> Matches:
        """All that it finds."""

    def scores_for(self, documents: DocIds) -> tuple[Mask, Scores]:
        """Which of ``documents`` (ascending) it finds, and their scores; 0 for the others."""

    def summands(self) -> list[Matches]:
        """Sets whose scores add up to ``all``."""


class TermMatcher:
    """The inverted list of a term: ``impacts`` gives the scores of codes."""

    positive = True

    def __init__(self, documents: DocIdList, codes: NDArray[Any], impacts: Impacts) -> None:
        self._documents = documents
        self._codes = codes
        self._impacts = impacts
        self.cost = len(documents)

    def matches(self) -> Matches:
        """The whole list."""
        return Matches(self._documents.all(), self._scores())

    def scores_for(self, documents: DocIds) -> tuple[Mask, Scores]:
        """By binary search for a few documents, else by an array of all."""
        if BINARY_SEARCH_FROM * len(documents) < self.cost:
            places, held = self._documents.find(documents)
            scores = self._scores(places)
            scores *= held
            return held, scores
        scores = scores_at(self.matches(), documents)
        return scores != 0, scores

    def summands(self) -> list[Matches]:
        """Itself."""
        return [self.matches()]

    def _scores(self, places: DocIds | None = None) -> Scores:
        """Those of all postings, or of some."""
        return self._impacts.scores(self._codes if places is None else self._codes.take(places))


class ExactFormBoosted(TermMatcher):
    """The same, where postings whose ``forms`` are ``form`` have a ``share`` besides."""

    def __init__(self, listed: TermMatcher, forms: NDArray[Any], form: int, share: Impacts) -> None:
        super().__init__(listed._documents, listed._codes, listed._impacts)
        self._forms = forms
        self._form = form
        self._share = share

    def _scores(self, places: DocIds | None = None) -> Scores:
        codes, forms = self._codes, self._forms
        if places is not None:
            codes, forms = codes.take(places), forms.take(places)
        return self._impacts.with_bonus(codes, self._share, forms == self._form)


class StemPlusForm:
    """What ``stemmed`` finds; where ``form`` finds it too (never more than that), its score is added."""

    def __init__(self, stemmed: Matcher, form: Matcher) -> None:
        self._stemmed = stemmed
        self._form = form
        self.cost = stemmed.cost
        self.positive = stemmed.positive

    def matches(self) -> Matches:
        """Both scores together."""
        documents, scores = self._stemmed.matches()
        return Matches(documents, scores + self._form.scores_for(documents)[1])

    def scores_for(self, documents: DocIds) -> tuple[Mask, Scores]:
        """Both scores together."""
        held, scores = self._stemmed.scores_for(documents)
        return held, scores + self._form.scores_for(documents)[1]

    def summands(self) -> list[Matches]:
        """Each on its own."""
        return [*self._stemmed.summands(), self._form.matches()]


class RequiredOptional:
    """What ``wanted`` finds; ``extra`` adds to the score and excludes nothing."""

    def __init__(self, wanted: Matcher, extra: Matcher) -> None:
        self._wanted = wanted
        self._extra = extra
        self.cost = wanted.cost
        self.positive = wanted.positive

    def matches(self) -> Matches:
        """Both scores together."""
        documents, scores = self._wanted.matches()
        return Matches(documents, scores + self._extra.scores_for(documents)[1])

    def scores_for(self, documents: DocIds) -> tuple[Mask, Scores]:
        """Both scores together, where it is wanted."""
        held, scores = self._wanted.scores_for(documents)
        return held, scores + self._extra.scores_for(documents)[1] * held

    def summands(self) -> list[Matches]:
        """Both together."""
        return [self.matches()]


class Union:
    """What any of ``children`` finds; ``join`` (``np.add`` or ``np.maximum``) makes one score of theirs."""

    def __init__(self, children: Sequence[Matcher], reach: int, join: np.ufunc) -> None:
        self._children = children
        self._reach = reach
        self._join = join
        self.cost = sum(child.cost for child in children)
        self.positive = all(child.positive for child in children)

    def matches(self) -> Matches:
        """All of them."""
        return union_sorted(self._parts(), self._reach, self._join, self.positive)

    def scores_for(self, documents: DocIds) -> tuple[Mask, Scores]:
        """Any of them."""
        held, scores = self._children[0].scores_for(documents)
        for child in self._children[1:]:
            there, more = child.scores_for(documents)
            held = held | there
            scores = np.asarray(self._join(scores, more))
        return held, scores

    def summands(self) -> list[Matches]:
        """Those of all, where they add up."""
        return self._parts() if self._join is np.add else [self.matches()]

    def _parts(self) -> list[Matches]:
        if self._join is np.add:
            return [part for child in self._children for part in child.summands()]
        return [child.matches() for child in self._children]


class Intersection:
    """What all of ``children`` find; scores add up."""

    def __init__(self, children: Sequence[Matcher]) -> None:
        self._children = sorted(children, key=lambda child: child.cost)
        self.cost = self._children[0].cost
        self.positive = any(child.positive for child in children)

    def matches(self) -> Matches:
        """The shortest list, and the others asked of what is left."""
        first, *others = self._children
        documents, scores = first.matches()
        for other in others:
            if not len(documents):
                break
            held, more = other.scores_for(documents)
            places = np.flatnonzero(held)
            if len(places) < len(documents):
                documents, scores, more = documents.take(places), scores.take(places), more.take(places)
            scores = scores + more
        return Matches(documents, scores)

    def scores_for(self, documents: DocIds) -> tuple[Mask, Scores]:
        """All of them."""
        held, scores = self._children[0].scores_for(documents)
        for child in self._children[1:]:
            there, more = child.scores_for(documents)
            held = held & there
            scores = scores + more
        return held, scores * held

    def summands(self) -> list[Matches]:
        """All together."""
        return [self.matches()]


class FacetMatcher:
    """Documents from ``low`` to below ``high`` whose code is ``wanted``, all with one score."""

    def __init__(self, codes: NDArray[Any], wanted: Mask, low: int, high: int, score: float) -> None:
        self._codes = codes
        self._wanted = wanted
        self._low = low
        self._high = high
        self._score = score
        self.cost = high - low
        self.positive = score > 0

    def matches(self) -> Matches:
        """Every one."""
        documents = np.flatnonzero(self._wanted.take(self._codes[self._low : self._high])) + self._low
        return Matches(documents, np.full(len(documents), self._score))

    def scores_for(self, documents: DocIds) -> tuple[Mask, Scores]:
        """By their codes."""
        held = self._wanted.take(self._codes.take(documents))
        return held, np.where(held, self._score, 0.0)

    def summands(self) -> list[Matches]:
        """Itself."""
        return [self.matches()]


class NotMatcher:
    """Documents from ``low`` to below ``high`` that ``child`` (None: nothing) does not find; all score 0."""

    positive = False

    def __init__(self, child: Matcher | None, low: int, high: int) -> None:
        self._child = child
        self._low = low
        self._high = high
        self.cost = high - low

    def matches(self) -> Matches:
        """Every one."""
        if self._child is None:
            return Matches(np.arange(self._low, self._high), np.zeros(self.cost))
        left = np.ones(self.cost, bool)
        left[self._child.matches().doc_ids - self._low] = False
        documents = np.flatnonzero(left) + self._low
        return Matches(documents, np.zeros(len(documents)))

    def scores_for(self, documents: DocIds) -> tuple[Mask, Scores]:
        """Those that the child does not find."""
        nothing = np.zeros(len(documents))
        if self._child is None:
            return np.ones(len(documents), bool), nothing
        return ~self._child.scores_for(documents)[0], nothing

    def summands(self) -> list[Matches]:
        """Itself."""
        return [self.matches()]
