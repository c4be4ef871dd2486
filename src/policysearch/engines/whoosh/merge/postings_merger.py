"""The inverted lists of several parts -> those of one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from policysearch.engines.whoosh.arrays.array_plan import ArrayPlan
from policysearch.engines.whoosh.arrays.ragged import smallest_dtype
from policysearch.engines.whoosh.arrays.sort_strings import argsort_strings
from policysearch.engines.whoosh.merge.doc_id_map import DocIdMap
from policysearch.engines.whoosh.merge.merge_input import MergeInput
from policysearch.engines.whoosh.postings.doc_ids import CHUNK, chunk_bases, chunk_end_count, rows
from policysearch.engines.whoosh.postings.posting_codes import distinct, table_arrays
from policysearch.engines.whoosh.postings.posting_forms import PostingForms
from policysearch.engines.whoosh.postings.postings import STRIDE
from policysearch.engines.whoosh.postings.term_dictionary import dictionary_arrays
from policysearch.text.ragged import ragged_indices, starts_of

BLOCK = 1 << 21  # postings that are moved at once


class PostingsInput:
    """One part's lists of one field, the deleted documents' postings left out.

    ``frequencies`` say in how many documents each term is: of the field of forms, which are in the lists of terms
    besides, they are told; of a ``language``, ``forms`` knows of which form each posting is.
    """

    def __init__(self, part: MergeInput, field: str, moved: NDArray[np.uint32], language: str = "") -> None:
        arrays = part.arrays
        self.strings = part.strings_of(field)
        self.codes: NDArray[Any] = arrays[f"{field}/codes"]
        self._documents: NDArray[Any] = arrays[f"{field}/documents"]
        self.table = [arrays[f"{field}/codes/{column}"] for column in ("weights", "lengths", "counts")]
        self.positions: NDArray[Any] | None = arrays.get(f"{field}/positions")
        self.forms = PostingForms(arrays, language) if language else None
        self.live_forms: NDArray[np.int64] | None = None  # of the postings that are left, where some are not
        self.starts = arrays[f"{field}/starts"].astype(np.int64)
        self._bounds = rows(arrays.get(f"{field}/bounds"), len(self.starts) - 1)
        self.cuts = arrays[f"{field}/cuts"].astype(np.int64)
        self.totals = arrays[f"{field}/totals"]
        self.live_lengths: NDArray[np.uint32] | None = None  # of the documents, where some are left out
        self.new_ids = moved
        if part.live is not None:
            self._drop_deleted(part.live, part.highlights_start)
        self.sizes = self.frequencies = np.diff(self.starts)
        self.places = starts_of(self.table[2][self.codes])
        self.occurrences = np.diff(self.places[self.starts])
        self.numbers = np.full(len(self.sizes), -1, np.int64)  # of the terms, among those of all parts

    def documents(self, terms: NDArray[np.int64], skipped: NDArray[np.int64], sizes: NDArray[np.int64]) -> NDArray[Any]:
        """Documents of lists one after the other, ``sizes`` of each but for the first ``skipped``."""
        lower = self._documents[ragged_indices(self.starts[terms] + skipped, sizes)]
        return lower if self._bounds is None else lower + chunk_bases(self._bounds[terms], skipped, sizes)

    def set_lengths(self, lengths: NDArray[np.uint32]) -> None:
        """Say how long the documents that are left are, so that only they count."""
        self.live_lengths = lengths
        self.totals = np.array([lengths.sum(dtype=np.int64), np.count_nonzero(lengths)], np.uint64)

    def _drop_deleted(self, live: NDArray[np.bool_], split: int) -> None:
        terms = np.arange(len(self.cuts))
        documents = self.documents(terms, np.zeros_like(terms), np.diff(self.starts))
        kept = live[documents]
        if self.positions is not None:
            self.positions = self.positions[np.repeat(kept, self.table[2][self.codes])]
        of = np.repeat(terms, np.diff(self.starts))[kept]
        if self.forms:
            self.live_forms = self.forms.keep(np.flatnonzero(kept), of)
        self._documents, self._bounds, self.codes = documents[kept], None, self.codes[kept]
        lengths = np.zeros(len(live), np.uint32)
        lengths[self._documents] = self.table[1][self.codes]
        self.set_lengths(lengths)
        self.starts = starts_of(np.bincount(of, minlength=len(self.cuts)))
        self.cuts = np.bincount(of[self._documents < split], minlength=len(self.cuts))


class PostingsMerger:
    """The lists of one field of all parts. The sources know the numbers of their terms, -1 where nothing is left."""

    def __init__(self, field: str, sources: Sequence[PostingsInput], numbering: DocIdMap) -> None:
        self._field = field
        self.sources = sources
        self.strings = _number_terms(self.sources)
        self._starts = starts_of(self.sum([one.sizes for one in self.sources]))
        self._position_starts = starts_of(self.sum([one.occurrences for one in self.sources]))
        self._codebooks, self._table = _merge_codes(self.sources)
        self._bounds = chunk_end_count(numbering.size)
        if 4 * len(self) * self._bounds > int(self._starts[-1]):  # short lists: bounds take half of what they save
            self._bounds = 0
        self._whole = numbering.size > CHUNK and not self._bounds
        self._positions = [one.positions.dtype for one in self.sources if one.positions is not None]

    def __len__(self) -> int:
        return len(self.strings)

    def sum(self, columns: Sequence[NDArray[np.int64]]) -> NDArray[np.int64]:
        """What the sources have of each term together."""
        sums = np.zeros(len(self.strings), np.int64)
        for one, column in zip(self.sources, columns, strict=True):
            here = one.numbers >= 0
            sums[one.numbers[here]] += column[here]
        return sums

    def plan_forms(self, plan: ArrayPlan, numbers: Sequence[NDArray[np.int64]], places: NDArray[np.int32]) -> None:
        """Say to which number the forms of each source have come, and which one of its term's forms each form is."""
        narrowed = smallest_dtype(places)
        for one, known in zip(self.sources, numbers, strict=True):
            if one.forms:
                one.forms.translate(known, narrowed)
        plan.spaces[f"{self._field}/forms"] = (narrowed.dtype, int(self._starts[-1]))

    def plan(self, plan: ArrayPlan) -> None:
        """Say how to make the arrays of the field."""
        field, total = self._field, int(self._starts[-1])
        totals: NDArray[np.uint64] = sum((one.totals for one in self.sources), np.zeros(2, np.uint64))
        plan.arrays |= {
            **dictionary_arrays(field, self.strings),
            f"{field}/totals": totals,
            f"{field}/starts": self._starts.astype(np.uint32),
            f"{field}/cuts": smallest_dtype(self.sum([one.cuts for one in self.sources])),
            **table_arrays(f"{field}/codes", self._table),
        }
        plan.spaces |= {
            f"{field}/documents": (np.uint32 if self._whole else np.uint16, total),
            f"{field}/codes": (np.uint16 if len(self._table[0]) <= 1 << 16 else np.uint32, total),
        }
        if self._bounds:
            plan.spaces[f"{field}/bounds"] = (np.uint32, len(self) * self._bounds)
        if self._positions:
            widest = max(self._positions, key=lambda kind: kind.itemsize)
            plan.spaces[f"{field}/positions"] = (widest, int(self._position_starts[-1]))
            kind = np.uint32 if self._position_starts[-1] < 1 << 32 else np.int64
            plan.spaces[f"{field}/stands"] = (kind, -(-total // STRIDE))
        plan.fillers.append(self._fill)

    def _fill(self, out: Mapping[str, NDArray[Any]]) -> None:
        """Move all postings to where they belong: of each term, first those below the splits, part by part."""
        place, stand = self._starts[:-1].copy(), self._position_starts[:-1].copy()
        counts = np.zeros((len(self), self._bounds + 1), np.uint32)  # of each term's documents in each chunk
        for upper in (False, True):
            for one, codebook in zip(self.sources, self._codebooks, strict=True):
                self._copy_postings(out, one, codebook, upper, place, stand, counts)
        if self._bounds:
            out[f"{self._field}/bounds"][:] = np.cumsum(counts, axis=1)[:, :-1].ravel()
        if self._positions:
            _sum_up(out[f"{self._field}/codes"], self._table[2], out[f"{self._field}/stands"])

    def _copy_postings(  # noqa: PLR0913, PLR0917 - one loop's variables
        self,
        out: Mapping[str, NDArray[Any]],
        one: PostingsInput,
        codebook: NDArray[Any],
        upper: bool,
        place: NDArray[np.int64],
        stand: NDArray[np.int64],
        counts: NDArray[np.uint32],
    ) -> None:
        """Move one half of one source; ``place`` and ``stand`` say where the next posting and position of a term go."""
        documents, codes = out[f"{self._field}/documents"], out[f"{self._field}/codes"]
        terms = np.argsort(one.numbers, kind="stable")
        terms = terms[one.numbers[terms] >= 0]
        skipped = one.cuts[terms] if upper else np.zeros_like(terms)
        first = one.starts[terms] + skipped
        size = one.sizes[terms] - one.cuts[terms] if upper else one.cuts[terms]
        for few in _blocks(size):
            numbers = one.numbers[terms[few]]
            source = ragged_indices(first[few], size[few])
            target = ragged_indices(place[numbers], size[few])
            moved = one.new_ids[one.documents(terms[few], skipped[few], size[few])]
            documents[target] = moved.astype(documents.dtype)  # of numbers with bounds, the lower half
            if self._bounds:
                _count(counts, numbers.repeat(size[few]), moved)
            if one.forms:
                out[f"{self._field}/forms"][target] = one.forms.places(source, terms[few].repeat(size[few]))
            codes[target] = codebook[one.codes[source]]
            place[numbers] += size[few]
            if one.positions is not None:
                start, end = one.places[first[few]], one.places[first[few] + size[few]]
                positions = out[f"{self._field}/positions"]
                positions[ragged_indices(stand[numbers], end - start)] = one.positions[
                    ragged_indices(start, end - start)
                ]
                stand[numbers] += end - start


def _count(counts: NDArray[np.uint32], of: NDArray[np.int64], documents: NDArray[np.uint32]) -> None:
    """Add how many ``documents`` each term has in each chunk; those of a term ascend, and ``of`` does."""
    keys = of * counts.shape[1] + documents // CHUNK
    firsts = np.flatnonzero(np.diff(keys, prepend=-1))
    counts.ravel()[keys[firsts]] += np.diff(firsts, append=len(keys)).astype(np.uint32)


def _sum_up(codes: NDArray[Any], counts: NDArray[np.uint32], stands: NDArray[Any]) -> None:
    """How many positions there are before every ``STRIDE``-th posting."""
    before = 0
    for first in range(0, len(stands), BLOCK // STRIDE):
        few = stands[first : first + BLOCK // STRIDE]
        held = counts[codes[first * STRIDE : (first + len(few)) * STRIDE]]
        sums = np.add.reduceat(held, np.arange(0, len(held), STRIDE), dtype=np.int64)
        few[:] = starts_of(sums)[:-1] + before
        before += int(sums.sum())


def _number_terms(sources: Sequence[PostingsInput]) -> list[bytes]:
    """All strings of which anything is left, sorted; the sources are told their numbers."""
    groups: dict[int, list[PostingsInput]] = {}  # runs of one analyser share their strings
    for one in sources:
        groups.setdefault(id(one.strings), []).append(one)
    left = [_live_strings(group) for group in groups.values()]
    held = [group[0].strings[n] for group, some in zip(groups.values(), left, strict=True) for n in some.tolist()]
    order, differing = argsort_strings(held)
    numbers = np.empty(len(held), np.int64)
    numbers[order] = np.cumsum(differing) - 1
    for group, some in zip(groups.values(), left, strict=True):
        known = np.full(len(group[0].strings), -1, np.int64)
        known[some], numbers = numbers[: len(some)], numbers[len(some) :]
        for one in group:
            one.numbers = np.where(one.frequencies > 0, known[: len(one.sizes)], -1)
    return [held[place] for place in order[differing].tolist()]


def _live_strings(group: Sequence[PostingsInput]) -> NDArray[np.int64]:
    """Those of the strings that the sources share of which anything is left."""
    held = np.zeros(len(group[0].strings), np.bool_)
    for one in group:
        held[: len(one.sizes)] |= one.frequencies > 0
    return np.flatnonzero(held)


def _merge_codes(sources: Sequence[PostingsInput]) -> tuple[list[NDArray[Any]], list[NDArray[np.uint32]]]:
    """Per source, the new code of each of its own; and what the new codes mean."""
    held = [np.concatenate([one.table[column] for one in sources]) for column in range(3)]
    codes, table = distinct(*held)
    bounds = np.cumsum([len(one.table[0]) for one in sources])[:-1]
    return np.split(codes, bounds), table


def _blocks(sizes: NDArray[np.int64]) -> list[slice]:
    """Stretches of terms that have about ``BLOCK`` postings together."""
    ends = np.cumsum(sizes)
    if not len(ends) or not ends[-1]:
        return []
    bounds = np.searchsorted(ends, np.arange(0, int(ends[-1]), BLOCK), side="right")
    edges = [0, *np.unique(bounds[bounds > 0]).tolist(), len(sizes)]
    return [slice(a, b) for a, b in pairwise(edges) if b > a]
