"""A Whoosh query -> the documents it finds and their scores."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from whoosh import query as wq

from tests.engines.whoosh.oracle.whoosh_snapshot import Opened


class Matches(NamedTuple):
    """Document numbers in ascending order, and the score of each."""

    documents: NDArray[np.int64]
    scores: NDArray[np.float64]


def match(opened: Opened, query: wq.Query) -> Matches:
    """Every document of any kind that ``query`` finds. Whoosh collects nothing: no score is skipped as too low."""
    documents: list[int] = []
    scores: list[float] = []
    for leaf, offset in opened.searcher.leaf_searchers():
        matcher = query.matcher(leaf, opened.searcher.context())
        while matcher.is_active():
            documents.append(matcher.id() + offset)
            scores.append(matcher.score())
            matcher.next()
    return Matches(np.asarray(documents, np.int64), np.asarray(scores, np.float64))
