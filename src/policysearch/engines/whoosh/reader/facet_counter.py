"""A facet over all segments: which documents have which of its values, and how many of a set have each."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cached_property, partial
from itertools import repeat
from typing import Any

import numpy as np
from numpy.typing import NDArray

from policysearch.engines.contract import Bucket
from policysearch.engines.whoosh.columns.facet_column import FacetColumn
from policysearch.engines.whoosh.matching.matches import DocIds, Mask

MAX_BUCKETS = 50
FEW = 2  # times as many sets as documents: these are counted by their own values
MANY = 256  # values: of more, the highest are set apart before they are sorted


class FacetCounter:
    """One dimension of filtering. A document may have no value, one, or several: a *set*, which has a number.

    ``codes`` has the number of each document's set. Documents are counted by their sets, and the sets spread over
    their values.
    """

    def __init__(self, columns: Sequence[FacetColumn], live: Mask | None = None) -> None:
        self.values = sorted({value for column in columns for value in column.values})
        self._numbers = {value: number for number, value in enumerate(self.values)}
        self._live = live
        sizes = [np.diff(column.starts) for column in columns]
        before = np.cumsum([0, *map(len, sizes)])
        if len(columns) == 1:
            self.codes: NDArray[Any] = columns[0].codes
            self._members = columns[0].members.astype(np.int64)
        else:
            pairs = zip(columns, before, strict=False)
            self.codes = np.concatenate([column.codes.astype(np.uint32) + np.uint32(base) for column, base in pairs])
            self._members = np.concatenate([self._renumbered(column) for column in columns])
        self._sizes = np.concatenate(sizes).astype(np.int64)
        self._ends = np.cumsum(self._sizes)
        owners = np.repeat(np.arange(len(self._sizes)), self._sizes)
        self._owners = owners.take(self._members.argsort(kind="stable"))  # the sets that have a value, value by value
        frequencies = np.bincount(self._members, minlength=len(self.values))
        self._starts = np.cumsum(frequencies) - frequencies
        self._single = len(self._owners) == len(self.values)

    def __contains__(self, value: str) -> bool:
        return value in self._numbers

    def values_of(self, number: int) -> tuple[str, ...]:
        """A document's values, sorted."""
        return self._of_set(int(self.codes[number]))

    def sets_with(self, values: Collection[str]) -> Mask:
        """Which sets have any of ``values``."""
        wanted = np.zeros(len(self._sizes), bool)
        for value in values:
            if (number := self._numbers.get(value)) is not None:
                end = self._starts[number + 1] if number + 1 < len(self.values) else len(self._owners)
                wanted[self._owners[self._starts[number] : end]] = True
        return wanted

    def document_count(self, wanted: Mask) -> int:
        """How many documents have one of the ``wanted`` sets."""
        return int(self._frequencies[wanted].sum())

    def has_any(self, values: Collection[str], documents: DocIds) -> Mask:
        """Which of ``documents`` have any of ``values``."""
        held: Mask = self.sets_with(values).take(self.codes.take(documents))
        return held

    def counts(self, documents: DocIds) -> NDArray[np.int64]:
        """How many of ``documents`` have each of ``values``: by their sets, or where those are many, one by one."""
        if len(self._sizes) == 1:
            return np.full(len(self.values), len(documents))
        sets = self.codes.take(documents)
        if self._single:
            return np.bincount(sets, minlength=len(self._sizes)).take(self._owners)
        if FEW * len(documents) < len(self._sizes):
            return self._counted(sets)
        by_set = np.bincount(sets, minlength=len(self._sizes))
        return np.add.reduceat(by_set.take(self._owners), self._starts)

    def _counted(self, sets: NDArray[Any]) -> NDArray[np.int64]:
        sizes = self._sizes.take(sets)
        where = (self._ends.take(sets) - sizes.cumsum()).repeat(sizes)
        where += np.arange(len(where))
        return np.bincount(self._members.take(where), minlength=len(self.values))

    def crosstab(self, other: FacetCounter, documents: DocIds) -> dict[tuple[str, str], int]:
        """How many of ``documents`` have each pair of a value here and one of ``other``."""
        width = len(other._sizes)
        pairs = self.codes.take(documents).astype(np.int64) * width + other.codes.take(documents)
        counts: dict[tuple[str, str], int] = {}
        for pair, count in zip(*(found.tolist() for found in np.unique(pairs, return_counts=True)), strict=True):
            for one in self._of_set(pair // width):
                for two in other._of_set(pair % width):
                    counts[one, two] = counts.get((one, two), 0) + count
        return counts

    def buckets(self, counts: NDArray[np.int64], selected: Collection[str]) -> tuple[Bucket, ...]:
        """The most frequent values and all selected ones, most frequent first, ties by value."""
        frequent = _highest(counts)
        names = map(self.values.__getitem__, frequent.tolist())
        shown = zip(names, counts.take(frequent).tolist(), repeat(False), strict=False)
        buckets = tuple(map(_bucket, shown))
        return buckets if not selected else self._marked(buckets, counts, selected)

    def _marked(
        self, buckets: tuple[Bucket, ...], counts: NDArray[np.int64], selected: Collection[str]
    ) -> tuple[Bucket, ...]:
        """``buckets`` and those of ``selected`` values."""
        found = {one.value: one for one in buckets}
        for value in selected:
            number = self._numbers.get(value)
            found[value] = Bucket(value, 0 if number is None else int(counts[number]), True)
        return tuple(sorted(found.values(), key=lambda bucket: (-bucket.count, bucket.value)))

    @cached_property
    def _frequencies(self) -> NDArray[np.int64]:
        codes = self.codes if self._live is None else self.codes[self._live]
        return np.bincount(codes, minlength=len(self._sizes))

    def _of_set(self, code: int) -> tuple[str, ...]:
        end = int(self._ends[code])
        return tuple(self.values[n] for n in self._members[end - int(self._sizes[code]) : end].tolist())

    def _renumbered(self, column: FacetColumn) -> NDArray[np.int64]:
        """A column's members by the numbers of all columns' values."""
        here = np.array([self._numbers[value] for value in column.values], np.int64)
        return here.take(column.members)


def _highest(counts: NDArray[np.int64]) -> DocIds:
    """The values with the highest counts (above 0), highest first, ties by value."""
    shown = min(int(np.count_nonzero(counts)), MAX_BUCKETS)
    if len(counts) <= MANY:
        return (-counts).argsort(kind="stable")[:shown]
    chosen = np.flatnonzero(
        counts >= max(np.partition(counts, len(counts) - MAX_BUCKETS)[len(counts) - MAX_BUCKETS], 1)
    )
    return chosen.take((-counts.take(chosen)).argsort(kind="stable")[:shown])


_bucket = partial(tuple.__new__, Bucket)  # a hundred in an answer: no function of ours in between
