"""How near texts are to any text in a language, whatever its subject: what a language's mean draws towards it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from policysearch.settings import LANGUAGES

SAMPLE = 4_096  # texts that show what is usual


class LanguagePull:
    """Reads the vectors of one snapshot, of the form of ``vector_table``; ``scale`` is a deviation of their cosines.

    Some of the given ``units`` show what is usual.
    """

    def __init__(self, arrays: Mapping[str, NDArray[Any]], scale: float, units: NDArray[np.int64]) -> None:
        self._arrays = arrays
        self._means = arrays["means"].astype(np.float32) / scale
        self._usual = self._of_units(units[:: max(len(units) // SAMPLE, 1)]).mean(axis=0)

    def of_units(self, units: Sequence[int], language: str) -> list[float]:
        """Return how much more than usual each unit is near to texts in ``language``, in deviations."""
        number = LANGUAGES.index(language)
        pulls: list[float] = (self._of_units(np.array(units, np.int64)) - self._usual)[:, number].tolist()
        return pulls

    def _of_units(self, units: NDArray[np.int64]) -> NDArray[np.float32]:
        vectors = self._arrays["vectors"][units] * self._arrays["scales"][units, None]
        pulls: NDArray[np.float32] = vectors.astype(np.float32) @ self._means.T
        return pulls
