"""The word form of each posting of a language's terms, carried from a merge's inputs to the merged segment.

A run stores form numbers. A segment stores *form ordinals*: of a term's forms, the first is 1, the second 2 and so on,
which takes one byte as a rule.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from policysearch.engines.whoosh.arrays.array_plan import Arrays
from policysearch.engines.whoosh.schema import TEXTS

IN_FORM_LIST = 0  # the ordinal of a posting whose forms have postings in lists of their own
Numbers = NDArray[np.int64]


def form_ordinals(starts: NDArray[Any], forms: NDArray[Any], size: int) -> NDArray[np.int32]:
    """Return the ordinal of each of ``size`` forms among the forms of its term, from 1 on; 0 where it has no term.

    The forms of term ``n`` are ``forms[starts[n]:starts[n + 1]]``.
    """
    ordinals = np.zeros(size, np.int32)
    firsts = starts[:-1].astype(np.int64).repeat(np.diff(starts))
    ordinals[forms] = np.arange(1, len(forms) + 1) - firsts
    return ordinals


class PostingForms:
    """The forms of all postings of one language's field in one input of a merge.

    ``keep`` leaves deleted documents' postings out; ``translate`` comes next, with the merged segment's numbers;
    ``ordinals`` then returns what the merged segment stores.
    """

    def __init__(self, arrays: Arrays, language: str) -> None:
        self._values: NDArray[Any] = arrays[f"{TEXTS[language]}/forms"]  # form numbers of a run, ordinals of a segment
        starts = arrays.get(f"form/of_{language}/starts")
        self._starts = None if starts is None else starts.astype(np.int64)  # None: a run
        if starts is not None:
            self._forms = np.concatenate(([-1], arrays[f"form/of_{language}"].astype(np.int64)))
        self._ordinals: NDArray[Any] = np.empty(0, np.uint8)  # in the merged segment, by key

    def keep(self, postings: Numbers, terms: Numbers) -> Numbers:
        """Drop all but ``postings`` (indices); ``terms`` are their terms. Return their form numbers.

        -1 is a posting whose forms have lists of their own.
        """
        keys = self._keys(postings, terms)
        numbers: Numbers = keys - 1 if self._starts is None else self._forms[keys]
        self._values, self._starts = numbers, None
        return numbers

    def translate(self, numbers: Numbers, ordinals: NDArray[Any]) -> None:
        """Take the number in the merged segment of each form of this input, and the ordinals by those numbers."""
        forms = numbers if self._starts is None else numbers[self._forms[1:]]
        self._ordinals = np.concatenate(([IN_FORM_LIST], ordinals[forms])).astype(ordinals.dtype)

    def ordinals(self, postings: Numbers, terms: Numbers) -> NDArray[Any]:
        """Return the ordinals in the merged segment of ``postings`` (indices), whose terms are ``terms``."""
        return self._ordinals[self._keys(postings, terms)]

    def _keys(self, postings: Numbers, terms: Numbers) -> Numbers:
        """Return per posting 0 for ``IN_FORM_LIST``, else 1 + the number of its form (or its place in ``form/of_``)."""
        values = self._values[postings].astype(np.int64)
        if self._starts is None:
            return values + 1
        return np.where(values == IN_FORM_LIST, 0, self._starts[terms] + values)
