"""Many stretches of an array at once."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from policysearch.text.ragged import ragged_indices

LONG = 64  # a stretch that is worth a cut of its own


class RaggedSlices:
    """The same of several arrays: cut out where stretches are long or follow each other, else picked one by one."""

    def __init__(self, starts: NDArray[np.int64], counts: NDArray[np.int64]) -> None:
        self._cuts: list[tuple[int, int]] = []
        if int(counts.sum()) > LONG * LONG:
            ends = starts + counts
            breaks = np.flatnonzero(starts[1:] != ends[:-1])
            firsts, lasts = starts[np.append(0, breaks + 1)], ends[np.append(breaks, len(ends) - 1)]
            if int(counts.sum()) > LONG * len(firsts):
                self._cuts = [*zip(firsts.tolist(), lasts.tolist(), strict=True)]
        if not self._cuts:
            self._places = ragged_indices(starts, counts)

    def take_from(self, array: NDArray[Any]) -> NDArray[Any]:
        """What stands there."""
        if self._cuts:
            return np.concatenate([array[first:last] for first, last in self._cuts])
        return array.take(self._places)


def radix_argsort(numbers: NDArray[Any]) -> NDArray[np.int64]:
    """The order that sorts ``numbers`` (none below 0), equal ones as they stood: ``argsort``, a fifth of its time.

    By 16 bits at a time, for of so many NumPy counts how often each occurs, where it would compare wider ones.
    """
    order = np.argsort(numbers.astype(np.uint16), kind="stable")
    left = numbers
    while len(left := left >> 16) and left.max():
        order = order[np.argsort(left.astype(np.uint16)[order], kind="stable")]
    return order


def smallest_dtype(array: NDArray[Any], least: Any = np.uint8) -> NDArray[Any]:
    """The same whole numbers in the fewest bytes, but at least in those of the type ``least``."""
    largest = int(array.max()) if len(array) else 0
    for kind in (np.uint8, np.uint16, np.uint32, np.uint64):
        if largest <= np.iinfo(kind).max and np.dtype(kind).itemsize >= np.dtype(least).itemsize:
            return array.astype(kind)
    raise OverflowError(largest)
