"""The postings of one field in several inputs -> those of the merged segment."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from policysearch.engines.whoosh.arrays.array_plan import ArrayPlan
from policysearch.engines.whoosh.arrays.ragged import smallest_dtype
from policysearch.engines.whoosh.arrays.sort_strings import argsort_strings
from policysearch.engines.whoosh.merge.doc_id_map import DocIdMap
from policysearch.engines.whoosh.merge.postings_input import ListSlices, PostingsInput
from policysearch.engines.whoosh.postings.doc_ids import CHUNK, chunk_end_count
from policysearch.engines.whoosh.postings.posting_codes import distinct, table_arrays
from policysearch.engines.whoosh.postings.postings import STRIDE
from policysearch.engines.whoosh.postings.term_dictionary import dictionary_arrays
from policysearch.text.ragged import ragged_indices, starts_of

BLOCK = 1 << 21  # postings that are copied at once


@dataclass(slots=True)
class _Cursors:
    """By merged term: where its next posting and its next position go, and its postings so far in each chunk."""

    postings: NDArray[np.int64]
    positions: NDArray[np.int64]
    chunk_counts: NDArray[np.uint32]


class PostingsMerger:
    """The merged postings of one field. Numbers the terms of all inputs at once; ``plan`` then plans the arrays."""

    def __init__(self, field: str, inputs: Sequence[PostingsInput], doc_id_map: DocIdMap) -> None:
        self._field = field
        self._inputs = inputs
        self.strings = _number_terms(inputs)
        self._starts = starts_of(self.sum([source.sizes for source in inputs]))
        self._position_starts = starts_of(self.sum([source.position_counts for source in inputs]))
        self._table = _number_codes(inputs)
        self._chunk_ends = chunk_end_count(doc_id_map.size)  # of each term; 0: none are stored
        if 4 * len(self) * self._chunk_ends > int(self._starts[-1]):
            self._chunk_ends = 0  # lists are short: chunk ends would take half of the bytes that they save
        self._wide = doc_id_map.size > CHUNK and not self._chunk_ends  # doc ids are stored whole
        self._position_dtypes = [source.positions.dtype for source in inputs if source.positions is not None]

    def __len__(self) -> int:
        return len(self.strings)

    def sum(self, columns: Sequence[NDArray[np.int64]]) -> NDArray[np.int64]:
        """Return, by merged term, the sum of ``columns``: numbers of each input by its own terms."""
        sums = np.zeros(len(self.strings), np.int64)
        for source, column in zip(self._inputs, columns, strict=True):
            live = source.numbers >= 0
            sums[source.numbers[live]] += column[live]
        return sums

    def plan(self, plan: ArrayPlan) -> None:
        """Plan the arrays of the field."""
        field, total = self._field, int(self._starts[-1])
        totals: NDArray[np.uint64] = sum((source.totals for source in self._inputs), np.zeros(2, np.uint64))
        plan.arrays |= {
            **dictionary_arrays(field, self.strings),
            f"{field}/totals": totals,
            f"{field}/starts": self._starts.astype(np.uint32),
            f"{field}/cuts": smallest_dtype(self.sum([source.splits for source in self._inputs])),
            **table_arrays(f"{field}/codes", self._table),
        }
        plan.spaces |= {
            f"{field}/documents": (np.uint32 if self._wide else np.uint16, total),
            f"{field}/codes": (np.uint16 if len(self._table[0]) <= 1 << 16 else np.uint32, total),
        }
        if self._chunk_ends:
            plan.spaces[f"{field}/bounds"] = (np.uint32, len(self) * self._chunk_ends)
        if self._position_dtypes:
            widest = max(self._position_dtypes, key=lambda dtype: dtype.itemsize)
            plan.spaces[f"{field}/positions"] = (widest, int(self._position_starts[-1]))
            sample_dtype = np.uint32 if self._position_starts[-1] < 1 << 32 else np.int64
            plan.spaces[f"{field}/stands"] = (sample_dtype, -(-total // STRIDE))
        plan.fillers.append(self._fill)

    def plan_forms(self, plan: ArrayPlan, numbers: Sequence[NDArray[np.int64]], ordinals: NDArray[np.int32]) -> None:
        """Plan the form ordinals of the postings.

        ``numbers`` has, by input, the merged number of each of its forms; ``ordinals`` are those of the merged forms.
        """
        narrow = smallest_dtype(ordinals)
        for source, form_numbers in zip(self._inputs, numbers, strict=True):
            if source.forms:
                source.forms.translate(form_numbers, narrow)
        plan.spaces[f"{self._field}/forms"] = (narrow.dtype, int(self._starts[-1]))

    def _fill(self, out: Mapping[str, NDArray[Any]]) -> None:
        """Copy all postings: of each term, first those below ``highlights_start``, input by input, then the others."""
        chunk_counts = np.zeros((len(self), self._chunk_ends + 1), np.uint32)
        cursors = _Cursors(self._starts[:-1].copy(), self._position_starts[:-1].copy(), chunk_counts)
        for upper in (False, True):
            for source in self._inputs:
                slices = source.half_lists(upper)
                for block in _blocks(slices.sizes):
                    self._copy_postings(out, source, ListSlices(*(column[block] for column in slices)), cursors)
        if self._chunk_ends:
            out[f"{self._field}/bounds"][:] = np.cumsum(chunk_counts, axis=1)[:, :-1].ravel()
        if self._position_dtypes:
            _fill_position_samples(out[f"{self._field}/stands"], out[f"{self._field}/codes"], self._table[2])

    def _copy_postings(
        self, out: Mapping[str, NDArray[Any]], source: PostingsInput, slices: ListSlices, cursors: _Cursors
    ) -> None:
        """Copy some postings of one input to where their terms' next postings go."""
        field, terms = self._field, source.numbers[slices.terms]
        first = source.starts[slices.terms] + slices.skipped
        origin = ragged_indices(first, slices.sizes)
        target = ragged_indices(cursors.postings[terms], slices.sizes)
        doc_ids, documents = source.new_ids[source.documents(slices)], out[f"{field}/documents"]
        documents[target] = doc_ids.astype(documents.dtype)  # where chunk ends are stored, the lower halves
        if self._chunk_ends:
            _count_chunks(cursors.chunk_counts, terms.repeat(slices.sizes), doc_ids)
        if source.forms:
            out[f"{field}/forms"][target] = source.forms.ordinals(origin, slices.terms.repeat(slices.sizes))
        out[f"{field}/codes"][target] = source.new_codes[source.codes[origin]]
        cursors.postings[terms] += slices.sizes
        if source.positions is not None:
            start, end = source.position_starts[first], source.position_starts[first + slices.sizes]
            target = ragged_indices(cursors.positions[terms], end - start)
            out[f"{field}/positions"][target] = source.positions[ragged_indices(start, end - start)]
            cursors.positions[terms] += end - start


def _count_chunks(counts: NDArray[np.uint32], terms: NDArray[np.int64], doc_ids: NDArray[np.uint32]) -> None:
    """Add to ``counts[term, chunk]`` the postings (terms, doc_ids); terms ascend, and doc ids within a term."""
    keys = terms * counts.shape[1] + doc_ids // CHUNK
    firsts = np.flatnonzero(np.diff(keys, prepend=-1))
    counts.ravel()[keys[firsts]] += np.diff(firsts, append=len(keys)).astype(np.uint32)


def _fill_position_samples(samples: NDArray[Any], codes: NDArray[Any], counts: NDArray[np.uint32]) -> None:
    """Fill ``samples`` with the number of positions before every ``STRIDE``-th posting; ``counts`` are by code."""
    total = 0
    for first in range(0, len(samples), BLOCK // STRIDE):
        block = samples[first : first + BLOCK // STRIDE]
        block_counts = counts[codes[first * STRIDE : (first + len(block)) * STRIDE]]
        sums = np.add.reduceat(block_counts, np.arange(0, len(block_counts), STRIDE), dtype=np.int64)
        block[:] = starts_of(sums)[:-1] + total
        total += int(sums.sum())


def _number_terms(inputs: Sequence[PostingsInput]) -> list[bytes]:
    """Return the terms that any live document has, sorted; set ``numbers`` of each input."""
    groups: dict[int, list[PostingsInput]] = {}  # runs of one analyser share their list of strings
    for source in inputs:
        groups.setdefault(id(source.strings), []).append(source)
    live = [_live_strings(group) for group in groups.values()]
    strings = [group[0].strings[n] for group, terms in zip(groups.values(), live, strict=True) for n in terms.tolist()]
    order, differing = argsort_strings(strings)
    numbers = np.empty(len(strings), np.int64)
    numbers[order] = np.cumsum(differing) - 1
    for group, terms in zip(groups.values(), live, strict=True):
        group_numbers = np.full(len(group[0].strings), -1, np.int64)
        group_numbers[terms], numbers = numbers[: len(terms)], numbers[len(terms) :]
        for source in group:
            source.numbers = np.where(source.frequencies > 0, group_numbers[: len(source.sizes)], -1)
    return [strings[place] for place in order[differing].tolist()]


def _live_strings(group: Sequence[PostingsInput]) -> NDArray[np.int64]:
    """Return the numbers of the strings, which the inputs of ``group`` share, that any live document has."""
    live = np.zeros(len(group[0].strings), np.bool_)
    for source in group:
        live[: len(source.sizes)] |= source.frequencies > 0
    return np.flatnonzero(live)


def _number_codes(inputs: Sequence[PostingsInput]) -> list[NDArray[np.uint32]]:
    """Return the merged table of codes (weights, lengths, counts); set ``new_codes`` of each input."""
    columns = [np.concatenate([source.table[column] for source in inputs]) for column in range(3)]
    codes, table = distinct(*columns)
    ends = np.cumsum([len(source.table[0]) for source in inputs])[:-1]
    for source, new_codes in zip(inputs, np.split(codes, ends), strict=True):
        source.new_codes = new_codes
    return table


def _blocks(sizes: NDArray[np.int64]) -> list[slice]:
    """Return slices of a list of terms that have about ``BLOCK`` postings each; ``sizes`` are the terms'."""
    ends = np.cumsum(sizes)
    if not len(ends) or not ends[-1]:
        return []
    bounds = np.searchsorted(ends, np.arange(0, int(ends[-1]), BLOCK), side="right")
    edges = [0, *np.unique(bounds[bounds > 0]).tolist(), len(sizes)]
    return [slice(a, b) for a, b in pairwise(edges) if b > a]
