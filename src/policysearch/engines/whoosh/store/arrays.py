"""Named arrays in one file, memory-mapped.

A file is 16 bytes (``MAGIC``, the length of the header), the header, and the arrays, each on a boundary of 64 bytes.
The header is JSON: ``{"name": ["<u4", length, offset], …}``, offsets from the first boundary after it. All arrays have
one dimension and little-endian numbers; no object is ever stored, so that nothing that is read can run.
"""

from __future__ import annotations

import json
import mmap
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from policysearch.errors import IndexDamagedError

Arrays = Mapping[str, NDArray[Any]]
MAGIC = b"PSARRAY1"
_BOUNDARY = 64
_TYPES = {code: np.dtype(code) for code in ("|u1", "<u2", "<u4", "<u8", "<i4", "<i8")}


def write_arrays(path: Path, arrays: Arrays) -> None:
    """Write ``arrays`` to ``path`` and to the disk to stay."""
    told, place = {}, 0
    for name, array in arrays.items():
        told[name] = [array.dtype.newbyteorder("<").str, len(array), place]
        place += _aligned(array.nbytes)
    header = json.dumps(told, separators=(",", ":")).encode("utf-8")
    header += b" " * (_aligned(16 + len(header)) - 16 - len(header))
    with path.open("wb") as file:
        file.write(MAGIC + len(header).to_bytes(8, "little") + header)
        for array in arrays.values():
            file.write(np.ascontiguousarray(array, array.dtype.newbyteorder("<")).data)
            file.write(bytes(_aligned(array.nbytes) - array.nbytes))
        file.flush()
        os.fsync(file.fileno())


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
