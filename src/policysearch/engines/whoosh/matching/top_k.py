"""Which documents come first, without sorting the others.

Scores that differ by less than ``DIGITS`` decimals are the same: sums of the same addends differ in their last bits
with the order in which they were added.
"""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from policysearch.engines.whoosh.matching.matches import Matches, Numbers, Scores
from policysearch.engines.whoosh.reader.index_reader import IndexReader
from policysearch.engines.whoosh.segment.segment import Segment
from policysearch.query import Sort

SAMPLE_FROM = 4_096  # scores more than these are thinned out by a sample before they are partitioned
_SAMPLE = 512
DIGITS = 9
_SLACK = 2 * 10.0**-DIGITS  # what is so much lower may be the same when both are rounded


def top_k(collection: IndexReader, units: Matches, sort: Sort, count: int) -> Numbers:
    """Places in ``units`` of the first ``count`` in the order of ``sort``; ties break by newest, then id."""
    if len(collection.segments) == 1:
        return _top_k_of_segment(collection.segments[0], units, sort, count)
    bounds = units.documents.searchsorted(collection.bases).tolist()
    chosen: list[int] = []
    for segment, base, (begin, end) in zip(collection.segments, collection.bases, pairwise(bounds), strict=False):
        here = Matches(units.documents[begin:end] - base, units.scores[begin:end])
        chosen += (_top_k_of_segment(segment, here, sort, count) + begin).tolist()

    def key(place: int) -> tuple[float, int, str]:
        number = int(units.documents[place])
        day = int(collection.starts[number]) * (1 if sort == "oldest" else -1)
        score = round(float(units.scores[place]), DIGITS) if sort == "relevance" else 0.0
        return -score, day, collection.id(number)

    return np.array(sorted(chosen, key=key)[:count], np.int64)


def _top_k_of_segment(segment: Segment, units: Matches, sort: Sort, count: int) -> Numbers:
    """The same of one segment, by the numbers that documents have there."""
    documents, scores = units
    if sort != "relevance":
        keys = _sort_keys(segment, documents, sort)
        chosen = _lowest(keys, count)
        return chosen[keys.take(chosen).argsort()][:count]
    chosen = _candidates(segment, units, count)
    keys = _sort_keys(segment, documents.take(chosen), sort)
    return chosen[np.lexsort((keys, -scores.take(chosen).round(DIGITS)))][:count]


def highest(scores: Scores, count: int) -> Numbers:
    """Places of the ``count`` highest scores and of all that tie or nearly tie with the last of them, ascending."""
    if len(scores) <= count:
        return np.arange(len(scores))
    chosen = _presample(scores, count)
    if chosen is None:
        return np.flatnonzero(scores >= _kth_highest(scores, count) - _SLACK)
    held = scores.take(chosen)
    return chosen[held >= _kth_highest(held, count) - _SLACK]


def first(scores: Scores, count: int) -> Numbers:
    """Places of the ``count`` highest scores, ascending; of those that tie, the first places."""
    chosen = highest(scores, count)
    if len(chosen) <= count:
        return chosen
    above, ties = _split_ties(scores.take(chosen), chosen, count)
    return np.sort(np.concatenate((above, ties[: count - len(above)])))


def _candidates(segment: Segment, units: Matches, count: int) -> Numbers:
    """Places of all that may be among the first ``count``: where very many tie, the newest of them."""
    chosen = highest(units.scores, count)
    if len(chosen) <= 4 * count + 64:
        return chosen
    above, ties = _split_ties(units.scores.take(chosen), chosen, count)
    keys = _sort_keys(segment, units.documents.take(ties), "newest")
    return np.concatenate((above, ties.take(_lowest(keys, count - len(above)))))


def _split_ties(held: Scores, chosen: Numbers, count: int) -> tuple[Numbers, Numbers]:
    """Those of ``chosen`` that are among the first ``count`` for their scores, and those that tie for the rest."""
    rounded = held.round(DIGITS)
    last = _kth_highest(rounded, count)
    return chosen[rounded > last], chosen[rounded == last]


def _sort_keys(segment: Segment, documents: Numbers, sort: Sort) -> NDArray[np.int64]:
    """What orders documents by their days, then ids: the least first."""
    days = segment.start_days.take(documents).astype(np.int64)
    return ((days if sort == "oldest" else -days) << 32) + segment.id_ranks.take(documents)


def _lowest(keys: NDArray[np.int64], count: int) -> Numbers:
    """Places of the ``count`` lowest keys, in no order; keys are distinct."""
    return np.arange(len(keys)) if len(keys) <= count else np.argpartition(keys, count)[:count]


def _kth_highest(scores: Scores, count: int) -> float:
    """The ``count``-th highest score."""
    return float(np.partition(scores, len(scores) - count)[len(scores) - count])


def _presample(scores: Scores, count: int) -> Numbers | None:
    """Places of at least ``count`` scores with all of the highest; None where a sample cannot tell them."""
    size = len(scores)
    rank = 4 + 2 * count * _SAMPLE // size
    if size <= SAMPLE_FROM or rank >= _SAMPLE // 2:
        return None
    sample = scores[:: size // _SAMPLE]
    chosen = np.flatnonzero(scores >= _kth_highest(sample, rank) - _SLACK)
    return chosen if len(chosen) >= count else None
