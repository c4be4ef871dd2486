"""The doc ids of a merge: old numbers in each input, new numbers in the merged segment."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from policysearch.engines.whoosh.merge.merge_input import MergeInput


@dataclass(frozen=True, slots=True)
class DocIdMap:
    """The order of a merged segment: all inputs' workshops and passages, input by input, then all their highlights.

    ``old_ids`` has, by input, the old doc ids of the live documents below its ``highlights_start``, and of those from
    it on, both ascending. ``new_ids`` maps by input an old doc id to the new one (0 for deleted documents).
    """

    old_ids: tuple[tuple[NDArray[np.int64], NDArray[np.int64]], ...]
    new_ids: tuple[NDArray[np.uint32], ...]
    size: int
    highlights_start: int


def map_doc_ids(inputs: Sequence[MergeInput]) -> DocIdMap:
    """Return new doc ids for the live documents of ``inputs``."""
    old_ids = []
    for merge_input in inputs:
        live = np.arange(merge_input.size) if merge_input.live is None else np.flatnonzero(merge_input.live)
        split = int(np.searchsorted(live, merge_input.highlights_start))
        old_ids.append((live[:split], live[split:]))
    new_ids = [np.zeros(merge_input.size, np.uint32) for merge_input in inputs]
    size = 0
    for half in (0, 1):
        for mapping, halves in zip(new_ids, old_ids, strict=True):
            mapping[halves[half]] = np.arange(size, size + len(halves[half]))
            size += len(halves[half])
    return DocIdMap(tuple(old_ids), tuple(new_ids), size, sum(len(workshops) for workshops, _ in old_ids))


def gather(columns: Sequence[NDArray[Any]], doc_id_map: DocIdMap) -> NDArray[Any]:
    """Return the merged segment's column, by new doc ids; ``columns`` are the inputs', by old ones."""
    pairs = [*zip(columns, doc_id_map.old_ids, strict=True)]
    return np.concatenate([column[halves[half]] for half in (0, 1) for column, halves in pairs])


def gather_bytes(
    columns: Sequence[tuple[NDArray[np.uint8], NDArray[Any]]], doc_id_map: DocIdMap, out: NDArray[np.uint8]
) -> None:
    """Fill ``out`` with the byte strings of all documents by new doc ids; ``columns`` are (content, ends) by input."""
    position = 0
    for half in (0, 1):
        for (content, ends), halves in zip(columns, doc_id_map.old_ids, strict=True):
            for span in _spans(content, ends, halves[half]):
                out[position : position + len(span)] = span
                position += len(span)


def _spans(content: NDArray[np.uint8], ends: NDArray[Any], numbers: NDArray[np.int64]) -> list[NDArray[np.uint8]]:
    """Return the bytes of the strings ``numbers`` (ascending), those of consecutive numbers in one slice."""
    if not len(numbers):
        return []
    breaks = np.flatnonzero(np.diff(numbers) != 1) + 1
    firsts, lasts = numbers[np.concatenate(([0], breaks))], numbers[np.concatenate((breaks - 1, [-1]))]
    return [
        content[int(ends[first - 1]) if first else 0 : int(ends[last])]
        for first, last in zip(firsts.tolist(), lasts.tolist(), strict=True)
    ]
