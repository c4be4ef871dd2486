"""The arrays of a segment before they are written: those at hand, and those that are filled where their room is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

Arrays = Mapping[str, NDArray[Any]]
Filler = Callable[[Arrays], None]


@dataclass(slots=True)
class ArrayPlan:
    """Named arrays of one dimension, to be written or made in memory.

    ``arrays`` are complete. ``spaces`` maps a name to (dtype, length) of an array that is not made yet. Each of
    ``fillers`` is called with the spaces' arrays by name and fills some of them in place, so that the large arrays of
    a merge are made in the mapped file itself and never in memory.
    """

    arrays: dict[str, NDArray[Any]] = field(default_factory=dict)
    spaces: dict[str, tuple[Any, int]] = field(default_factory=dict)
    fillers: list[Filler] = field(default_factory=list)

    def in_memory(self) -> dict[str, NDArray[Any]]:
        """Return all arrays, the spaces filled, in memory."""
        filled = {name: np.empty(length, dtype) for name, (dtype, length) in self.spaces.items()}
        for fill in self.fillers:
            fill(filled)
        return {**self.arrays, **filled}
