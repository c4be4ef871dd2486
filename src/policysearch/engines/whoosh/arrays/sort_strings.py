"""Many byte strings sorted at once, their first 16 bytes as two whole numbers."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from policysearch.text.ragged import starts_of

_PREFIX = 16  # bytes that are compared as two numbers of 64 bits
_MASKS = np.array([(1 << 64) - (1 << 8 * (8 - size)) for size in range(9)], np.uint64)  # keeps the first ``size`` of 8


def argsort_strings(strings: Sequence[bytes]) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """Return (order, differing): what sorts the strings; for each in that order, True if the one before it differs."""
    sizes = np.fromiter(map(len, strings), np.int64, len(strings))
    first_eight, next_eight = _prefixes(strings, sizes)
    order = np.lexsort((sizes, next_eight, first_eight))
    tied = (np.diff(first_eight[order]) == 0) & (np.diff(next_eight[order]) == 0)
    tied = np.concatenate(([False], tied))[: len(strings)]
    differing = ~tied | (np.diff(sizes[order], prepend=-1) != 0)
    unsorted = tied & (sizes[order] > _PREFIX)
    if unsorted.any():
        _sort_long(strings, order, differing, unsorted)
    return order, differing


def _prefixes(strings: Sequence[bytes], sizes: NDArray[np.int64]) -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
    """Return the bytes 0 to 7 and 8 to 15 of each string as big-endian numbers, zeros after its end."""
    content = np.frombuffer(b"".join((*strings, bytes(_PREFIX))), np.uint8)
    eights = np.ndarray(len(content) - 7, ">u8", content, strides=(1,))  # the eight bytes at each offset
    starts = starts_of(sizes)[:-1]
    first_eight = eights[starts].astype(np.uint64) & _MASKS[np.minimum(sizes, 8)]
    next_eight = np.zeros(len(strings), np.uint64)
    longer = np.flatnonzero(sizes > 8)
    next_eight[longer] = eights[starts[longer] + 8].astype(np.uint64) & _MASKS[np.minimum(sizes[longer] - 8, 8)]
    return first_eight, next_eight


def _sort_long(
    strings: Sequence[bytes], order: NDArray[np.int64], differing: NDArray[np.bool_], unsorted: NDArray[np.bool_]
) -> None:
    """Sort, in place, each group of strings that share their first 16 bytes and are longer."""
    places = np.flatnonzero(unsorted)
    for group in np.split(places, np.flatnonzero(np.diff(places) > 1) + 1):
        span = slice(int(group[0]) - 1, int(group[-1]) + 1)
        order[span] = sorted(order[span].tolist(), key=strings.__getitem__)
        for place in group.tolist():
            differing[place] = strings[order[place]] != strings[order[place - 1]]
