"""Slices of arrays, radix sort and narrow dtypes."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from policysearch.text.ragged import ragged_indices

MIN_SLICE = 64  # elements: from this average length on, copying slices is faster than gathering single elements


class RaggedSlices:
    """Slices at given places of any array, returned one after the other in one array.

    ``starts`` and ``counts`` are the first index and the length of each slice. Slices that follow each other are
    joined. Where they are long on average they are copied as slices, else their elements are gathered by index.
    """

    def __init__(self, starts: NDArray[np.int64], counts: NDArray[np.int64]) -> None:
        self._bounds: list[tuple[int, int]] = []
        total = int(counts.sum())
        if total > MIN_SLICE * MIN_SLICE:
            ends = starts + counts
            breaks = np.flatnonzero(starts[1:] != ends[:-1])
            firsts, lasts = starts[np.append(0, breaks + 1)], ends[np.append(breaks, len(ends) - 1)]
            if total > MIN_SLICE * len(firsts):
                self._bounds = [*zip(firsts.tolist(), lasts.tolist(), strict=True)]
        if not self._bounds:
            self._indices = ragged_indices(starts, counts)

    def take_from(self, array: NDArray[Any]) -> NDArray[Any]:
        """Return the slices of ``array``, one after the other."""
        if self._bounds:
            return np.concatenate([array[first:last] for first, last in self._bounds])
        return array.take(self._indices)


def radix_argsort(numbers: NDArray[Any]) -> NDArray[np.int64]:
    """Return the stable order that sorts ``numbers`` (whole, none negative), in a fifth of the time of ``argsort``.

    A radix sort by 16 bits at a time: NumPy's stable sort of 16-bit numbers counts, that of wider ones compares.
    """
    order = np.argsort(numbers.astype(np.uint16), kind="stable")
    high_bits = numbers
    while len(high_bits := high_bits >> 16) and high_bits.max():
        order = order[np.argsort(high_bits.astype(np.uint16)[order], kind="stable")]
    return order


def smallest_dtype(array: NDArray[Any], least: Any = np.uint8) -> NDArray[Any]:
    """Return ``array`` (whole numbers, none negative) in the narrowest unsigned dtype, but none below ``least``."""
    largest = int(array.max()) if len(array) else 0
    for dtype in (np.uint8, np.uint16, np.uint32, np.uint64):
        if largest <= np.iinfo(dtype).max and np.dtype(dtype).itemsize >= np.dtype(least).itemsize:
            return array.astype(dtype)
    raise OverflowError(largest)
