"""The forms of a segment as a table that terms are expanded from."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from policysearch.engines.term_expander import FormTable
from policysearch.engines.whoosh.schema import TEXTS
from policysearch.engines.whoosh.segment.segment import Segment


def form_table(segment: Segment) -> FormTable:
    """Return the table of a segment that has words."""
    postings = segment.form_postings
    assert postings is not None
    return FormTable(
        segment.forms.text,
        segment.forms.order,
        postings.frequencies,
        lambda: _term_frequencies(segment),
        lambda number: postings.dictionary[number].decode("utf-8"),
    )


def _term_frequencies(segment: Segment) -> NDArray[np.int64]:
    """Return, per form number, how many documents have the most frequent term that the form is of."""
    frequencies = np.zeros(len(segment.forms.order), np.int64)
    for language, term_numbers in segment.forms.terms.items():
        postings = segment.postings(TEXTS[language])
        if postings is not None:
            numbers = term_numbers.astype(np.int64)
            in_language = np.where(numbers < 0, 0, postings.frequencies.take(numbers, mode="clip"))
            np.maximum(frequencies, in_language, out=frequencies)
    return frequencies
