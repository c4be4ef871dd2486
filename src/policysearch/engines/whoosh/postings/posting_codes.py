"""A posting's weight, document length and term frequency as one code, an index into a table of such triples."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from policysearch.engines.whoosh.arrays.ragged import smallest_dtype

_TABLE_SIZE = 1 << 24  # keys below this are numbered by a table of this size, larger ones by sorting


def code_arrays(
    name: str, weights: NDArray[Any], lengths: NDArray[Any], counts: NDArray[Any]
) -> dict[str, NDArray[Any]]:
    """Return the arrays ``name`` (the code of each posting, 16 bits or more) and ``name/weights`` and so on."""
    codes, table = distinct(weights, lengths, counts)
    return {name: smallest_dtype(codes, np.uint16), **table_arrays(name, table)}


def table_arrays(name: str, table: list[NDArray[np.uint32]]) -> dict[str, NDArray[Any]]:
    """Return the arrays of a table of codes: the weights, lengths and counts, by code."""
    return {f"{name}/{part}": column for part, column in zip(("weights", "lengths", "counts"), table, strict=True)}


def distinct(*columns: NDArray[Any]) -> tuple[NDArray[Any], list[NDArray[np.uint32]]]:
    """Return (codes, table) of the rows of ``columns``: equal rows have equal codes, ``table`` the columns by code.

    Codes number the distinct rows from 0 in ascending order; ``columns`` are whole numbers, none negative.
    """
    codes, rows = _renumber(columns[0].astype(np.int64))
    table = [rows]
    for column in columns[1:]:
        width = int(column.max()) + 1 if len(column) else 1
        codes, pairs = _renumber(codes.astype(np.int64) * width + column)
        table = [values[pairs // width] for values in table] + [pairs % width]
    return codes, [column.astype(np.uint32) for column in table]


def _renumber(keys: NDArray[np.int64]) -> tuple[NDArray[Any], NDArray[np.int64]]:
    """Return the index of each key among the distinct keys, and the distinct keys, ascending."""
    largest = int(keys.max()) if len(keys) else 0
    if largest >= _TABLE_SIZE:
        unique, indices = np.unique(keys, return_inverse=True)
        return indices, unique
    seen = np.zeros(largest + 1, np.bool_)
    seen[keys] = True
    unique = np.flatnonzero(seen)
    numbers = np.empty(largest + 1, np.uint32)
    numbers[unique] = np.arange(len(unique))
    return numbers[keys], unique
