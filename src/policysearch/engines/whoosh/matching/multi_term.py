"""Any of many words as written (those that begin alike, or are spelled nearly so), as one list; the best one scores."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from policysearch.engines.whoosh.matching.matches import DocIds, Mask, Matches, Scores, scores_at, union_any_order


class MultiTermMatcher:
    """``lists`` are those of the forms, one after the other; with scores of 0 for what is none of them."""

    positive = True

    def __init__(self, lists: Sequence[Matches], reach: int) -> None:
        self._lists = lists
        self._reach = reach
        self.cost = sum(len(one.doc_ids) for one in lists)
        self._found: Matches | None = None

    def matches(self) -> Matches:
        """The lists joined."""
        if self._found is None:
            self._found = union_any_order(self._lists, self._reach, np.maximum)
        return self._found

    def scores_for(self, documents: DocIds) -> tuple[Mask, Scores]:
        """From the joined lists."""
        scores = scores_at(self.matches(), documents)
        return scores != 0, scores

    def summands(self) -> list[Matches]:
        """Itself."""
        return [self.matches()]
