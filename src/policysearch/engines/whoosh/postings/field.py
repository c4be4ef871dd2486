"""What a field knows of its terms besides their lists."""

from __future__ import annotations

from abc import ABC, abstractmethod

import numpy as np
from numpy.typing import NDArray

from policysearch.engines.whoosh.arrays.array_plan import Arrays
from policysearch.engines.whoosh.postings.term_dictionary import TermDictionary


class Field(ABC):
    """``total_length`` and ``documents_with`` (documents with words in it) are for the statistics.

    They count deleted documents too.
    """

    has_positions = False

    def __init__(self, arrays: Arrays, name: str) -> None:
        self.dictionary = TermDictionary(arrays, name)
        self.total_length, self.documents_with = (int(total) for total in arrays[f"{name}/totals"])

    def __len__(self) -> int:
        return len(self.dictionary)

    def number(self, term: bytes) -> int:
        """The number of ``term``; -1 where no document has it. Terms are numbered in the order of their bytes."""
        return self.dictionary.number(term)

    def term(self, number: int) -> bytes:
        """The term of a number."""
        return self.dictionary[number]

    def first(self, term: bytes) -> int:
        """The number of the first term that is not below ``term``; the number of terms where all are."""
        return self.dictionary.first(term)

    @property
    @abstractmethod
    def lengths(self) -> NDArray[np.uint32]:
        """Of each document, in this field; worked out from all postings."""

    @abstractmethod
    def frequency(self, number: int) -> int:
        """How many documents have it, deleted ones included."""

    @property
    @abstractmethod
    def frequencies(self) -> NDArray[np.int64]:
        """``frequency`` of every term."""

    @abstractmethod
    def documents(self, number: int) -> NDArray[np.int64]:
        """Which documents have it, ascending."""

    @abstractmethod
    def weights(self, number: int) -> NDArray[np.uint32]:
        """The sum of the zone weights of its occurrences, per posting."""

    @abstractmethod
    def counts(self, number: int) -> NDArray[np.uint32]:
        """How often it stands there, per posting."""
