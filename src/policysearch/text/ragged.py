"""Index arithmetic of ragged arrays: many slices of one array at once."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray


def ragged_indices(starts: NDArray[Any], counts: NDArray[Any]) -> NDArray[np.int64]:
    """Return the indices of all slices, one after the other: ``counts[n]`` from each ``starts[n]`` on."""
    counts = counts.astype(np.int64, copy=False)
    indices: NDArray[np.int64] = (starts.astype(np.int64, copy=False) - counts.cumsum() + counts).repeat(counts)
    indices += np.arange(len(indices))
    return indices


def starts_of(counts: NDArray[Any]) -> NDArray[np.int64]:
    """Return where each of the slices of these sizes begins, and where the last one ends: one more than ``counts``."""
    starts = np.zeros(len(counts) + 1, np.int64)
    np.cumsum(counts, out=starts[1:])
    return starts


def unique_below(numbers: NDArray[Any], size: int) -> NDArray[np.int64]:
    """Return the distinct ``numbers``, ascending; all are from 0 to below ``size``. ``numpy.unique`` takes longer."""
    seen = np.zeros(size, np.bool_)
    seen[numbers] = True
    return np.flatnonzero(seen)
