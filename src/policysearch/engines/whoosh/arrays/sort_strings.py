"""Many byte strings sorted at once, their first bytes as two whole numbers."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from policysearch.text.ragged import starts_of

_WIDTH = 16  # bytes that two numbers hold
_MASKS = np.array([(1 << 64) - (1 << 8 * (8 - size)) for size in range(9)], np.uint64)  # the first ``size`` bytes of 8


def argsort_strings(strings: Sequence[bytes]) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """The order that sorts them, and for each in that order whether it differs from the one before."""
    sizes = np.fromiter(map(len, strings), np.int64, len(strings))
    content = np.frombuffer(b"".join((*strings, bytes(_WIDTH))), np.uint8)
    eights = np.ndarray(len(content) - 7, ">u8", content, strides=(1,))
    starts = starts_of(sizes)[:-1]
    high = eights[starts].astype(np.uint64) & _MASKS[np.minimum(sizes, 8)]
    low = np.zeros(len(strings), np.uint64)
    more = np.flatnonzero(sizes > 8)
    low[more] = eights[starts[more] + 8].astype(np.uint64) & _MASKS[np.minimum(sizes[more] - 8, 8)]
    order = np.lexsort((sizes, low, high))
    alike = np.concatenate(([False], (np.diff(high[order]) == 0) & (np.diff(low[order]) == 0)))[: len(strings)]
    differing = ~alike | (np.diff(sizes[order], prepend=-1) != 0)
    long = alike & (sizes[order] > _WIDTH)
    if long.any():
        _sort_long(strings, order, differing, long)
    return order, differing


def _sort_long(
    strings: Sequence[bytes], order: NDArray[np.int64], differing: NDArray[np.bool_], long: NDArray[np.bool_]
) -> None:
    """Put those in order that begin alike and are longer than what was compared."""
    for places in np.split(np.flatnonzero(long), np.flatnonzero(np.diff(np.flatnonzero(long)) > 1) + 1):
        span = slice(int(places[0]) - 1, int(places[-1]) + 1)
        order[span] = sorted(order[span].tolist(), key=strings.__getitem__)
        for place in places.tolist():
            differing[place] = strings[order[place]] != strings[order[place - 1]]
