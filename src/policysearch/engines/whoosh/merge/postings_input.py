"""One field's postings in one input of a merge."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from policysearch.engines.whoosh.merge.merge_input import MergeInput
from policysearch.engines.whoosh.postings.doc_ids import chunk_bases, chunk_end_rows
from policysearch.engines.whoosh.postings.posting_forms import PostingForms
from policysearch.text.ragged import ragged_indices, starts_of


class ListSlices(NamedTuple):
    """Slices of several terms' lists: of the list of ``terms[n]``, ``sizes[n]`` postings after ``skipped[n]``."""

    terms: NDArray[np.int64]
    skipped: NDArray[np.int64]
    sizes: NDArray[np.int64]


class PostingsInput:
    """The postings of one field, without those of deleted documents.

    By term of this input: ``starts`` (and where the last list ends), ``sizes``, ``splits`` (postings below
    ``highlights_start``), ``frequencies`` (documents; of forms it is set from outside, since most of their postings
    are in the lists of terms), ``position_counts``, and ``numbers``: the term's number in the merged segment, -1 where
    nothing is left of it, set by PostingsMerger, like ``new_codes``, the new code of each old one.

    By posting: ``codes`` and ``position_starts``. ``forms`` knows the form of each posting of a ``language``.
    """

    def __init__(self, merge_input: MergeInput, field: str, new_ids: NDArray[np.uint32], language: str = "") -> None:
        arrays = merge_input.arrays
        self.strings = merge_input.strings_of(field)
        self.new_ids = new_ids
        self.starts = arrays[f"{field}/starts"].astype(np.int64)
        self.splits = arrays[f"{field}/cuts"].astype(np.int64)
        self.totals = arrays[f"{field}/totals"]
        self._documents: NDArray[Any] = arrays[f"{field}/documents"]
        self._chunk_ends = chunk_end_rows(arrays.get(f"{field}/bounds"), len(self.starts) - 1)
        self.codes: NDArray[Any] = arrays[f"{field}/codes"]
        self.table = [arrays[f"{field}/codes/{column}"] for column in ("weights", "lengths", "counts")]
        self.positions: NDArray[Any] | None = arrays.get(f"{field}/positions")
        self.forms = PostingForms(arrays, language) if language else None
        self.live_forms: NDArray[np.int64] | None = None  # form numbers of the postings, where some are dropped
        self.live_lengths: NDArray[np.uint32] | None = None  # by document, where some are deleted
        if merge_input.live is not None:
            self._drop_deleted(merge_input.live, merge_input.highlights_start)
        self.sizes = self.frequencies = np.diff(self.starts)
        self.position_starts = starts_of(self.table[2][self.codes])
        self.position_counts = np.diff(self.position_starts[self.starts])
        self.numbers = np.full(len(self.sizes), -1, np.int64)
        self.new_codes: NDArray[Any] = np.empty(0, np.uint32)

    def documents(self, slices: ListSlices) -> NDArray[Any]:
        """Return the old doc ids of the slices, one after the other."""
        lower = self._documents[ragged_indices(self.starts[slices.terms] + slices.skipped, slices.sizes)]
        if self._chunk_ends is None:
            return lower
        return lower + chunk_bases(self._chunk_ends[slices.terms], slices.skipped, slices.sizes)

    def half_lists(self, upper: bool) -> ListSlices:
        """Return half of each merged list, in the order of new numbers: below ``highlights_start``, or from it on."""
        terms = np.argsort(self.numbers, kind="stable")
        terms = terms[self.numbers[terms] >= 0]
        splits = self.splits[terms]
        if upper:
            return ListSlices(terms, splits, self.sizes[terms] - splits)
        return ListSlices(terms, np.zeros_like(terms), splits)

    def set_lengths(self, lengths: NDArray[np.uint32]) -> None:
        """Take the lengths of the documents (0 for deleted ones), so that only live documents count in ``totals``."""
        self.live_lengths = lengths
        self.totals = np.array([lengths.sum(dtype=np.int64), np.count_nonzero(lengths)], np.uint64)

    def _drop_deleted(self, live: NDArray[np.bool_], highlights_start: int) -> None:
        terms = np.arange(len(self.splits))
        sizes = np.diff(self.starts)
        documents = self.documents(ListSlices(terms, np.zeros_like(terms), sizes))
        mask = live[documents]
        if self.positions is not None:
            self.positions = self.positions[np.repeat(mask, self.table[2][self.codes])]
        term_of = np.repeat(terms, sizes)[mask]
        if self.forms:
            self.live_forms = self.forms.keep(np.flatnonzero(mask), term_of)
        self._documents, self._chunk_ends, self.codes = documents[mask], None, self.codes[mask]
        lengths = np.zeros(len(live), np.uint32)
        lengths[self._documents] = self.table[1][self.codes]
        self.set_lengths(lengths)
        self.starts = starts_of(np.bincount(term_of, minlength=len(terms)))
        self.splits = np.bincount(term_of[self._documents < highlights_start], minlength=len(terms))
