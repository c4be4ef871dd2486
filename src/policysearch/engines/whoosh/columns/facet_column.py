"""A facet's values per document."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from policysearch.engines.whoosh.arrays.array_plan import Arrays
from policysearch.engines.whoosh.postings.term_dictionary import TermDictionary


class FacetColumn:
    """A multi-valued column of strings: a document has no value, one, or several.

    ``codes[doc_id]`` is the code of the whole set of the document's values; ``members[starts[c]:starts[c + 1]]`` are
    the value numbers of set ``c``, ascending. Facet counts are therefore one ``bincount`` over codes and one over the
    few sets, which the facet counter does.
    """

    def __init__(self, arrays: Arrays, name: str) -> None:
        self.dictionary = TermDictionary(arrays, name)
        self.codes: NDArray[Any] = arrays[f"{name}/codes"]
        self.starts: NDArray[np.uint32] = arrays[f"{name}/starts"]
        self.members: NDArray[Any] = arrays[f"{name}/members"]

    @property
    def values(self) -> list[str]:
        """Return all values by their numbers, which are in the order of their code points."""
        return [value.decode("utf-8") for value in self.dictionary]

    def sets_with(self, value: int) -> NDArray[np.intp]:
        """Return the codes of the sets that contain the value with this number, ascending."""
        return np.searchsorted(self.starts, np.flatnonzero(self.members == value), side="right") - 1
