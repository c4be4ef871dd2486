"""A facet: which documents have which of its values, and how many of a set have each."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import numpy as np
from numpy.typing import NDArray

from policysearch.engine import Bucket

SHOWN = 50


class Facet:
    """One dimension of filtering. A document may have no value, one, or several."""

    def __init__(self, postings: Mapping[str, list[int]], size: int) -> None:
        self.values = sorted(postings)
        self._codes = {value: code for code, value in enumerate(self.values)}
        documents = np.concatenate([np.asarray(postings[v], np.int64) for v in self.values] or [np.empty(0, np.int64)])
        codes = np.repeat(np.arange(len(self.values)), [len(postings[v]) for v in self.values])
        by_document = np.argsort(documents, kind="stable")
        self._held = codes[by_document]
        self._starts = np.searchsorted(documents[by_document], np.arange(size + 1))
        self._documents = {v: np.asarray(postings[v], np.int64) for v in self.values}
        self._size = size

    def __contains__(self, value: str) -> bool:
        return value in self._codes

    def of(self, number: int) -> tuple[str, ...]:
        """A document's values, sorted."""
        return tuple(self.values[code] for code in self._held[self._starts[number] : self._starts[number + 1]])

    def having(self, values: Collection[str]) -> NDArray[np.bool_]:
        """Which documents have any of ``values``."""
        mask = np.zeros(self._size, bool)
        for value in values:
            mask[self._documents.get(value, [])] = True
        return mask

    def counts(self, documents: NDArray[np.int64]) -> NDArray[np.int64]:
        """How many of ``documents`` have each of ``values``."""
        return np.bincount(self._pairs(documents)[1], minlength=len(self.values))

    def crossed(self, other: Facet, documents: NDArray[np.int64]) -> dict[tuple[str, str], int]:
        """How many of ``documents`` have each pair of a value here and one of ``other``."""
        counts: dict[tuple[str, str], int] = {}
        for number in documents:
            for pair in ((a, b) for a in self.of(number) for b in other.of(number)):
                counts[pair] = counts.get(pair, 0) + 1
        return counts

    def buckets(self, counts: NDArray[np.int64], selected: Collection[str]) -> tuple[Bucket, ...]:
        """The most frequent values and all selected ones, most frequent first, ties by value."""
        found = np.flatnonzero(counts)
        ranked = found[np.lexsort((found, -counts[found]))]
        shown = [int(code) for code in ranked[:SHOWN]]
        shown += [c for v in selected if (c := self._codes.get(v)) is not None and c not in shown]
        buckets = [Bucket(self.values[c], int(counts[c]), self.values[c] in selected) for c in shown]
        buckets += [Bucket(value, 0, True) for value in selected if value not in self._codes]
        return tuple(sorted(buckets, key=lambda b: (-b.count, b.value)))

    def _pairs(self, documents: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        starts, ends = self._starts[documents], self._starts[documents + 1]
        lengths = ends - starts
        where = np.repeat(starts - np.concatenate(([0], np.cumsum(lengths)[:-1])), lengths) + np.arange(lengths.sum())
        return np.repeat(documents, lengths), self._held[where]
