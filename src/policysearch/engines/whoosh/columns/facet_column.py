"""Which values each document has."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from policysearch.engines.whoosh.arrays.array_plan import Arrays
from policysearch.engines.whoosh.postings.term_dictionary import TermDictionary


class FacetColumn:
    """A facet's values per document: none, one, or several.

    ``codes`` has one code per document, for the whole set of its values: ``members[starts[c]:starts[c + 1]]`` are the
    numbers of the values in set ``c``, ascending. So counts are one ``bincount`` over codes and one over the few sets.
    """

    def __init__(self, arrays: Arrays, name: str) -> None:
        self.dictionary = TermDictionary(arrays, name)
        self.codes: NDArray[Any] = arrays[f"{name}/codes"]
        self.starts: NDArray[np.uint32] = arrays[f"{name}/starts"]
        self.members: NDArray[np.uint32] = arrays[f"{name}/members"]

    @property
    def values(self) -> list[str]:
        """All values, in the order of their numbers (which is that of their code points)."""
        return [value.decode("utf-8") for value in self.dictionary]

    def of(self, document: int) -> list[int]:
        """The numbers of a document's values."""
        code = self.codes[document]
        held: list[int] = self.members[self.starts[code] : self.starts[code + 1]].tolist()
        return held

    def sets_with(self, value: int) -> NDArray[np.intp]:
        """The codes of the sets that have ``value``."""
        return np.searchsorted(self.starts, np.flatnonzero(self.members == value), side="right") - 1
