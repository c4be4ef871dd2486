"""Ascending doc ids in two bytes each.

A segment's doc ids are divided into chunks of ``CHUNK``. Of each doc id in a list only the lower 16 bits are stored;
beside the list are its *chunk ends*: how many of its doc ids are below ``CHUNK``, below twice that, and so on.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

CHUNK = 1 << 16  # doc ids


def chunk_end_count(size: int) -> int:
    """Return how many chunk ends a list has in a segment of ``size`` documents: the last chunk needs none."""
    return max(size - 1, 0) // CHUNK


class DocIdList:
    """The doc ids of a postings list, decoded when they are asked for.

    ``lower`` are the lower halves, a view of the mapped file that is never written to; ``chunk_ends`` as above. In a
    segment without chunk ends, ``lower`` are the doc ids themselves.
    """

    __slots__ = ("_chunk_ends", "_lower")

    def __init__(self, lower: NDArray[Any], chunk_ends: Sequence[int] = ()) -> None:
        self._lower = lower
        self._chunk_ends = chunk_ends

    def __len__(self) -> int:
        return len(self._lower)

    def head(self, count: int) -> DocIdList:
        """Return the list of the first ``count`` doc ids."""
        return DocIdList(self._lower[:count], [min(end, count) for end in self._chunk_ends])

    def from_(self, count: int) -> DocIdList:
        """Return the list without its first ``count`` doc ids."""
        return DocIdList(self._lower[count:], [max(end - count, 0) for end in self._chunk_ends])

    def all(self) -> NDArray[np.int64]:
        """Return all doc ids in a new array."""
        doc_ids: NDArray[np.int64] = self._lower.astype(np.int64)
        for chunk, first, last in self._later_chunks():
            doc_ids[first:last] += chunk * CHUNK
        return doc_ids

    def find(self, doc_ids: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
        """Return (places, mask) of ``doc_ids`` (ascending): the index of each in this list, valid where mask is True.

        By binary search in the lower halves, without decoding the list.
        """
        if not self._chunk_ends:
            return _binary_search(self._lower, doc_ids)
        edges = doc_ids.searchsorted(np.arange(1, len(self._chunk_ends) + 1) * CHUNK).tolist()
        places, mask = np.zeros(len(doc_ids), np.int64), np.zeros(len(doc_ids), np.bool_)
        for begin, end, first, last in zip(
            (0, *edges), (*edges, len(doc_ids)), (0, *self._chunk_ends), (*self._chunk_ends, len(self)), strict=True
        ):
            if begin < end and first < last:
                chunk_places, chunk_mask = _binary_search(self._lower[first:last], doc_ids[begin:end])
                places[begin:end], mask[begin:end] = chunk_places + first, chunk_mask
        return places, mask

    def _later_chunks(self) -> Iterator[tuple[int, int, int]]:
        """Yield (chunk, first, last): the slice of the list in each chunk after the first, if it is not empty."""
        spans: Iterable[tuple[int, int]] = pairwise((*self._chunk_ends, len(self)))
        return ((chunk, first, last) for chunk, (first, last) in enumerate(spans, 1) if first < last)


def _binary_search(lower: NDArray[Any], doc_ids: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """Return (places, mask) of ``doc_ids`` in ``lower``, all of one chunk; ``lower`` is not empty."""
    halves = doc_ids.astype(lower.dtype)
    places = lower.searchsorted(halves)
    np.minimum(places, len(lower) - 1, out=places)
    return places, lower.take(places) == halves


def chunk_bases(chunk_ends: NDArray[Any], firsts: NDArray[np.int64], sizes: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return what must be added to the lower halves of slices of several lists, one after the other.

    ``chunk_ends`` has a row a list; the slice of list ``n`` has ``sizes[n]`` doc ids from index ``firsts[n]`` on. The
    result has one number a doc id: ``CHUNK`` times its chunk.
    """
    count, width = chunk_ends.shape
    ends = np.empty((count, width + 2), np.int64)
    ends[:, 0], ends[:, -1] = 0, sizes
    inner = ends[:, 1:-1]
    np.subtract(chunk_ends, firsts[:, None], out=inner)
    np.maximum(inner, 0, out=inner)
    np.minimum(inner, sizes[:, None], out=inner)
    chunks = np.tile(np.arange(width + 1) * CHUNK, count)
    return chunks.repeat((ends[:, 1:] - ends[:, :-1]).ravel())


def chunk_end_rows(chunk_ends: NDArray[Any] | None, lists: int) -> NDArray[Any] | None:
    """Return the stored chunk ends with a row for each of ``lists`` lists; None where a segment stores none."""
    return None if chunk_ends is None else chunk_ends.reshape(lists, -1)
