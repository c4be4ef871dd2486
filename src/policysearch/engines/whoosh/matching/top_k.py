"""The first k matches in a sort order, without sorting the others.

Scores that are equal when rounded to ``SCORE_DECIMALS`` tie: sums of the same summands differ in their last bits with
the order of addition. Ties break by start day, newest first, then by document id.
"""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from policysearch.engines.whoosh.matching.matches import DocIds, Indices, Matches, Scores
from policysearch.engines.whoosh.reader.index_reader import IndexReader
from policysearch.engines.whoosh.segment.segment import Segment
from policysearch.query import Sort

SCORE_DECIMALS = 9
_SLACK = 2 * 10.0**-SCORE_DECIMALS  # scores this much lower may still be equal when both are rounded


def top_k(reader: IndexReader, matches: Matches, sort: Sort, count: int) -> Indices:
    """Return the indices in ``matches`` of the first ``count`` in the order of ``sort``.

    The doc ids of ``matches`` are global. Each segment selects its own first ``count``; these are merged.
    """
    if len(reader.segments) == 1:
        return _top_k_of_segment(reader.segments[0], matches, sort, count)
    bounds = matches.doc_ids.searchsorted(reader.bases).tolist()
    merged: list[int] = []
    for segment, base, (begin, end) in zip(reader.segments, reader.bases, pairwise(bounds), strict=False):
        local_matches = Matches(matches.doc_ids[begin:end] - base, matches.scores[begin:end])
        merged += (_top_k_of_segment(segment, local_matches, sort, count) + begin).tolist()

    def sort_key(index: int) -> tuple[float, int, str]:
        doc_id = int(matches.doc_ids[index])
        day = int(reader.starts[doc_id]) * (1 if sort == "oldest" else -1)
        score = round(float(matches.scores[index]), SCORE_DECIMALS) if sort == "relevance" else 0.0
        return -(float(reader.added[doc_id]) if sort == "added" else score), day, reader.id(doc_id)

    return np.array(sorted(merged, key=sort_key)[:count], np.int64)


def _top_k_of_segment(segment: Segment, matches: Matches, sort: Sort, count: int) -> Indices:
    """Return the same for one segment; the doc ids of ``matches`` are local."""
    doc_ids, scores = matches
    if sort != "relevance":
        keys = _sort_keys(segment, doc_ids, sort)
        indices = _lowest(keys, count)
        return indices[keys.take(indices).argsort()][:count]
    indices = _candidates(segment, matches, count)
    keys = _sort_keys(segment, doc_ids.take(indices), sort)
    return indices[np.lexsort((keys, -scores.take(indices).round(SCORE_DECIMALS)))][:count]


def top_indices(scores: Scores, count: int) -> Indices:
    """Return the indices of the ``count`` highest scores, ascending; of scores that tie, the lowest indices."""
    indices = top_indices_with_ties(scores, count)
    if len(indices) <= count:
        return indices
    higher, ties = _split_ties(scores.take(indices), indices, count)
    return np.sort(np.concatenate((higher, ties[: count - len(higher)])))


def top_indices_with_ties(scores: Scores, count: int) -> Indices:
    """Return the indices of the ``count`` highest scores and of all that (nearly) tie with the last, ascending."""
    if not count or len(scores) <= count:
        return np.arange(min(count, len(scores)))
    return np.flatnonzero(scores >= _kth_highest(scores, count) - _SLACK)


def _candidates(segment: Segment, matches: Matches, count: int) -> Indices:
    """Return the indices of all that may be among the first ``count``; where very many tie, only the newest of them."""
    indices = top_indices_with_ties(matches.scores, count)
    if len(indices) <= 4 * count + 64:
        return indices
    higher, ties = _split_ties(matches.scores.take(indices), indices, count)
    keys = _sort_keys(segment, matches.doc_ids.take(ties), "newest")
    return np.concatenate((higher, ties.take(_lowest(keys, count - len(higher)))))


def _split_ties(scores: Scores, indices: Indices, count: int) -> tuple[Indices, Indices]:
    """Return those of ``indices`` whose ``scores`` exceed the ``count``-th highest, and those that tie with it."""
    rounded = scores.round(SCORE_DECIMALS)
    threshold = _kth_highest(rounded, count)
    return indices[rounded > threshold], indices[rounded == threshold]


def _sort_keys(segment: Segment, doc_ids: DocIds, sort: Sort) -> NDArray[np.int64]:
    """Return one distinct key per document, lowest first: the day in the upper 32 bits, the id's rank in the lower.

    Of two days, that of the workshop and that on which it was added, the ranks in their order are kept.
    """
    if sort == "added":
        return segment.added_ranks.take(doc_ids)
    days = segment.start_days.take(doc_ids).astype(np.int64)
    return ((days if sort == "oldest" else -days) << 32) + segment.id_ranks.take(doc_ids)


def _lowest(keys: NDArray[np.int64], count: int) -> Indices:
    """Return the indices of the ``count`` lowest keys, in any order; keys are distinct."""
    return np.arange(len(keys)) if len(keys) <= count else np.argpartition(keys, count)[:count]


def _kth_highest(scores: Scores, count: int) -> float:
    """Return the ``count``-th highest score."""
    return float(np.partition(scores, len(scores) - count)[len(scores) - count])
