"""A Whoosh query -> its matches and their scores."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from whoosh import query as wq

from tests.engines.whoosh.oracle.whoosh_snapshot import WhooshSnapshot


class Matches(NamedTuple):
    """Doc ids in ascending order, and the score of each."""

    doc_ids: NDArray[np.int64]
    scores: NDArray[np.float64]


def match(snapshot: WhooshSnapshot, query: wq.Query) -> Matches:
    """Return every document of any kind that ``query`` matches. No collector is used: it might skip low scores."""
    doc_ids: list[int] = []
    scores: list[float] = []
    for searcher, base in snapshot.searcher.leaf_searchers():
        matcher = query.matcher(searcher, snapshot.searcher.context())
        while matcher.is_active():
            doc_ids.append(matcher.id() + base)
            scores.append(matcher.score())
            matcher.next()
    return Matches(np.asarray(doc_ids, np.int64), np.asarray(scores, np.float64))
