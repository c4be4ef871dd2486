"""The inputs of a merge: segments, and runs of new documents."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from policysearch.engines.whoosh.arrays.array_plan import Arrays
from policysearch.engines.whoosh.postings.term_dictionary import TermDictionary


@dataclass(frozen=True, slots=True)
class MergeInput:
    """The arrays of a segment, or of a run.

    A run's dictionaries are not sorted and not among its arrays: ``strings`` maps a dictionary's name to its strings
    by number, which may have later runs' strings at the end. Dictionaries that ``strings`` does not have are in the
    arrays. ``live`` is True for each document to take over (None: all).
    """

    arrays: Arrays
    strings: Mapping[str, list[bytes]]
    live: NDArray[np.bool_] | None = None

    @property
    def size(self) -> int:
        """Return the number of documents, deleted ones included."""
        return len(self.arrays["kinds"])

    @property
    def highlights_start(self) -> int:
        """Return the number of the first highlight."""
        return int(self.arrays["split"][0])

    def has(self, field: str) -> bool:
        """Return True if any document has words in ``field``."""
        return f"{field}/totals" in self.arrays

    def strings_of(self, dictionary: str) -> list[bytes]:
        """Return the strings of a dictionary by number."""
        strings = self.strings.get(dictionary)
        return [*TermDictionary(self.arrays, dictionary)] if strings is None else strings
