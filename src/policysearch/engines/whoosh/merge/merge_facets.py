"""The column of a facet in a merged segment."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from typing import Any

import numpy as np
from numpy.typing import NDArray

from policysearch.engines.whoosh.arrays.ragged import smallest_dtype
from policysearch.engines.whoosh.merge.doc_id_map import DocIdMap, gather
from policysearch.engines.whoosh.merge.merge_input import MergeInput
from policysearch.engines.whoosh.postings.term_dictionary import dictionary_arrays
from policysearch.text.ragged import starts_of, unique_below

_Sets = dict[int, tuple[bytes, ...]]  # the values of each set of an input, by its code


def facet_arrays(name: str, inputs: Sequence[MergeInput], doc_id_map: DocIdMap) -> dict[str, NDArray[Any]]:
    """Return the values that live documents have, the sets of them, and each document's set."""
    sets_by_input = [
        _live_sets(name, merge_input, old_ids) for merge_input, old_ids in zip(inputs, doc_id_map.old_ids, strict=True)
    ]
    values = sorted({*chain.from_iterable(chain.from_iterable(sets.values() for sets in sets_by_input))})
    numbers = {value: number for number, value in enumerate(values)}
    merged: dict[tuple[int, ...], int] = {}  # the new code of each set
    columns = []
    for merge_input, sets in zip(inputs, sets_by_input, strict=True):
        codes = merge_input.arrays[f"{name}/codes"]
        new_codes = np.zeros(int(codes.max()) + 1 if len(codes) else 0, np.uint32)
        for code, members in sets.items():
            new_codes[code] = merged.setdefault(tuple(sorted(numbers[value] for value in members)), len(merged))
        columns.append(new_codes[codes])
    sizes = np.fromiter(map(len, merged), np.int64, len(merged))
    return {
        **dictionary_arrays(name, values),
        f"{name}/codes": smallest_dtype(gather(columns, doc_id_map)),
        f"{name}/starts": starts_of(sizes).astype(np.uint32),
        f"{name}/members": smallest_dtype(np.fromiter(chain.from_iterable(merged), np.uint32, int(sizes.sum()))),
    }


def _live_sets(name: str, merge_input: MergeInput, old_ids: tuple[NDArray[np.int64], ...]) -> _Sets:
    """Return the sets of values that live documents have; ``old_ids`` are their doc ids in two halves."""
    values = merge_input.strings_of(name)
    codes, starts, members = (merge_input.arrays[f"{name}/{part}"] for part in ("codes", "starts", "members"))
    live_codes = codes if merge_input.live is None else codes[np.concatenate(old_ids)]
    bounds, numbers = starts.tolist(), members.tolist()
    return {
        code: tuple(values[number] for number in numbers[bounds[code] : bounds[code + 1]])
        for code in unique_below(live_codes, len(starts)).tolist()
    }
