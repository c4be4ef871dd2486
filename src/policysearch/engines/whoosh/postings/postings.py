"""The inverted lists of one field."""

from __future__ import annotations

from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from policysearch.engines.whoosh.arrays.array_plan import Arrays
from policysearch.engines.whoosh.arrays.ragged import RaggedSlices
from policysearch.engines.whoosh.postings.doc_ids import DocIdList, chunk_bases, rows
from policysearch.engines.whoosh.postings.field import Field
from policysearch.text.ragged import ragged_indices, starts_of

STRIDE = 80  # postings


class FieldPostings(Field):
    """Per term, which documents have it, how much it weighs there and where it stands.

    A list is in ascending order of document numbers, deleted ones included. What a posting weighs and how long its
    document is are one code, an index into ``codes_weights``, ``codes_lengths`` and ``codes_counts`` (occurrences);
    these are whole numbers and depend on the document alone, so a score is one look-up in a table of the codes'
    scores, made once for a generation's statistics.
    """

    def __init__(self, arrays: Arrays, name: str) -> None:
        super().__init__(arrays, name)
        self.codes_weights: NDArray[np.uint32] = arrays[f"{name}/codes/weights"]
        self.codes_lengths: NDArray[np.uint32] = arrays[f"{name}/codes/lengths"]
        self.codes_counts: NDArray[np.uint32] = arrays[f"{name}/codes/counts"]
        self._size = len(arrays["kinds"])
        self.has_positions = f"{name}/positions" in arrays
        self._starts = arrays[f"{name}/starts"].data
        self._per_term_split = arrays[f"{name}/cuts"].data
        self._documents = arrays[f"{name}/documents"]
        self._bounds = rows(arrays.get(f"{name}/bounds"), len(self))
        self._codes = arrays[f"{name}/codes"]
        if self.has_positions:
            self._positions = arrays[f"{name}/positions"]
            self._position_samples = arrays[f"{name}/stands"]
            self._forms = arrays[f"{name}/forms"]

    @cached_property
    def lengths(self) -> NDArray[np.uint32]:
        """Of each document, in this field; worked out from all postings."""
        lengths = np.zeros(self._size, np.uint32)
        for low in (True, False):
            documents, codes, _ = self.concatenated(np.arange(len(self)), low)
            lengths[documents] = self.codes_lengths.take(codes)
        return lengths

    def frequency(self, number: int) -> int:
        """How many documents have it, deleted ones included."""
        return int(self._starts[number + 1] - self._starts[number])

    @property
    def frequencies(self) -> NDArray[np.int64]:
        """``frequency`` of every term."""
        return np.diff(self._starts).astype(np.int64)

    def split_of(self, number: int) -> int:
        """How many of its documents are below the segment's ``split``."""
        return int(self._per_term_split[number])

    def postings(self, number: int) -> DocIdList:
        """Which documents have it, not decoded yet."""
        lower = self._documents[self._starts[number] : self._starts[number + 1]]
        return DocIdList(lower) if self._bounds is None else DocIdList(lower, self._bounds[number].tolist())

    def documents(self, number: int) -> NDArray[np.int64]:
        """Which documents have it, ascending."""
        return self.postings(number).all()

    def codes(self, number: int) -> NDArray[Any]:
        """The code of each posting: an index into ``codes_weights`` and its sisters, 16 or 32 bits wide."""
        return self._codes[self._starts[number] : self._starts[number + 1]]

    def forms(self, number: int) -> NDArray[Any]:
        """Which one of the term's forms each posting is of, from 1 on; 0 where the forms' own lists say."""
        return self._forms[self._starts[number] : self._starts[number + 1]]

    def concatenated(
        self, numbers: NDArray[np.int64], low: bool
    ) -> tuple[NDArray[np.int64], NDArray[Any], NDArray[np.int64]]:
        """(documents, codes, lengths) of several lists, one after the other: their halves below the split, or above."""
        where, added, lengths = self._halves(numbers, low)
        return self._numbers(where, added), where.take_from(self._codes), lengths

    def with_form_values(
        self, numbers: NDArray[np.int64], low: bool, firsts: NDArray[np.int64], values: NDArray[np.float64]
    ) -> tuple[NDArray[np.int64], NDArray[Any], NDArray[np.float64]]:
        """The same, and what ``values[firsts[n] + form]`` says of each posting of list ``n``."""
        where, added, lengths = self._halves(numbers, low)
        keys = firsts.repeat(lengths)
        keys += where.take_from(self._forms)
        return self._numbers(where, added), where.take_from(self._codes), values.take(keys)

    def _halves(
        self, numbers: NDArray[np.int64], low: bool
    ) -> tuple[RaggedSlices, NDArray[np.int64] | None, NDArray[np.int64]]:
        """(where they are, what to add to their documents, lengths) of half of several lists."""
        starts, cuts = np.asarray(self._starts), np.asarray(self._per_term_split).take(numbers).astype(np.int64)
        first = starts.take(numbers).astype(np.int64)
        lengths = cuts if low else starts.take(numbers + 1) - first - cuts
        skipped = np.zeros_like(cuts) if low else cuts
        bounds = None if self._bounds is None else self._bounds.take(numbers, axis=0)
        added = None if bounds is None else chunk_bases(bounds, skipped, lengths)
        return RaggedSlices(first + skipped, lengths), added, lengths

    def _numbers(self, where: RaggedSlices, added: NDArray[np.int64] | None) -> NDArray[np.int64]:
        """The documents there."""
        lower = where.take_from(self._documents)
        if added is None:
            return lower.astype(np.int64)
        added += lower
        return added

    def weights(self, number: int) -> NDArray[np.uint32]:
        """The sum of the zone weights of its occurrences, per posting."""
        return self.codes_weights.take(self.codes(number))

    def counts(self, number: int) -> NDArray[np.uint32]:
        """How often it stands there, per posting."""
        return self.codes_counts.take(self.codes(number))

    def positions(self, number: int) -> tuple[NDArray[np.int64], NDArray[Any]]:
        """(starts, positions): posting ``n`` stands at ``positions[starts[n]:starts[n + 1]]``, ascending."""
        starts = starts_of(self.counts(number))
        first = self._first(self._starts[number])
        return starts, self._positions[first : first + int(starts[-1])]

    def positions_of(self, number: int, places: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[Any]]:
        """(lengths, positions) of some of its postings, by their places in the list, one after the other.

        Costs in proportion to ``places``: the counts are summed up at every ``STRIDE``-th posting.
        """
        codes, start = self.codes(number), self._starts[number]
        if len(places) * (STRIDE // 4) < len(codes):
            return self.positions_at(places + start)
        lengths = self.codes_counts.take(codes.take(places)).astype(np.int64)
        counts = self.codes_counts.take(codes)
        firsts = (np.cumsum(counts, dtype=np.int64) - counts).take(places) + self._first(start)
        return lengths, self._positions.take(ragged_indices(firsts, lengths))

    def start(self, number: int) -> int:
        """Where its list begins among the postings of the field."""
        return int(self._starts[number])

    def positions_at(self, postings: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[Any]]:
        """The same of some postings of the field: places in lists and where these start, added."""
        lengths = self.codes_counts.take(self._codes.take(postings)).astype(np.int64)
        return lengths, self._positions.take(ragged_indices(self._firsts(postings), lengths))

    def _firsts(self, postings: NDArray[np.int64]) -> NDArray[np.int64]:
        """Where the positions of some postings of the field begin: counted from the last one of which it is written."""
        after = postings % STRIDE
        ends = after.cumsum()
        where = (postings - ends).repeat(after)
        where += np.arange(len(where))
        sums = np.zeros(len(where) + 1, np.int64)
        self.codes_counts.take(self._codes.take(where)).cumsum(out=sums[1:])
        firsts: NDArray[np.int64] = self._position_samples.take(postings // STRIDE)
        return firsts + sums.take(ends) - sums.take(ends - after)

    def _first(self, posting: int) -> int:
        """Where the positions of a posting of the field begin."""
        block = posting // STRIDE
        before = self.codes_counts.take(self._codes[block * STRIDE : posting]).sum()
        return int(self._position_samples[block] if block < len(self._position_samples) else 0) + int(before)
