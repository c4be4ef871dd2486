"""Documents that were found, with their scores; how several such sets become one."""

from __future__ import annotations

from collections.abc import Sequence
from threading import local
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

DENSE_FROM = 64  # lists that hold one document in so many together are added up in an array of all documents

DocIds = NDArray[np.int64]
Indices = NDArray[np.int64]
Scores = NDArray[np.float64]
Mask = NDArray[np.bool_]


class Matches(NamedTuple):
    """Document numbers in ascending order, and the score of each (0 or above)."""

    doc_ids: DocIds
    scores: Scores


NOTHING = Matches(np.empty(0, np.int64), np.empty(0))


class _Scratch(local):
    zeros: Scores = np.zeros(0)


_scratch = _Scratch()


def borrow_zeros(size: int) -> Scores:
    """This thread's array of ``size`` zeros or more: whoever borrows it leaves it as it was. Fresh ones cost more."""
    if len(_scratch.zeros) < size:
        _scratch.zeros = np.zeros(size)
    return _scratch.zeros


def union_sorted(found: Sequence[Matches], size: int, join: np.ufunc, positive: bool) -> Matches:
    """Documents of any of ``found`` (all below ``size``), their scores joined by ``np.add`` or ``np.maximum``.

    ``positive`` promises that no score is 0.
    """
    if len(found) == 1:
        return found[0]
    if positive and DENSE_FROM * sum(len(one.doc_ids) for one in found) > size:
        return _dense(found, size, join)
    documents, scores = map(np.concatenate, zip(*found, strict=True))
    return _merged(documents, scores, join)


def union_any_order(found: Sequence[Matches], size: int, join: np.ufunc) -> Matches:
    """Documents (below ``size``, in any order) each once, the scores of each joined; not those of 0."""
    if DENSE_FROM * sum(len(one.doc_ids) for one in found) > size:
        return _dense(found, size, join)
    documents, scores = map(np.concatenate, zip(*found, strict=True))
    held = np.flatnonzero(scores)
    return _merged(documents.take(held), scores.take(held), join)


def _dense(found: Sequence[Matches], size: int, join: np.ufunc) -> Matches:
    scores = borrow_zeros(size)
    for documents, added in found:
        join.at(scores, documents, added)
    held = np.flatnonzero(scores[:size] != 0)
    matches = Matches(held, scores.take(held))
    scores[held] = 0
    return matches


def _merged(documents: DocIds, scores: Scores, join: np.ufunc) -> Matches:
    if not len(documents):
        return NOTHING
    order = documents.argsort(kind="stable")
    documents = documents.take(order)
    first = np.empty(len(documents), bool)
    first[0] = True
    np.not_equal(documents[1:], documents[:-1], out=first[1:])
    starts = np.flatnonzero(first)
    return Matches(documents.take(starts), join.reduceat(scores.take(order), starts))


def scores_at(matches: Matches, documents: DocIds) -> Scores:
    """The score of each of ``documents`` in ``matches``; 0 where it is not among them."""
    if not len(matches.doc_ids):
        return np.zeros(len(documents))
    size = int(matches.doc_ids[-1]) + 1
    scores = borrow_zeros(max(size, int(documents[-1]) + 1 if len(documents) else 0))
    scores[matches.doc_ids] = matches.scores
    found = scores.take(documents)
    scores[matches.doc_ids] = 0
    return found
