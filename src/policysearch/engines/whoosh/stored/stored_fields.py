"""The Zstandard dictionaries of stored documents: trained, the default one, and those of merged segments."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray

from policysearch.compression import dictionaries_of, dictionary_arrays, learn_dictionary
from policysearch.engines.whoosh.arrays.array_plan import Arrays
from policysearch.text.ragged import unique_below


def train_record_dictionary(records: Sequence[bytes]) -> bytes:
    """Return a dictionary trained on a sample of ``records``; the default one where they are few or all alike."""
    return learn_dictionary(records) or default_dictionary()


@cache
def default_dictionary() -> bytes:
    """Return the dictionary that comes with the product: text that records of any workshops often have in them."""
    return (files("policysearch") / "engines" / "whoosh" / "stored" / "zstd_dictionary.txt").read_bytes()


def merge_dictionaries(
    inputs: Sequence[tuple[Arrays, NDArray[np.int64]]],
) -> tuple[list[NDArray[Any]], dict[str, NDArray[Any]]]:
    """Return per input its records' dictionary numbers in the merged segment, and the arrays of the dictionaries there.

    An input is (arrays, numbers of the documents that are taken). Dictionaries that no taken record needs are left
    out, equal ones are stored once.
    """
    merged: dict[bytes, int] = {}
    columns = []
    for arrays, documents in inputs:
        dictionaries = dictionaries_of(arrays)
        new_numbers = np.zeros(len(dictionaries) + 1, np.uint32)
        for number in unique_below(arrays["records/by"][documents], len(new_numbers)).tolist():
            new_numbers[number] = merged.setdefault(dictionaries[number - 1], len(merged) + 1) if number else 0
        columns.append(new_numbers[arrays["records/by"]])
    return columns, dictionary_arrays([*merged])
