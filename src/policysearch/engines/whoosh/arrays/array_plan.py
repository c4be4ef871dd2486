"""Named arrays, and those that are still to be made: what is known of them, and how large ones are filled in place."""

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
    """``arrays`` are there, ``spaces`` (type, length) are filled by ``fillers``, wherever the room for them is."""

    arrays: dict[str, NDArray[Any]] = field(default_factory=dict)
    spaces: dict[str, tuple[Any, int]] = field(default_factory=dict)
    fillers: list[Filler] = field(default_factory=list)

    def in_memory(self) -> dict[str, NDArray[Any]]:
        """All arrays, in memory."""
        made = {name: np.empty(length, kind) for name, (kind, length) in self.spaces.items()}
        for fill in self.fillers:
            fill(made)
        return {**self.arrays, **made}
