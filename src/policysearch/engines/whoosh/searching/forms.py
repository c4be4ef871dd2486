"""Any of many words as written (those that begin alike, or are spelled nearly so), as one list; the best one scores."""

from __future__ import annotations

import numpy as np

from policysearch.engines.whoosh.searching.matches import Mask, Matches, Numbers, Scores, joined, looked_up


class AnyForm:
    """``documents`` and ``scores`` are the lists of the forms one after the other."""

    positive = True

    def __init__(self, documents: Numbers, scores: Scores, reach: int) -> None:
        self._documents = documents
        self._scores = scores
        self._reach = reach
        self.size = len(documents)
        self._found: Matches | None = None

    def all(self) -> Matches:
        """The lists joined."""
        if self._found is None:
            self._found = joined(self._documents, self._scores, self._reach, np.maximum)
        return self._found

    def among(self, documents: Numbers) -> tuple[Mask, Scores]:
        """From the joined lists."""
        scores = looked_up(self.all(), documents)
        return scores != 0, scores

    def addends(self) -> list[Matches]:
        """Itself."""
        return [self.all()]
