"""What a new generation takes over from the one before: whole files where it can, without what is not kept."""

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

SIZE_RATIO = 10  # a segment is left alone where all smaller ones together are at most this part of it …
DELETED_PART = 4  # … and at most this part of it is deleted


@dataclass(frozen=True, slots=True)
class CarriedSegment:
    """A segment of the generation before, and which of its documents stay (None: all)."""

    folder: Path
    name: str
    segment: Segment
    live: NDArray[np.bool_] | None

    @property
    def count(self) -> int:
        """How many documents stay."""
        return self.segment.size if self.live is None else int(self.live.sum())

    @property
    def merge_input(self) -> MergeInput:
        """What stays of it, to be written anew."""
        return MergeInput(self.segment.arrays, {}, self.live)

    def link(self, folder: Path) -> bool:
        """Put it into ``folder`` as it is; whether its file is shared and not copied. Such files never change."""
        source, target = arrays_path(self.folder, self.name), arrays_path(folder, self.name)
        try:
            os.link(source, target)
            shared = True
        except OSError:  # another disk, or a file system without links
            shutil.copyfile(source, target)
            shared = False
        if self.live is not None:
            write_live(folder, self.name, self.live)
        return shared


def carried_segments(folder: Path, names: Sequence[str], keep: Collection[str]) -> Iterator[CarriedSegment]:
    """The segments ``names`` of ``folder``, of which the workshops ``keep`` stay; those that have any."""
    for name in names:
        segment = open_segment(folder, name)
        live = _live_documents(segment, {slug.encode("utf-8") for slug in keep})
        if live.any():
            yield CarriedSegment(folder, name, segment, None if live.all() else live)


def _live_documents(segment: Segment, keep: Collection[bytes]) -> NDArray[np.bool_]:
    workshops = np.zeros(segment.size, np.bool_)
    workshops[[number for number, slug in segment.slugs() if slug in keep]] = True
    staying: NDArray[np.bool_] = workshops[segment.parents]
    return staying if segment.live is None else staying & segment.live


def segments_to_merge(carried: Sequence[CarriedSegment], added: int) -> list[CarriedSegment]:
    """Which segments to write anew, together with ``added`` new documents, so that there are few and none is sparse.

    Each that stays is much larger than all smaller ones together: their number grows with the logarithm of the size,
    and a document is written anew about as often.
    """
    chosen, together = [], added
    for one in sorted(carried, key=lambda one: one.count):
        sparse = one.count * DELETED_PART < one.segment.size * (DELETED_PART - 1)
        if sparse or (together and one.count < together * SIZE_RATIO):
            chosen.append(one)
            together += one.count
    return chosen
