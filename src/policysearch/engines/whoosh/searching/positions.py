"""The positions of a few of a term's postings, without adding up the counts of all of them."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from policysearch.engines.whoosh.searching.matches import Numbers
from policysearch.engines.whoosh.store.terms import BLOCK, Terms

_INSIDE = np.arange(BLOCK)


def positions_of(terms: Terms, number: int, places: Numbers) -> tuple[Numbers, NDArray[Any]]:
    """(lengths, positions): how often a term stands in the postings at ``places``, and where, one after the other."""
    codes, positions = terms.codes(number), terms.all_positions(number)
    lengths = terms.codes_counts.take(codes.take(places)).astype(np.int64)
    if len(places) * BLOCK < len(codes):
        first = _begun(terms, number, codes, places)
    else:
        counts = terms.codes_counts.take(codes)
        first = (np.cumsum(counts, dtype=np.int64) - counts).take(places)
    ends = lengths.cumsum()
    where = np.arange(int(ends[-1]) if len(ends) else 0) + (first - ends + lengths).repeat(lengths)
    return lengths, positions.take(where)


def _begun(terms: Terms, number: int, codes: NDArray[Any], places: Numbers) -> Numbers:
    """How many positions are before those of each posting: of whole blocks, and in its own block."""
    blocks = places // BLOCK
    around = (blocks * BLOCK)[:, None] + _INSIDE
    counts = terms.codes_counts.take(codes.take(around, mode="clip"))
    counts *= around < places[:, None]
    begun: Numbers = terms.before_blocks(number).take(blocks) + counts.sum(axis=1, dtype=np.int64)
    return begun
