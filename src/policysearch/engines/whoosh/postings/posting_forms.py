"""Which form each posting of a language's terms is of, from part to segment.

A run has the forms' numbers, a segment their places among the forms of the term, which take one byte.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from policysearch.engines.whoosh.arrays.array_plan import Arrays
from policysearch.engines.whoosh.schema import TEXTS

IN_FORM_LIST = 0  # the place of a posting that stands in the form's own list
Numbers = NDArray[np.int64]


def places_of(starts: NDArray[Any], forms: NDArray[Any], size: int) -> NDArray[np.int32]:
    """Per form of ``size``, which one of its term it is, from 1 on; 0 where it has no term.

    The forms of term ``n`` are ``forms[starts[n]:starts[n + 1]]``.
    """
    places = np.zeros(size, np.int32)
    firsts = starts[:-1].astype(np.int64).repeat(np.diff(starts))
    places[forms] = np.arange(1, len(forms) + 1) - firsts
    return places


class PostingForms:
    """Of one part and language."""

    def __init__(self, arrays: Arrays, language: str) -> None:
        self._held: NDArray[Any] = arrays[f"{TEXTS[language]}/forms"]
        starts = arrays.get(f"form/of_{language}/starts")
        self._starts = None if starts is None else starts.astype(np.int64)
        if starts is not None:
            self._forms = np.concatenate(([-1], arrays[f"form/of_{language}"].astype(np.int64)))
        self._places: NDArray[Any] = np.empty(0, np.uint8)

    def keep(self, kept: Numbers, terms: Numbers) -> Numbers:
        """Leave all postings but ``kept``, which are of ``terms``; the numbers of their forms, -1 for those apart."""
        keys = self._keys(kept, terms)
        numbers: Numbers = keys - 1 if self._starts is None else self._forms[keys]
        self._held, self._starts = numbers, None
        return numbers

    def translate(self, numbers: Numbers, places: NDArray[Any]) -> None:
        """Say which number each form of the part has in the segment, and the place of each form there."""
        known = numbers if self._starts is None else numbers[self._forms[1:]]
        self._places = np.concatenate(([IN_FORM_LIST], places[known])).astype(places.dtype)

    def places(self, postings: Numbers, terms: Numbers) -> NDArray[Any]:
        """The places in the segment of the forms of some postings, which are of ``terms``."""
        return self._places[self._keys(postings, terms)]

    def _keys(self, postings: Numbers, terms: Numbers) -> Numbers:
        """1 + the number of the form, or where it stands among those of all terms; 0 for those apart."""
        held = self._held[postings].astype(np.int64)
        return held + 1 if self._starts is None else np.where(held == IN_FORM_LIST, 0, self._starts[terms] + held)
