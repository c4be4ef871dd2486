"""Named arrays in one file, memory-mapped.

A file is 16 bytes (``MAGIC``, the length of the header), the header, and the arrays, each on a boundary of 64 bytes.
The header is JSON, padded with spaces: ``{"name": ["<u4", length, offset], …}``, offsets from the end of the header.
All arrays have one dimension and little-endian whole numbers; no object is ever stored, so that nothing that is read
can run. The whole format is in docs/INDEX_FORMAT.md.
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
from policysearch.engines.whoosh.shortages import raise_shortage
from policysearch.model.errors import IndexDamagedError
from policysearch.model.message import message

MAGIC = b"PSARRAY1"
_BOUNDARY = 64  # bytes
_DTYPES = {code: np.dtype(code) for code in ("|u1", "<u2", "<u4", "<u8", "<i4", "<i8")}
_Entry = tuple[str, int, int]  # what the header says of an array: dtype, length, offset


def write_arrays(path: Path, arrays: Arrays, *, fsync: bool = True) -> None:
    """Write ``arrays`` to the new file ``path``; with ``fsync``, return when they are on the disk. Raises OSError."""
    write_plan(path, ArrayPlan(dict(arrays)), fsync=fsync)


def write_plan(path: Path, plan: ArrayPlan, *, fsync: bool = True) -> None:
    """Write the arrays of ``plan`` to the new file ``path`` and fill its spaces in the file. Raises OSError."""
    entries, arrays_size = _entries(plan)
    header = _header(entries)
    start, size = len(header), len(header) + arrays_size
    with path.open("xb+") as file:
        _reserve(file.fileno(), size)
        content = mmap.mmap(file.fileno(), size)
        content[:start] = header
        mapped = {name: _array(content, start, *entry) for name, entry in entries.items()}
        for name, array in plan.arrays.items():
            mapped[name][:] = array
        for fill in plan.fillers:
            fill(mapped)
        if fsync:
            content.flush()
            os.fsync(file.fileno())


def _entries(plan: ArrayPlan) -> tuple[dict[str, _Entry], int]:
    """Return the header's entry of each array, and how many bytes all arrays take."""
    dtypes = {name: (array.dtype, len(array)) for name, array in plan.arrays.items()} | plan.spaces
    entries: dict[str, _Entry] = {}
    offset = 0
    for name, (dtype, length) in dtypes.items():
        entries[name] = (np.dtype(dtype).newbyteorder("<").str, length, offset)
        offset += _aligned(np.dtype(dtype).itemsize * length)
    return entries, offset


def _header(entries: dict[str, _Entry]) -> bytes:
    """Return the bytes before the first array."""
    header = json.dumps(entries, separators=(",", ":")).encode("utf-8")
    start = _aligned(16 + len(header))
    return MAGIC + (start - 16).to_bytes(8, "little") + header.ljust(start - 16)


def _reserve(handle: int, size: int) -> None:
    """Give a file ``size`` bytes now, since a full disk would end the process when mapped pages are written."""
    if hasattr(os, "posix_fallocate"):
        os.posix_fallocate(handle, 0, size)
    else:
        os.ftruncate(handle, size)


def open_arrays(path: Path) -> Arrays:
    """Return the arrays of ``path``, mapped: read from the disk when they are used, read-only.

    Raises IndexDamagedError or EngineUnavailableError.
    """
    try:
        with path.open("rb") as file:
            content = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        if content[:8] != MAGIC:
            raise ValueError("another kind of file")
        start = 16 + int.from_bytes(content[8:16], "little")
        entries = json.loads(content[16:start])
        return {name: _array(content, start, *entry) for name, entry in entries.items()}
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise_shortage(error)
        raise IndexDamagedError(
            message("The index is damaged: {name} cannot be read ({error}).", name=path.name, error=error),
            "Run: policysearch build --full",
        ) from error


def _array(content: mmap.mmap, start: int, code: str, length: int, offset: int) -> NDArray[Any]:
    if length < 0 or offset < 0:
        raise ValueError("a negative extent")
    return np.frombuffer(content, _DTYPES[code], length, start + offset) if length else np.empty(0, _DTYPES[code])


def _aligned(size: int) -> int:
    """Return ``size`` rounded up to the next boundary."""
    return -(-size // _BOUNDARY) * _BOUNDARY
