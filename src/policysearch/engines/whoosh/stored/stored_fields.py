"""Stored records of documents, compressed one by one with a shared Zstandard dictionary."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray

from policysearch.compression import MIN_COMPRESSED, Decompressors, compress, learn_dictionary
from policysearch.engines.whoosh.arrays.array_plan import Arrays
from policysearch.text.ragged import unique_below


class StoredFields:
    """The records of a segment, by document number.

    ``dictionary_of[number]`` says how a record is compressed: 0 not at all, else with the dictionary of that number,
    counted from 1.
    """

    def __init__(self, arrays: Arrays) -> None:
        self._content = arrays["records"].data
        self._ends = arrays["records/ends"].data
        self._dictionary_of = arrays["records/by"].data
        self._decompressors = Decompressors(dictionaries_of(arrays))

    def __getitem__(self, number: int) -> bytes:
        start = self._ends[number - 1] if number else 0
        content = self._content[start : self._ends[number]]
        dictionary = self._dictionary_of[number]
        return self._decompressors[dictionary](content) if dictionary else bytes(content)


def stored_arrays(records: Sequence[bytes], dictionary: bytes) -> dict[str, NDArray[Any]]:
    """Return the arrays of ``records``, compressed with ``dictionary`` where they are large enough."""
    large = [record for record in records if len(record) >= MIN_COMPRESSED]
    compressed = iter(compress(large, dictionary))
    content = [next(compressed) if len(record) >= MIN_COMPRESSED else record for record in records]
    return {
        "records": np.frombuffer(b"".join(content), np.uint8),
        "records/ends": np.cumsum(np.fromiter(map(len, content), np.uint64, len(content)), dtype=np.uint64),
        "records/by": np.fromiter((len(record) >= MIN_COMPRESSED for record in records), np.uint8, len(records)),
        **dictionary_arrays([dictionary]),
    }


def train_record_dictionary(records: Sequence[bytes]) -> bytes:
    """Return a dictionary trained on a sample of ``records``; the default one where they are few or all alike."""
    return learn_dictionary(records) or default_dictionary()


@cache
def default_dictionary() -> bytes:
    """Return the dictionary that comes with the product: text that records of any workshops often have in them."""
    return (files("policysearch") / "engines" / "whoosh" / "stored" / "zstd_dictionary.txt").read_bytes()


def dictionaries_of(arrays: Arrays) -> list[bytes]:
    """Return the dictionaries of a segment's or run's records; number 1 is the first."""
    content, ends = arrays["records/common"].tobytes(), arrays["records/common/ends"].tolist()
    return [content[start:end] for start, end in zip([0, *ends], ends, strict=False)]


def dictionary_arrays(dictionaries: Sequence[bytes]) -> dict[str, NDArray[Any]]:
    """Return the arrays that ``dictionaries_of`` reads."""
    return {
        "records/common": np.frombuffer(b"".join(dictionaries), np.uint8),
        "records/common/ends": np.cumsum([len(dictionary) for dictionary in dictionaries], dtype=np.uint32),
    }


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
