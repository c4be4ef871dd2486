"""Named arrays and a JSON header as one sequence of bytes that can be mapped: the layout of safetensors.

Eight bytes with the length of the header, the header (for each array its dtype, shape and place), the arrays. Nothing
in it is executed.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

ALIGNMENT = 64  # bytes
_DTYPES = frozenset(["<f4", "<f2", "|i1", "|u1", "<u2", "<u4", "<u8"])


def dump(arrays: Mapping[str, NDArray[Any]], details: Mapping[str, Any]) -> bytes:
    """Return the arrays and ``details``, which JSON can hold."""
    places: dict[str, Any] = {}
    end = 0
    for name, array in arrays.items():
        start = -(-end // ALIGNMENT) * ALIGNMENT
        end = start + array.nbytes
        places[name] = {"dtype": array.dtype.str, "shape": array.shape, "start": start}
    header = json.dumps({"details": details, "arrays": places}, ensure_ascii=False).encode("utf-8")
    header += b" " * (-(len(header) + 8) % ALIGNMENT)
    content = bytearray(len(header).to_bytes(8, "little") + header)
    for name, array in arrays.items():
        content += bytes(8 + len(header) + places[name]["start"] - len(content))
        content += np.ascontiguousarray(array).tobytes()
    return bytes(content)


def load(content: memoryview) -> tuple[dict[str, NDArray[Any]], dict[str, Any]]:
    """Return the arrays, as views of ``content``, and the details. Raises ValueError where it is no such content."""
    size = int.from_bytes(content[:8], "little")
    if not 0 < size <= len(content) - 8:
        raise ValueError("the header does not fit")
    try:
        header = json.loads(bytes(content[8 : 8 + size]))
        arrays = {name: _array(content[8 + size :], **place) for name, place in header["arrays"].items()}
        return arrays, dict(header["details"])
    except (KeyError, TypeError) as error:
        raise ValueError("the header is not whole") from error


def _array(content: memoryview, dtype: str, shape: list[int], start: int) -> NDArray[Any]:
    if dtype not in _DTYPES or min([start, *shape]) < 0:
        raise ValueError(f"there is no array of {dtype}")
    count = int(np.prod(shape, dtype=np.int64))
    return np.frombuffer(content, np.dtype(dtype), count, start).reshape(shape)
