"""Named arrays in one file, memory-mapped.

A file is 16 bytes (``MAGIC``, the length of the header), the header, and the arrays, each on a boundary of 64 bytes.
The header is JSON: ``{"name": ["<u4", length, offset], …}``, offsets from the first boundary after it. All arrays have
one dimension and little-endian numbers; no object is ever stored, so that nothing that is read can run.
"""

from __future__ import annotations

import json
import mmap
import os
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from policysearch.engines.whoosh.arrays.array_plan import ArrayPlan, Arrays
from policysearch.model.errors import IndexDamagedError

MAGIC = b"PSARRAY1"
_BOUNDARY = 64
_TYPES = {code: np.dtype(code) for code in ("|u1", "<u2", "<u4", "<u8", "<i4", "<i8")}


def write_arrays(path: Path, arrays: Arrays, *, settle: bool = True) -> None:
    """Write ``arrays`` to ``path`` and, to ``settle`` them, to the disk to stay."""
    write_plan(path, ArrayPlan(dict(arrays)), settle=settle)


def write_plan(path: Path, plan: ArrayPlan, *, settle: bool = True) -> None:
    """Make the arrays of ``plan`` in ``path``, the large ones in place."""
    kinds = {name: (array.dtype, len(array)) for name, array in plan.arrays.items()} | plan.spaces
    told, place = {}, 0
    for name, (kind, length) in kinds.items():
        told[name] = [np.dtype(kind).newbyteorder("<").str, length, place]
        place += _aligned(np.dtype(kind).itemsize * length)
    header = json.dumps(told, separators=(",", ":")).encode("utf-8")
    start = _aligned(16 + len(header))
    header = MAGIC + (start - 16).to_bytes(8, "little") + header.ljust(start - 16)
    with path.open("xb+") as file:
        _reserve(file.fileno(), start + place)
        content = mmap.mmap(file.fileno(), start + place)
        content[:start] = header
        made = {name: _array(content, start, *entry) for name, entry in told.items()}
        for name, array in plan.arrays.items():
            made[name][:] = array
        for fill in plan.fillers:
            fill(made)
        if settle:
            content.flush()
            os.fsync(file.fileno())


def _reserve(handle: int, size: int) -> None:
    """Make a file so long; where the disk is full, say so now. Raises OSError."""
    if hasattr(os, "posix_fallocate"):
        os.posix_fallocate(handle, 0, size)
    else:
        os.ftruncate(handle, size)


def open_arrays(path: Path) -> Arrays:
    """The arrays of ``path``, read as they are used and not to be written to. Raises IndexDamagedError."""
    try:
        with path.open("rb") as file:
            content = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        if content[:8] != MAGIC:
            raise ValueError("another kind of file")
        start = 16 + int.from_bytes(content[8:16], "little")
        told = json.loads(content[16:start])
        return {name: _array(content, start, *entry) for name, entry in told.items()}
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise IndexDamagedError(
            f"The index is damaged: {path.name} cannot be read ({error}).", "Run: policysearch build --full"
        ) from error


def _array(content: mmap.mmap, start: int, code: str, length: int, place: int) -> NDArray[Any]:
    if length < 0 or place < 0:
        raise ValueError("a negative extent")
    return np.frombuffer(content, _TYPES[code], length, start + place) if length else np.empty(0, _TYPES[code])


def _aligned(size: int) -> int:
    return -(-size // _BOUNDARY) * _BOUNDARY
