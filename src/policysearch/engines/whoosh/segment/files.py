"""The files of a segment: its arrays, and which of its documents are not deleted."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from policysearch.engines.whoosh.arrays.array_file import open_arrays, write_arrays
from policysearch.engines.whoosh.segment.segment import Segment
from policysearch.model.errors import IndexDamagedError
from policysearch.model.message import message


def arrays_path(folder: Path, name: str) -> Path:
    """Return the path of a segment's arrays. The file never changes, so generations share it by hard links."""
    return folder / f"{name}.arrays"


def live_path(folder: Path, name: str) -> Path:
    """Return the path of a segment's live documents in one generation; no such file where none is deleted."""
    return folder / f"{name}.live"


def open_segment(folder: Path, name: str) -> Segment:
    """Return the segment ``name`` of the generation in ``folder``, mapped. Raises IndexDamagedError."""
    path = live_path(folder, name)
    try:
        segment = Segment(open_arrays(arrays_path(folder, name)))
        if path.is_file():
            bits = np.unpackbits(open_arrays(path)["live"], count=segment.size)
            segment.live = bits.view(np.bool_)
    except (KeyError, ValueError, TypeError, IndexError) as error:
        sentence = message(
            "The index is damaged: the segment {name} of {folder} cannot be read ({error!r}).",
            name=name,
            folder=folder.name,
            error=error,
        )
        raise IndexDamagedError(sentence, "Run: policysearch build --full") from error
    return segment


def write_live(folder: Path, name: str, live: NDArray[np.bool_]) -> None:
    """Write ``live``, which is True for each document that is not deleted, as bits."""
    write_arrays(live_path(folder, name), {"live": np.packbits(live)})
