"""A facet as Whoosh's postings tell it, counted one by one."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import numpy as np
from numpy.typing import NDArray


class Facet:
    """Which documents have which values."""

    def __init__(self, postings: Mapping[str, list[int]], size: int) -> None:
        self.values = sorted(postings)
        self._documents = {value: set(numbers) for value, numbers in postings.items()}
        self._size = size

    def __contains__(self, value: str) -> bool:
        return value in self._documents

    def having(self, values: Collection[str]) -> NDArray[np.bool_]:
        """Which documents have any of ``values``."""
        mask = np.zeros(self._size, bool)
        for value in values:
            mask[list(self._documents.get(value, ()))] = True
        return mask

    def counts(self, documents: Collection[int]) -> dict[str, int]:
        """How many of ``documents`` have each value that any of them has."""
        chosen = set(documents)
        counted = {value: len(chosen & held) for value, held in self._documents.items()}
        return {value: count for value, count in counted.items() if count}

    def crossed(self, other: Facet, documents: Collection[int]) -> dict[tuple[str, str], int]:
        """How many of ``documents`` have each pair of a value here and one of ``other``."""
        chosen = set(documents)
        counted = {
            (one, two): len(chosen & held & there)
            for one, held in self._documents.items()
            for two, there in other._documents.items()
        }
        return {pair: count for pair, count in counted.items() if count}
