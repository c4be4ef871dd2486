"""The matcher of a clause that expands to many words as written: a prefix or a fuzzy word."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from policysearch.engines.whoosh.matching.matchers import Matcher
from policysearch.engines.whoosh.matching.matches import DocIds, Mask, Matches, Scores, scores_at, union_any_order


class MultiTermMatcher(Matcher):
    """Documents with any of the words; the best-scoring word counts.

    Each of ``lists`` holds the concatenated postings of several words, so its doc ids are in any order; postings of
    words that the clause does not expand to have a score of 0.
    """

    positive = True

    def __init__(self, lists: Sequence[Matches], max_doc: int) -> None:
        self._lists = lists
        self._max_doc = max_doc
        self.cost = sum(len(matches.doc_ids) for matches in lists)
        self._matches: Matches | None = None

    def matches(self) -> Matches:
        """Return the union of the lists, computed once."""
        if self._matches is None:
            self._matches = union_any_order(self._lists, self._max_doc, np.maximum)
        return self._matches

    def scores_for(self, doc_ids: DocIds) -> tuple[Mask, Scores]:
        """Look ``doc_ids`` up in the union."""
        scores = scores_at(self.matches(), doc_ids)
        return scores != 0, scores
