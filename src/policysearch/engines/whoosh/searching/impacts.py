"""The scores of a list's postings, by their codes."""

from __future__ import annotations

from typing import Any

from numpy.typing import NDArray

from policysearch.engines.whoosh import weights
from policysearch.engines.whoosh.searching.matches import Scores


class Impacts:
    """The scores of one term's postings: ``table`` is BM25 per code with a rarity of 1.

    ``exact`` is the rarity of the form as typed where the term has no other: it stands in the same places, so that its
    share is added without its own list.
    """

    __slots__ = ("_factor", "_table")

    def __init__(self, table: Scores, rarity: float, boost: float, exact: float = 0.0) -> None:
        self._table = table
        self._factor = boost * (rarity + weights.FORM * exact)

    def of(self, codes: NDArray[Any]) -> Scores:
        """The score of each code."""
        if len(codes) < len(self._table):
            scores = self._table.take(codes)
            scores *= self._factor
            return scores
        return (self._table * self._factor).take(codes)
