"""A facet from Whoosh's postings, counted value by value."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import numpy as np
from numpy.typing import NDArray


class FacetCounter:
    """Which of ``size`` documents have which values."""

    def __init__(self, postings: Mapping[str, list[int]], size: int) -> None:
        self.values = sorted(postings)
        self._doc_ids = {value: set(doc_ids) for value, doc_ids in postings.items()}
        self._size = size

    def __contains__(self, value: str) -> bool:
        return value in self._doc_ids

    def has_any(self, values: Collection[str]) -> NDArray[np.bool_]:
        """Return which of all documents have any of ``values``."""
        mask = np.zeros(self._size, bool)
        for value in values:
            mask[list(self._doc_ids.get(value, ()))] = True
        return mask

    def counts(self, doc_ids: Collection[int]) -> dict[str, int]:
        """Return how many of ``doc_ids`` have each value, without those that none has."""
        results = set(doc_ids)
        counts = {value: len(results & with_value) for value, with_value in self._doc_ids.items()}
        return {value: count for value, count in counts.items() if count}

    def crosstab(self, columns: FacetCounter, doc_ids: Collection[int]) -> dict[tuple[str, str], int]:
        """Return how many of ``doc_ids`` have each pair of a value of this facet and one of ``columns``."""
        results = set(doc_ids)
        counts = {
            (row, column): len(results & with_row & with_column)
            for row, with_row in self._doc_ids.items()
            for column, with_column in columns._doc_ids.items()
        }
        return {pair: count for pair, count in counts.items() if count}
