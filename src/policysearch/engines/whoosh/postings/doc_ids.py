"""Ascending numbers of documents in two bytes each.

Where a segment has more than ``CHUNK`` documents, of each number in a list the lower half is kept, and beside the list
its bounds: how many of its numbers are below ``CHUNK``, below twice that, and so on.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

CHUNK = 1 << 16  # documents


def chunk_end_count(size: int) -> int:
    """How many bounds a list has in a segment of ``size`` documents."""
    return max(size - 1, 0) // CHUNK


class DocIdList:
    """A list, decoded when its numbers are asked for; ``lower`` may not be written to."""

    __slots__ = ("_chunk_ends", "_lower")

    def __init__(self, lower: NDArray[Any], bounds: Sequence[int] = ()) -> None:
        self._lower = lower
        self._chunk_ends = bounds

    def __len__(self) -> int:
        return len(self._lower)

    def before(self, cut: int) -> DocIdList:
        """The first ``cut`` of it."""
        return DocIdList(self._lower[:cut], [min(bound, cut) for bound in self._chunk_ends])

    def from_(self, cut: int) -> DocIdList:
        """The others."""
        return DocIdList(self._lower[cut:], [max(bound - cut, 0) for bound in self._chunk_ends])

    def all(self) -> NDArray[np.int64]:
        """The numbers, in an array of their own."""
        numbers: NDArray[np.int64] = self._lower.astype(np.int64)
        for chunk, first, last in self._later():
            numbers[first:last] += chunk * CHUNK
        return numbers

    def find(self, wanted: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
        """(places, held): where each of ``wanted`` (ascending) is, and whether; by binary search in what is kept."""
        if not self._chunk_ends:
            return _binary_search(self._lower, wanted)
        edges = wanted.searchsorted(np.arange(1, len(self._chunk_ends) + 1) * CHUNK).tolist()
        places, held = np.zeros(len(wanted), np.int64), np.zeros(len(wanted), np.bool_)
        for begin, end, first, last in zip(
            (0, *edges), (*edges, len(wanted)), (0, *self._chunk_ends), (*self._chunk_ends, len(self)), strict=True
        ):
            if begin < end and first < last:
                at, there = _binary_search(self._lower[first:last], wanted[begin:end])
                places[begin:end], held[begin:end] = at + first, there
        return places, held

    def _later(self) -> Iterator[tuple[int, int, int]]:
        """(number, first place, last place) of the chunks after the first that it has any of."""
        spans: Iterable[tuple[int, int]] = pairwise((*self._chunk_ends, len(self)))
        return ((chunk, first, last) for chunk, (first, last) in enumerate(spans, 1) if first < last)


def _binary_search(held: NDArray[Any], wanted: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    alike = wanted.astype(held.dtype)
    places = held.searchsorted(alike)
    np.minimum(places, len(held) - 1, out=places)
    return places, held.take(places) == alike


def chunk_bases(bounds: NDArray[Any], firsts: NDArray[np.int64], sizes: NDArray[np.int64]) -> NDArray[np.int64]:
    """What the lower halves leave out in stretches of several lists, one after the other.

    ``bounds`` has a row for each list; its stretch is ``sizes`` long from its place ``firsts`` on.
    """
    count, width = bounds.shape
    ends = np.empty((count, width + 2), np.int64)
    ends[:, 0], ends[:, -1] = 0, sizes
    inner = ends[:, 1:-1]
    np.subtract(bounds, firsts[:, None], out=inner)
    np.maximum(inner, 0, out=inner)
    np.minimum(inner, sizes[:, None], out=inner)
    chunks = np.tile(np.arange(width + 1) * CHUNK, count)
    return chunks.repeat((ends[:, 1:] - ends[:, :-1]).ravel())


def rows(bounds: NDArray[Any] | None, lists: int) -> NDArray[Any] | None:
    """The bounds of each of ``lists``; None where there are none."""
    return None if bounds is None else bounds.reshape(lists, -1)
