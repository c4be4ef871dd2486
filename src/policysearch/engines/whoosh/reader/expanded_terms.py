"""The words as written that one clause stands for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from policysearch.engines.whoosh.matching.matches import Scores
from policysearch.engines.whoosh.postings.word_forms import FormLookup
from policysearch.engines.whoosh.reader.term_expander import Form
from policysearch.engines.whoosh.scoring import bm25
from policysearch.engines.whoosh.segment.segment import Segment
from policysearch.query import MAX_EXPANSIONS


class ExpandedTerms(NamedTuple):
    """``forms`` are all of them, the best first; the others describe those that are searched, in that order.

    ``asked`` says for each segment where they stand, ``rarities`` how telling each is, ``edits`` how far off.
    """

    forms: frozenset[str]
    total: int
    lookups: tuple[tuple[FormLookup, ...], ...]
    idfs: Scores
    edits: NDArray[np.int64]


def expanded_terms(forms: Sequence[Form], segments: Sequence[Segment], documents: int) -> ExpandedTerms:
    """``forms``, of which so many are searched as may be, among ``documents`` that have words."""
    searched = forms[:MAX_EXPANSIONS]
    encoded = [form.text.encode("utf-8") for form in searched]
    asked = tuple(_lookups(segment, encoded) for segment in segments)
    rarities = np.array([bm25.idf(max(documents, 1), form.frequency) for form in searched])
    edits = np.array([form.edits for form in searched], np.int64)
    return ExpandedTerms(frozenset(form.text for form in forms), len(forms), asked, rarities, edits)


def _lookups(segment: Segment, forms: Sequence[bytes]) -> tuple[FormLookup, ...]:
    lists = segment.form_postings
    return lists.lookups(np.array([*map(lists.number, forms)], np.int64)) if lists else ()
