"""Matches: doc ids with their scores, and the unions of several such lists."""

from __future__ import annotations

from collections.abc import Sequence
from threading import local
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

DENSE_RATIO = 64  # lists with more than one posting per this many documents are added up in a dense array

DocIds = NDArray[np.int64]
Indices = NDArray[np.int64]  # positions in an array, not doc ids
Scores = NDArray[np.float64]
Mask = NDArray[np.bool_]


class Matches(NamedTuple):
    """Parallel arrays: ``doc_ids`` ascending and distinct, and the score (0 or more) of each."""

    doc_ids: DocIds
    scores: Scores


NO_MATCHES = Matches(np.empty(0, np.int64), np.empty(0))


class _Scratch(local):
    zeros: Scores = np.zeros(0)


_scratch = _Scratch()


def borrow_zeros(size: int) -> Scores:
    """Return this thread's shared array of at least ``size`` zeros.

    The borrower sets every changed element back to 0. Allocating a new array for each query costs more.
    """
    if len(_scratch.zeros) < size:
        _scratch.zeros = np.zeros(size)
    return _scratch.zeros


def union_sorted(lists: Sequence[Matches], max_doc: int, combine: np.ufunc, positive: bool) -> Matches:
    """Return the union of ``lists``; ``combine`` (``np.add`` or ``np.maximum``) makes one score of several.

    ``max_doc`` is greater than every doc id. ``positive`` promises that no score is 0, which the dense array needs.
    """
    if len(lists) == 1:
        return lists[0]
    if positive and _is_dense(lists, max_doc):
        return _dense_union(lists, max_doc, combine)
    doc_ids, scores = map(np.concatenate, zip(*lists, strict=True))
    return _sparse_union(doc_ids, scores, combine)


def union_any_order(lists: Sequence[Matches], max_doc: int, combine: np.ufunc) -> Matches:
    """Return the union of ``lists`` whose doc ids may be in any order; postings with a score of 0 are left out."""
    if _is_dense(lists, max_doc):
        return _dense_union(lists, max_doc, combine)
    doc_ids, scores = map(np.concatenate, zip(*lists, strict=True))
    nonzero = np.flatnonzero(scores)
    return _sparse_union(doc_ids.take(nonzero), scores.take(nonzero), combine)


def _is_dense(lists: Sequence[Matches], max_doc: int) -> bool:
    return DENSE_RATIO * sum(len(matches.doc_ids) for matches in lists) > max_doc


def _dense_union(lists: Sequence[Matches], max_doc: int, combine: np.ufunc) -> Matches:
    dense = borrow_zeros(max_doc)
    for doc_ids, scores in lists:
        combine.at(dense, doc_ids, scores)
    union = np.flatnonzero(dense[:max_doc] != 0)
    matches = Matches(union, dense.take(union))
    dense[union] = 0
    return matches


def _sparse_union(doc_ids: DocIds, scores: Scores, combine: np.ufunc) -> Matches:
    if not len(doc_ids):
        return NO_MATCHES
    order = doc_ids.argsort(kind="stable")
    doc_ids = doc_ids.take(order)
    is_first = np.empty(len(doc_ids), bool)  # of the postings with the same doc id
    is_first[0] = True
    np.not_equal(doc_ids[1:], doc_ids[:-1], out=is_first[1:])
    starts = np.flatnonzero(is_first)
    return Matches(doc_ids.take(starts), combine.reduceat(scores.take(order), starts))


def scores_at(matches: Matches, doc_ids: DocIds) -> Scores:
    """Return the score of each of ``doc_ids`` (ascending) in ``matches``; 0 for those that do not match."""
    if not len(matches.doc_ids):
        return np.zeros(len(doc_ids))
    max_doc = int(matches.doc_ids[-1]) + 1
    dense = borrow_zeros(max(max_doc, int(doc_ids[-1]) + 1 if len(doc_ids) else 0))
    dense[matches.doc_ids] = matches.scores
    scores = dense.take(doc_ids)
    dense[matches.doc_ids] = 0
    return scores
