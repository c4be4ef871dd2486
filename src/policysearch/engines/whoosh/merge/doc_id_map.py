"""Which number each document of several parts has among all that are left."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from policysearch.engines.whoosh.merge.merge_input import MergeInput


@dataclass(frozen=True, slots=True)
class DocIdMap:
    """``taken`` has, per part, the old numbers of those below its split that are left, and of those from it on.

    All of the first come first, part by part, then all of the second; ``moved`` maps a part's old numbers to new ones.
    """

    kept: tuple[tuple[NDArray[np.int64], NDArray[np.int64]], ...]
    new_ids: tuple[NDArray[np.uint32], ...]
    size: int
    highlights_start: int


def map_doc_ids(parts: Sequence[MergeInput]) -> DocIdMap:
    """New numbers for the documents of ``parts``."""
    taken = []
    for part in parts:
        left = np.arange(part.size) if part.live is None else np.flatnonzero(part.live)
        cut = int(np.searchsorted(left, part.highlights_start))
        taken.append((left[:cut], left[cut:]))
    moved = [np.zeros(part.size, np.uint32) for part in parts]
    place = 0
    for half in (0, 1):
        for of, numbers in zip(moved, taken, strict=True):
            of[numbers[half]] = np.arange(place, place + len(numbers[half]))
            place += len(numbers[half])
    return DocIdMap(tuple(taken), tuple(moved), place, sum(len(low) for low, _ in taken))


def gather(columns: Sequence[NDArray[Any]], numbering: DocIdMap) -> NDArray[Any]:
    """One column of all documents, from each part's."""
    halves = [column[numbers[half]] for half in (0, 1) for column, numbers in zip(columns, numbering.kept, strict=True)]
    return np.concatenate(halves)


def gather_bytes(
    columns: Sequence[tuple[NDArray[np.uint8], NDArray[Any]]], numbering: DocIdMap, out: NDArray[np.uint8]
) -> None:
    """Stretches of bytes (all of them, and where each ends) of all documents, one after the other."""
    place = 0
    for half in (0, 1):
        for (content, ends), numbers in zip(columns, numbering.kept, strict=True):
            for piece in _pieces(content, ends, numbers[half]):
                out[place : place + len(piece)] = piece
                place += len(piece)


def _pieces(content: NDArray[np.uint8], ends: NDArray[Any], numbers: NDArray[np.int64]) -> list[NDArray[np.uint8]]:
    """The bytes of ``numbers``; documents that follow each other in one stretch."""
    if not len(numbers):
        return []
    breaks = np.flatnonzero(np.diff(numbers) != 1) + 1
    firsts, lasts = numbers[np.concatenate(([0], breaks))], numbers[np.concatenate((breaks - 1, [-1]))]
    return [
        content[int(ends[first - 1]) if first else 0 : int(ends[last])]
        for first, last in zip(firsts.tolist(), lasts.tolist(), strict=True)
    ]
