"""The words as written that a prefix or fuzzy clause expands to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from policysearch.engines.contract import Form
from policysearch.engines.whoosh.matching.matches import Scores
from policysearch.engines.whoosh.postings.word_forms import FormLookup
from policysearch.engines.whoosh.segment.segment import Segment
from policysearch.model import bm25
from policysearch.query import MAX_EXPANSIONS


class ExpandedTerms(NamedTuple):
    """The best ``MAX_EXPANSIONS`` forms of a clause, ready to be searched.

    ``lookups`` says for each segment where the postings of the forms are; ``idfs`` and ``edits`` (int64) have one
    element per form, the best form first.
    """

    lookups: tuple[tuple[FormLookup, ...], ...]
    idfs: Scores
    edits: NDArray[np.int64]


def expanded_terms(forms: Sequence[Form], segments: Sequence[Segment], document_count: int) -> ExpandedTerms:
    """Return ``forms`` (best first) ready to be searched; ``document_count`` documents have words at all."""
    searched = forms[:MAX_EXPANSIONS]
    encoded = [form.text.encode("utf-8") for form in searched]
    lookups = tuple(_lookups(segment, encoded) for segment in segments)
    idfs = np.array([bm25.idf(max(document_count, 1), form.frequency) for form in searched])
    edits = np.array([form.edits for form in searched], np.int64)
    return ExpandedTerms(lookups, idfs, edits)


def _lookups(segment: Segment, forms: Sequence[bytes]) -> tuple[FormLookup, ...]:
    postings = segment.form_postings
    return postings.lookups(np.array([*map(postings.number, forms)], np.int64)) if postings else ()
