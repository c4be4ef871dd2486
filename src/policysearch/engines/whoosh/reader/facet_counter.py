"""One facet over all segments: which documents have which of its values, and how many of some matches have each."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cached_property, partial
from itertools import repeat
from typing import Any

import numpy as np
from numpy.typing import NDArray

from policysearch.engines.contract import MAX_BUCKETS, Bucket
from policysearch.engines.whoosh.columns.facet_column import FacetColumn
from policysearch.engines.whoosh.matching.matches import DocIds, Mask
from policysearch.text.ragged import ragged_indices

SETS_PER_DOCUMENT = 2  # with more value sets than this per document to count, documents are counted value by value
MAX_SORTED = 512  # of more counts than this, selecting the highest is faster than sorting all
MAX_COUNTERS = 1 << 20  # with more possible numbers than this, sorting them is faster than a counter for each


class FacetCounter:
    """A facet's values, and the value set of each document.

    A document has no value, one, or several; each distinct combination is a numbered *value set*. ``codes`` has the
    value set of each document. Documents are counted per value set, and those counts are spread over the values.
    """

    def __init__(self, columns: Sequence[FacetColumn], live: Mask | None = None) -> None:
        """Join the columns of all segments; ``live`` masks the documents that are not deleted (None: all)."""
        self.values = sorted({value for column in columns for value in column.values})
        self._value_numbers = {value: number for number, value in enumerate(self.values)}
        self._live = live
        sizes = [np.diff(column.starts) for column in columns]
        bases = np.cumsum([0, *map(len, sizes)])
        if len(columns) == 1:
            self.codes: NDArray[Any] = columns[0].codes
            self._members = columns[0].members.astype(np.int64)
        else:
            pairs = zip(columns, bases, strict=False)
            self.codes = np.concatenate([column.codes.astype(np.uint32) + np.uint32(base) for column, base in pairs])
            self._members = np.concatenate([self._global_members(column) for column in columns])
        # Value set s has the values _members[_ends[s] - _sizes[s]:_ends[s]].
        self._sizes = np.concatenate(sizes).astype(np.int64)
        self._ends = np.cumsum(self._sizes)
        # Value v is in the value sets _set_lists[_starts[v]:_starts[v + 1]].
        set_of_member = np.repeat(np.arange(len(self._sizes)), self._sizes)
        self._set_lists = set_of_member.take(self._members.argsort(kind="stable"))
        sets_per_value = np.bincount(self._members, minlength=len(self.values))
        self._starts = np.cumsum(sets_per_value) - sets_per_value
        self._one_set_per_value = len(self._set_lists) == len(self.values)

    def __contains__(self, value: str) -> bool:
        return value in self._value_numbers

    def values_of(self, doc_id: int) -> tuple[str, ...]:
        """Return a document's values, sorted."""
        return self._values_of_set(int(self.codes[doc_id]))

    def sets_with(self, values: Collection[str]) -> Mask:
        """Return which value sets have any of ``values``."""
        is_selected = np.zeros(len(self._sizes), bool)
        for value in values:
            if (number := self._value_numbers.get(value)) is not None:
                end = self._starts[number + 1] if number + 1 < len(self.values) else len(self._set_lists)
                is_selected[self._set_lists[self._starts[number] : end]] = True
        return is_selected

    def document_count(self, selected: Mask) -> int:
        """Return how many documents of the index have one of the ``selected`` value sets."""
        return int(self._documents_per_set[selected].sum())

    def has_any(self, values: Collection[str], doc_ids: DocIds) -> Mask:
        """Return which of ``doc_ids`` have any of ``values``."""
        is_match: Mask = self.sets_with(values).take(self.codes.take(doc_ids))
        return is_match

    def counts(self, doc_ids: DocIds) -> NDArray[np.int64]:
        """Return per value how many of ``doc_ids`` have it."""
        if len(self._sizes) == 1:
            return np.full(len(self.values), len(doc_ids))
        codes = self.codes.take(doc_ids)
        if self._one_set_per_value:
            return np.bincount(codes, minlength=len(self._sizes)).take(self._set_lists)
        if SETS_PER_DOCUMENT * len(doc_ids) < len(self._sizes):
            return self._count_value_by_value(codes)
        set_counts = np.bincount(codes, minlength=len(self._sizes))
        return np.add.reduceat(set_counts.take(self._set_lists), self._starts)

    def _count_value_by_value(self, codes: NDArray[Any]) -> NDArray[np.int64]:
        sizes = self._sizes.take(codes)
        members = ragged_indices(self._ends.take(codes) - sizes, sizes)
        return np.bincount(self._members.take(members), minlength=len(self.values))

    def crosstab(self, columns: FacetCounter, doc_ids: DocIds) -> dict[tuple[str, str], int]:
        """Return how many of ``doc_ids`` have each pair of a value of this facet and one of ``columns``."""
        row_codes, column_codes = self.codes.take(doc_ids), columns.codes.take(doc_ids)
        heights, widths = self._sizes.take(row_codes), columns._sizes.take(column_codes)
        pairs = heights * widths  # of values, in each document
        place = ragged_indices(np.zeros_like(pairs), pairs)
        widths = np.repeat(widths, pairs)
        rows = self._members.take(np.repeat(self._ends.take(row_codes) - heights, pairs) + place // widths)
        first_columns = np.repeat((columns._ends - columns._sizes).take(column_codes), pairs)
        cells = rows * len(columns.values) + columns._members.take(first_columns + place % widths)
        distinct, counts = _distinct(cells, len(self.values) * len(columns.values))
        numbers = (divmod(cell, len(columns.values)) for cell in distinct.tolist())
        pairs_of_values = ((self.values[row], columns.values[column]) for row, column in numbers)
        return dict(zip(pairs_of_values, counts.tolist(), strict=True))

    def buckets(
        self, counts: NDArray[np.int64], selected: Collection[str], limit: int | None = MAX_BUCKETS
    ) -> tuple[Bucket, ...]:
        """Return the ``limit`` (None: all) most frequent values and all selected ones, ties by value."""
        frequent = _most_frequent(counts, len(counts) if limit is None else limit)
        values = map(self.values.__getitem__, frequent.tolist())
        buckets = tuple(map(_bucket, zip(values, counts.take(frequent).tolist(), repeat(False), strict=False)))
        return buckets if not selected else self._with_selected(buckets, counts, selected)

    def _with_selected(
        self, buckets: tuple[Bucket, ...], counts: NDArray[np.int64], selected: Collection[str]
    ) -> tuple[Bucket, ...]:
        by_value = {bucket.value: bucket for bucket in buckets}
        for value in selected:
            number = self._value_numbers.get(value)
            by_value[value] = Bucket(value, 0 if number is None else int(counts[number]), True)
        return tuple(sorted(by_value.values(), key=lambda bucket: (-bucket.count, bucket.value)))

    @cached_property
    def _documents_per_set(self) -> NDArray[np.int64]:
        codes = self.codes if self._live is None else self.codes[self._live]
        return np.bincount(codes, minlength=len(self._sizes))

    def _values_of_set(self, code: int) -> tuple[str, ...]:
        end = int(self._ends[code])
        return tuple(self.values[n] for n in self._members[end - int(self._sizes[code]) : end].tolist())

    def _global_members(self, column: FacetColumn) -> NDArray[np.int64]:
        """Return a segment's set members by the value numbers of all segments."""
        value_numbers = np.array([self._value_numbers[value] for value in column.values], np.int64)
        return value_numbers.take(column.members)


def _distinct(numbers: NDArray[np.int64], size: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the distinct ``numbers``, ascending, and how often each is there; all are from 0 to below ``size``."""
    if size > MAX_COUNTERS:
        return np.unique(numbers, return_counts=True)
    counts = np.bincount(numbers, minlength=size)
    distinct = np.flatnonzero(counts)
    return distinct, counts.take(distinct)


def _most_frequent(counts: NDArray[np.int64], limit: int) -> NDArray[np.int64]:
    """Return the indices of the ``limit`` highest counts above 0, highest first, ties by index."""
    limit = min(int(np.count_nonzero(counts)), limit)
    if not limit or len(counts) <= MAX_SORTED:
        return (-counts).argsort(kind="stable")[:limit]
    frequent = np.flatnonzero(counts >= np.partition(counts, len(counts) - limit)[len(counts) - limit])
    return frequent.take((-counts.take(frequent)).argsort(kind="stable")[:limit])


_bucket = partial(tuple.__new__, Bucket)  # hundreds in an answer: Bucket(...) takes 4 % of its time
