"""What segments are made of: other segments, and runs of new documents."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from policysearch.engines.whoosh.arrays.array_plan import Arrays
from policysearch.engines.whoosh.postings.term_dictionary import TermDictionary


@dataclass(frozen=True, slots=True)
class MergeInput:
    """The arrays of a segment, where the strings of a dictionary may be apart and in any order.

    ``strings`` maps a dictionary's name to its strings by number; those that are missing are in the arrays. ``live``
    (None: all) says which documents to take.
    """

    arrays: Arrays
    strings: Mapping[str, list[bytes]]
    live: NDArray[np.bool_] | None = None

    @property
    def size(self) -> int:
        """How many documents there are, deleted ones included."""
        return len(self.arrays["kinds"])

    @property
    def highlights_start(self) -> int:
        """Where the highlights begin."""
        return int(self.arrays["split"][0])

    def has(self, field: str) -> bool:
        """Whether any document has words in a field."""
        return f"{field}/totals" in self.arrays

    def strings_of(self, dictionary: str) -> list[bytes]:
        """The strings of a dictionary by number."""
        held = self.strings.get(dictionary)
        return [*TermDictionary(self.arrays, dictionary)] if held is None else held
