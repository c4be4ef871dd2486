"""Index arithmetic of ragged arrays: many stretches of one array at once."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray


def ragged_indices(starts: NDArray[Any], counts: NDArray[Any]) -> NDArray[np.int64]:
    """The places of all stretches, one after the other: ``counts[n]`` from each ``starts[n]`` on."""
    counts = counts.astype(np.int64, copy=False)
    places: NDArray[np.int64] = (starts.astype(np.int64, copy=False) - counts.cumsum() + counts).repeat(counts)
    places += np.arange(len(places))
    return places


def starts_of(counts: NDArray[Any]) -> NDArray[np.int64]:
    """Where each of the stretches of these sizes begins, and where the last one ends."""
    starts = np.zeros(len(counts) + 1, np.int64)
    np.cumsum(counts, out=starts[1:])
    return starts


def unique_below(numbers: NDArray[Any], size: int) -> NDArray[np.int64]:
    """Which of the numbers below ``size`` there are among ``numbers``, ascending; ``numpy.unique`` takes longer."""
    seen = np.zeros(size, np.bool_)
    seen[numbers] = True
    return np.flatnonzero(seen)
