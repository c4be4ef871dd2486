"""Any of many words as written (those that begin alike, or are spelled nearly so), as one list; the best one scores."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from policysearch.engines.whoosh.searching.matches import Mask, Matches, Numbers, Scores, looked_up, united


class AnyForm:
    """``documents`` and ``codes`` are the lists of the forms one after the other, ``factors`` one number per form.

    A posting scores ``table`` at its code times the factor of its form.
    """

    positive = True

    def __init__(
        self,
        documents: Sequence[NDArray[Any]],
        codes: Sequence[NDArray[Any]],
        factors: Scores,
        table: Scores,
        reach: int,
    ) -> None:
        self._documents = documents
        self._codes = codes
        self._factors = factors
        self._table = table
        self._reach = reach
        self.size = sum(map(len, documents))
        self._found: Matches | None = None

    def all(self) -> Matches:
        """The lists joined."""
        if self._found is None:
            lengths = [len(one) for one in self._documents]
            scores = self._table.take(np.concatenate(self._codes)) * np.repeat(self._factors, lengths)
            documents = np.concatenate(self._documents).astype(np.int64)
            self._found = _best(documents, scores, self._reach)
        return self._found

    def among(self, documents: Numbers) -> tuple[Mask, Scores]:
        """From the joined lists."""
        scores = looked_up(self.all(), documents)
        return scores != 0, scores

    def addends(self) -> list[Matches]:
        """Itself."""
        return [self.all()]


def _best(documents: Numbers, scores: Scores, reach: int) -> Matches:
    """The best score of each document."""
    several = [Matches(documents, scores), Matches(documents[:0], scores[:0])]
    return united(several, reach, np.maximum, True)
