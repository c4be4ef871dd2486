"""BM25 scores of a term's postings, looked up by their codes."""

from __future__ import annotations

from typing import Any

from numpy.typing import NDArray

from policysearch.engines.whoosh.matching.matches import Mask, Scores


class Impacts:
    """The score contributions ("impacts") of one term: ``boost * idf * table[code]`` for a posting with ``code``.

    ``table`` is float64, one BM25 score per posting code of the field, for an idf of 1 (``IndexReader.score_table``).
    """

    __slots__ = ("_factor", "_table")

    def __init__(self, table: Scores, idf: float, boost: float) -> None:
        self._table = table
        self._factor = boost * idf

    def scores(self, codes: NDArray[Any]) -> Scores:
        """Return the score of each code; the shorter of ``codes`` and the table is multiplied."""
        if len(codes) < len(self._table):
            scores = self._table.take(codes)
            scores *= self._factor
            return scores
        return (self._table * self._factor).take(codes)

    def with_bonus(self, codes: NDArray[Any], bonus: Impacts, has_bonus: Mask) -> Scores:
        """Return the score of each code, with the score that ``bonus`` gives it added where ``has_bonus``."""
        scores = self.scores(codes)
        scores += bonus.scores(codes) * has_bonus
        return scores
