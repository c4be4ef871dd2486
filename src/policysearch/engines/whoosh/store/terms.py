"""The inverted lists of one field."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from policysearch.engines.whoosh.store.dictionary import Dictionary
from policysearch.engines.whoosh.store.plan import Arrays

BLOCK = 32
KEPT = 4_096


class Terms:
    """Per term, which documents have it, how much it weighs there and where it stands.

    A list is in ascending order of document numbers, deleted ones included. What a posting weighs and how long its
    document is are one code, an index into ``codes_weights``, ``codes_lengths`` and ``codes_counts`` (occurrences);
    these are whole numbers and depend on the document alone, so a score is one look-up in a table of the codes'
    scores, made once for a generation's statistics. ``total_length`` and ``documents_with`` (documents with words in
    this field) are for the statistics; they count deleted documents too.
    """

    def __init__(self, arrays: Arrays, name: str) -> None:
        self.dictionary = Dictionary(arrays, name)
        self.lengths: NDArray[Any] = arrays[f"{name}/lengths"]
        self.codes_weights: NDArray[np.uint32] = arrays[f"{name}/codes/weights"]
        self.codes_lengths: NDArray[np.uint32] = arrays[f"{name}/codes/lengths"]
        self.codes_counts: NDArray[np.uint32] = arrays[f"{name}/codes/counts"]
        self.total_length, self.documents_with = (int(total) for total in arrays[f"{name}/totals"])
        self.has_positions = f"{name}/positions" in arrays
        self._starts = arrays[f"{name}/starts"].data
        self._cuts = arrays[f"{name}/cuts"].data
        self._documents = arrays[f"{name}/documents"]
        self._codes = arrays[f"{name}/codes"]
        self.before_blocks = lru_cache(maxsize=KEPT)(self._before_blocks)
        if self.has_positions:
            self._positions = arrays[f"{name}/positions"]
            self._places = arrays[f"{name}/places"].data

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

    def frequency(self, number: int) -> int:
        """How many documents have it, deleted ones included."""
        return int(self._starts[number + 1] - self._starts[number])

    @property
    def frequencies(self) -> NDArray[np.int64]:
        """``frequency`` of every term."""
        return np.diff(self._starts).astype(np.int64)

    def cut(self, number: int) -> int:
        """How many of its documents are below the segment's ``split``."""
        return int(self._cuts[number])

    def documents(self, number: int) -> NDArray[Any]:
        """Which documents have it, ascending: unsigned, 16 or 32 bits wide, not to be written to."""
        return self._documents[self._starts[number] : self._starts[number + 1]]

    def codes(self, number: int) -> NDArray[Any]:
        """The code of each posting: an index into ``codes_weights`` and its sisters, 16 or 32 bits wide."""
        return self._codes[self._starts[number] : self._starts[number + 1]]

    def weights(self, number: int) -> NDArray[np.uint32]:
        """The sum of the zone weights of its occurrences, per posting."""
        return self.codes_weights.take(self.codes(number))

    def counts(self, number: int) -> NDArray[np.uint32]:
        """How often it stands there, per posting."""
        return self.codes_counts.take(self.codes(number))

    def positions(self, number: int) -> tuple[NDArray[np.int64], NDArray[Any]]:
        """(starts, positions): posting ``n`` stands at ``positions[starts[n]:starts[n + 1]]``, ascending."""
        counts = self.counts(number)
        starts = np.zeros(len(counts) + 1, np.int64)
        np.cumsum(counts, out=starts[1:])
        first = self._places[number]
        return starts, self._positions[first : first + int(starts[-1])]

    def all_positions(self, number: int) -> NDArray[Any]:
        """The positions of all postings, one after the other."""
        end = self._places[number + 1] if number + 1 < len(self._places) else len(self._positions)
        return self._positions[self._places[number] : end]

    def _before_blocks(self, number: int) -> NDArray[np.int64]:
        """How many positions are before each block of ``BLOCK`` postings; kept for the terms asked for last."""
        counts = self.counts(number)
        sums = np.add.reduceat(counts, np.arange(0, len(counts), BLOCK), dtype=np.int64)
        return sums.cumsum() - sums
