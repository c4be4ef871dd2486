"""An inverted field: its term dictionary and statistics, and what every kind of field answers of a term."""

from __future__ import annotations

from abc import ABC, abstractmethod

import numpy as np
from numpy.typing import NDArray

from policysearch.engines.whoosh.arrays.array_plan import Arrays
from policysearch.engines.whoosh.postings.term_dictionary import TermDictionary


class Field(ABC):
    """The terms of one field in one segment, numbered from 0 in the order of their bytes.

    ``total_length`` is the sum of all documents' lengths and ``documents_with`` how many documents have any word in
    the field; BM25's mean length is made of both. Like every count here they include deleted documents.
    """

    def __init__(self, arrays: Arrays, name: str) -> None:
        self.dictionary = TermDictionary(arrays, name)
        self.total_length, self.documents_with = (int(total) for total in arrays[f"{name}/totals"])

    def __len__(self) -> int:
        return len(self.dictionary)

    def number(self, term: bytes) -> int:
        """Return the number of ``term``; -1 where no document has it."""
        return self.dictionary.number(term)

    def term(self, number: int) -> bytes:
        """Return the term with this number."""
        return self.dictionary[number]

    def first(self, term: bytes) -> int:
        """Return the number of the first term that is not below ``term``; the number of terms where all are."""
        return self.dictionary.first(term)

    @property
    @abstractmethod
    def lengths(self) -> NDArray[np.uint32]:
        """Return each document's length in this field, by doc id; computed from all postings at first use."""

    @abstractmethod
    def frequency(self, number: int) -> int:
        """Return the term's document frequency."""

    @property
    @abstractmethod
    def frequencies(self) -> NDArray[np.int64]:
        """Return the document frequency of every term, by number."""

    @abstractmethod
    def documents(self, number: int) -> NDArray[np.int64]:
        """Return the doc ids of the term's postings, ascending."""

    @abstractmethod
    def weights(self, number: int) -> NDArray[np.uint32]:
        """Return, per posting, the sum of the zone weights of the term's occurrences."""

    @abstractmethod
    def counts(self, number: int) -> NDArray[np.uint32]:
        """Return, per posting, how often the term occurs (the term frequency)."""
