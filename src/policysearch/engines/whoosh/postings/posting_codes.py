"""What a posting weighs, how long its document is and how often the term stands there, as one number."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from policysearch.engines.whoosh.arrays.ragged import smallest_dtype

_DENSE = 1 << 24  # possible triples that are counted out; more are sorted


def code_arrays(
    name: str, weights: NDArray[Any], lengths: NDArray[Any], counts: NDArray[Any]
) -> dict[str, NDArray[Any]]:
    """The code of each posting, and what the codes mean: every triple that there is has one."""
    codes, table = distinct(weights, lengths, counts)
    return {name: smallest_dtype(codes, np.uint16), **table_arrays(name, table)}


def table_arrays(name: str, table: list[NDArray[np.uint32]]) -> dict[str, NDArray[Any]]:
    """What the codes mean."""
    return {f"{name}/{part}": column for part, column in zip(("weights", "lengths", "counts"), table, strict=True)}


def distinct(*columns: NDArray[Any]) -> tuple[NDArray[Any], list[NDArray[np.uint32]]]:
    """Numbers for the distinct rows of ``columns`` (whole numbers), and those rows; numbered in their order."""
    codes, rows = _renumbered(columns[0].astype(np.int64))
    table = [rows]
    for column in columns[1:]:
        wide = int(column.max()) + 1 if len(column) else 1
        codes, pairs = _renumbered(codes.astype(np.int64) * wide + column)
        table = [one[pairs // wide] for one in table] + [pairs % wide]
    return codes, [column.astype(np.uint32) for column in table]


def _renumbered(keys: NDArray[np.int64]) -> tuple[NDArray[Any], NDArray[np.int64]]:
    """The place of each of ``keys`` among the distinct ones, and those."""
    largest = int(keys.max()) if len(keys) else 0
    if largest >= _DENSE:
        held, places = np.unique(keys, return_inverse=True)
        return places, held
    seen = np.zeros(largest + 1, np.bool_)
    seen[keys] = True
    held = np.flatnonzero(seen)
    numbers = np.empty(largest + 1, np.uint32)
    numbers[held] = np.arange(len(held))
    return numbers[keys], held
