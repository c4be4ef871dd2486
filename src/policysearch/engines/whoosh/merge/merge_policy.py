"""What a new generation takes over from the one before: whole files where it can, without deleted documents."""

from __future__ import annotations

import os
import shutil
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from policysearch.engines.whoosh.merge.merge_input import MergeInput
from policysearch.engines.whoosh.segment.files import arrays_path, open_segment, write_live
from policysearch.engines.whoosh.segment.segment import Segment

SIZE_RATIO = 10  # a segment is not merged where all smaller ones together are at most this part of it …
DELETED_PART = 4  # … and at most this part of it is deleted


@dataclass(frozen=True, slots=True)
class CarriedSegment:
    """A segment of the previous generation that has documents for the new one; ``live`` (None: all) says which."""

    folder: Path
    name: str
    segment: Segment
    live: NDArray[np.bool_] | None

    @property
    def count(self) -> int:
        """Return the number of live documents."""
        return self.segment.size if self.live is None else int(self.live.sum())

    @property
    def merge_input(self) -> MergeInput:
        """Return the live documents as an input of a merge."""
        return MergeInput(self.segment.arrays, {}, self.live)

    def link(self, folder: Path) -> bool:
        """Put the segment's files into the generation in ``folder``; return True if its arrays are hard-linked.

        Where the file system has no links, or it is another disk, they are copied.
        """
        source, target = arrays_path(self.folder, self.name), arrays_path(folder, self.name)
        try:
            os.link(source, target)
            linked = True
        except OSError:
            shutil.copyfile(source, target)
            linked = False
        if self.live is not None:
            write_live(folder, self.name, self.live)
        return linked


def carried_segments(folder: Path, names: Sequence[str], keep: Collection[str]) -> Iterator[CarriedSegment]:
    """Yield the segments ``names`` of the generation in ``folder`` that have any of the workshops ``keep`` (slugs)."""
    for name in names:
        segment = open_segment(folder, name)
        live = _live_documents(segment, {slug.encode("utf-8") for slug in keep})
        if live.any():
            yield CarriedSegment(folder, name, segment, None if live.all() else live)


def _live_documents(segment: Segment, keep: Collection[bytes]) -> NDArray[np.bool_]:
    """Return True for each document whose workshop is among ``keep`` and that is not deleted yet."""
    workshops = np.zeros(segment.size, np.bool_)
    workshops[[number for number, slug in segment.slugs() if slug in keep]] = True
    live: NDArray[np.bool_] = workshops[segment.parents]
    return live if segment.live is None else live & segment.live


def segments_to_merge(carried: Sequence[CarriedSegment], added: int) -> list[CarriedSegment]:
    """Return the segments to merge with ``added`` new documents, so that segments are few and none is sparse.

    Each segment that is not merged is ``SIZE_RATIO`` times larger than all smaller ones together: the number of
    segments grows with the logarithm of the index, and a document is rewritten about as often.
    """
    to_merge, merged_size = [], added
    for segment in sorted(carried, key=lambda segment: segment.count):
        sparse = segment.count * DELETED_PART < segment.segment.size * (DELETED_PART - 1)
        if sparse or (merged_size and segment.count < merged_size * SIZE_RATIO):
            to_merge.append(segment)
            merged_size += segment.count
    return to_merge
