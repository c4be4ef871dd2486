"""Radix sort and narrow dtypes."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray


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
