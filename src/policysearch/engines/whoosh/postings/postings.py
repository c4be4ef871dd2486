"""The postings lists of one field."""

from __future__ import annotations

from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from policysearch.engines.whoosh.arrays.array_plan import Arrays
from policysearch.engines.whoosh.postings.doc_ids import DocIdList, chunk_bases, chunk_end_rows
from policysearch.engines.whoosh.postings.field import Field
from policysearch.text.ragged import ragged_indices, starts_of

STRIDE = 80  # postings from one stored sum of positions to the next


class FieldPostings(Field):
    """The postings list of each term: doc ids, codes, positions and word forms.

    The lists of all terms are one after the other in each array; the list of term ``n`` is
    ``starts[n]:starts[n + 1]``. In a list, doc ids ascend, deleted ones included, and those below the segment's
    ``highlights_start`` come first.

    A posting's *code* is an index into ``codes_weights``, ``codes_lengths`` and ``codes_counts``: its weight, its
    document's length and its term frequency. These are whole numbers that depend on the document alone, so a score
    is one look-up in a table of all codes' scores, made once for a generation's statistics.
    """

    def __init__(self, arrays: Arrays, name: str) -> None:
        super().__init__(arrays, name)
        self.codes_weights: NDArray[np.uint32] = arrays[f"{name}/codes/weights"]
        self.codes_lengths: NDArray[np.uint32] = arrays[f"{name}/codes/lengths"]
        self.codes_counts: NDArray[np.uint32] = arrays[f"{name}/codes/counts"]
        self._size = len(arrays["kinds"])
        self._starts = arrays[f"{name}/starts"].data
        self._documents = arrays[f"{name}/documents"]
        self._codes = arrays[f"{name}/codes"]
        # Some arrays have older names in the file, which are part of its format.
        self._per_term_split = arrays[f"{name}/cuts"].data
        self._chunk_ends = chunk_end_rows(arrays.get(f"{name}/bounds"), len(self))
        if f"{name}/positions" in arrays:  # all fields have positions and forms but the field of forms
            self._positions = arrays[f"{name}/positions"]
            self._position_samples = arrays[f"{name}/stands"]
            self._forms = arrays[f"{name}/forms"]

    @cached_property
    def lengths(self) -> NDArray[np.uint32]:
        """Return each document's length in this field, by doc id; computed from all postings at first use."""
        lengths = np.zeros(self._size, np.uint32)
        for below_highlights in (True, False):
            documents, codes, _ = self.concatenated(np.arange(len(self)), below_highlights)
            lengths[documents] = self.codes_lengths.take(codes)
        return lengths

    def frequency(self, number: int) -> int:
        """Return the term's document frequency."""
        return int(self._starts[number + 1] - self._starts[number])

    @property
    def frequencies(self) -> NDArray[np.int64]:
        """Return the document frequency of every term, by number."""
        return np.diff(self._starts).astype(np.int64)

    def split_of(self, number: int) -> int:
        """Return how many of the term's postings are of documents below ``highlights_start``."""
        return int(self._per_term_split[number])

    def postings(self, number: int) -> DocIdList:
        """Return the term's doc ids, not decoded yet."""
        lower = self._documents[self._starts[number] : self._starts[number + 1]]
        return DocIdList(lower) if self._chunk_ends is None else DocIdList(lower, self._chunk_ends[number].tolist())

    def documents(self, number: int) -> NDArray[np.int64]:
        """Return the doc ids of the term's postings, ascending."""
        return self.postings(number).all()

    def codes(self, number: int) -> NDArray[Any]:
        """Return the code of each posting of the term, as uint16 or uint32."""
        return self._codes[self._starts[number] : self._starts[number + 1]]

    def forms(self, number: int) -> NDArray[Any]:
        """Return the form ordinal of each posting of the term; 0 where its forms have lists of their own."""
        return self._forms[self._starts[number] : self._starts[number + 1]]

    def concatenated(
        self, numbers: NDArray[np.int64], below_highlights: bool
    ) -> tuple[NDArray[np.int64], NDArray[Any], NDArray[np.int64]]:
        """Return (doc ids, codes, lengths) of the lists of several terms, one after the other.

        Of each list only the documents below ``highlights_start``, or only those from it on; ``lengths`` are those of
        the lists' halves.
        """
        indices, bases, lengths = self._half_lists(numbers, below_highlights)
        return self._doc_ids(indices, bases), self._codes.take(indices), lengths

    def with_form_values(
        self,
        numbers: NDArray[np.int64],
        below_highlights: bool,
        firsts: NDArray[np.int64],
        values: NDArray[np.float64],
    ) -> tuple[NDArray[np.int64], NDArray[Any], NDArray[np.float64]]:
        """Return (doc ids, codes, values) likewise, where a posting's value is ``values[firsts[n] + form ordinal]``.

        ``n`` counts the terms in ``numbers``.
        """
        indices, bases, lengths = self._half_lists(numbers, below_highlights)
        keys = firsts.repeat(lengths)
        keys += self._forms.take(indices)
        return self._doc_ids(indices, bases), self._codes.take(indices), values.take(keys)

    def _half_lists(
        self, numbers: NDArray[np.int64], below_highlights: bool
    ) -> tuple[NDArray[np.int64], NDArray[np.int64] | None, NDArray[np.int64]]:
        """Return (indices in the arrays, what to add to their doc ids, lengths) of one half of several lists."""
        starts, splits = np.asarray(self._starts), np.asarray(self._per_term_split).take(numbers).astype(np.int64)
        first = starts.take(numbers).astype(np.int64)
        lengths = splits if below_highlights else starts.take(numbers + 1) - first - splits
        skipped = np.zeros_like(splits) if below_highlights else splits
        chunk_ends = None if self._chunk_ends is None else self._chunk_ends.take(numbers, axis=0)
        bases = None if chunk_ends is None else chunk_bases(chunk_ends, skipped, lengths)
        return ragged_indices(first + skipped, lengths), bases, lengths

    def _doc_ids(self, indices: NDArray[np.int64], bases: NDArray[np.int64] | None) -> NDArray[np.int64]:
        lower = self._documents.take(indices)
        if bases is None:
            return lower.astype(np.int64)
        bases += lower
        return bases

    def weights(self, number: int) -> NDArray[np.uint32]:
        """Return, per posting, the sum of the zone weights of the term's occurrences."""
        return self.codes_weights.take(self.codes(number))

    def counts(self, number: int) -> NDArray[np.uint32]:
        """Return, per posting, how often the term occurs (the term frequency)."""
        return self.codes_counts.take(self.codes(number))

    def positions(self, number: int) -> tuple[NDArray[np.int64], NDArray[Any]]:
        """Return (starts, positions) of a term: posting ``n`` has ``positions[starts[n]:starts[n + 1]]``, ascending."""
        starts = starts_of(self.counts(number))
        first = self._position_start(self._starts[number])
        return starts, self._positions[first : first + int(starts[-1])]

    def positions_of(self, number: int, places: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[Any]]:
        """Return (lengths, positions) of some of a term's postings, given by their places in its list.

        ``lengths`` says how many of the positions are those of each posting. For few postings the time is in
        proportion to their number, since sums of the counts are stored at every ``STRIDE``-th posting.
        """
        codes, start = self.codes(number), self._starts[number]
        if len(places) * (STRIDE // 4) < len(codes):
            return self.positions_at(places + start)
        lengths = self.codes_counts.take(codes.take(places)).astype(np.int64)
        counts = self.codes_counts.take(codes)
        firsts = (np.cumsum(counts, dtype=np.int64) - counts).take(places) + self._position_start(start)
        return lengths, self._positions.take(ragged_indices(firsts, lengths))

    def start(self, number: int) -> int:
        """Return the index of the term's first posting among all postings of the field."""
        return int(self._starts[number])

    def positions_at(self, postings: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[Any]]:
        """Return (lengths, positions) of some postings of the field, given by their indices: ``start`` plus place."""
        lengths = self.codes_counts.take(self._codes.take(postings)).astype(np.int64)
        return lengths, self._positions.take(ragged_indices(self._position_starts(postings), lengths))

    def _position_starts(self, postings: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return where the positions of some postings begin: the stored sum before each, and the counts since that."""
        distances = postings % STRIDE
        ends = distances.cumsum()
        between = (postings - ends).repeat(distances)
        between += np.arange(len(between))
        sums = np.zeros(len(between) + 1, np.int64)
        self.codes_counts.take(self._codes.take(between)).cumsum(out=sums[1:])
        firsts: NDArray[np.int64] = self._position_samples.take(postings // STRIDE)
        return firsts + sums.take(ends) - sums.take(ends - distances)

    def _position_start(self, posting: int) -> int:
        """Return where the positions of one posting begin, which may be the one after the last."""
        sample = posting // STRIDE
        since = self.codes_counts.take(self._codes[sample * STRIDE : posting]).sum()
        return int(self._position_samples[sample] if sample < len(self._position_samples) else 0) + int(since)
