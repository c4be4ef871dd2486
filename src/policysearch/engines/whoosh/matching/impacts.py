"""The scores of a list's postings, by their codes."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from policysearch.engines.whoosh.matching.matches import Mask, Scores


class Impacts:
    """The scores of one term's postings: ``table`` is BM25 per code with a rarity of 1."""

    __slots__ = ("_factor", "_table")

    def __init__(self, table: Scores, rarity: float, boost: float) -> None:
        self._table = table
        self._factor = boost * rarity

    def scores(self, codes: NDArray[Any]) -> Scores:
        """The score of each code."""
        if len(codes) < len(self._table):
            scores = self._table.take(codes)
            scores *= self._factor
            return scores
        return (self._table * self._factor).take(codes)

    def with_bonus(self, codes: NDArray[Any], share: Impacts, where: Mask) -> Scores:
        """The same, with ``share``'s score of each code besides ``where`` that is to be added."""
        size = len(self._table)
        if len(codes) < 2 * size or codes.dtype != np.uint16 or 2 * size > 1 << 16:
            scores = self.scores(codes)
            scores += share.scores(codes) * where
            return scores
        plain = self._table * self._factor
        keys = where.astype(np.uint16)  # of two tables, one after the other
        keys *= size
        keys += codes
        return np.concatenate((plain, plain + share._table * share._factor)).take(keys)
