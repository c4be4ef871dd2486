"""Many small records, compressed one by one with a dictionary that is trained on them (Zstandard), as arrays."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from threading import local
from typing import Any

import numpy as np
from numpy.typing import NDArray
from zstandard import ZstdCompressionDict, ZstdCompressor, ZstdDecompressor, ZstdError, train_dictionary

MIN_TRAINING_RECORDS = 300  # from fewer no dictionary is trained
MIN_COMPRESSED = 100  # bytes of a record; smaller ones are not worth compressing
_TRAINING_SAMPLE = 400  # records
_DICTIONARY_SIZE, _LARGE_DICTIONARY_SIZE = 1 << 16, 1 << 18  # bytes; a large one lets Zstandard look further …
_LARGE_DICTIONARY_FROM = 7_000_000  # … and pays from so many bytes of records on
_DICTIONARY_SHARE = 64  # of fewer bytes, a dictionary has at most one 64th
_TRAINING = {"k": 100, "d": 8}  # COVER's sizes of segments and d-mers in bytes; to try several takes four times as long
_LEVEL = 3  # with a dictionary as fast as level 1 without one


def learn_dictionary(records: Sequence[bytes]) -> bytes | None:
    """Return a dictionary trained on a sample of ``records``; None where they are too few or too much alike."""
    large = [record for record in records if len(record) >= MIN_COMPRESSED]
    if len(large) < MIN_TRAINING_RECORDS:
        return None
    sample: list[Any] = large[:: max(len(large) // _TRAINING_SAMPLE, 1)]
    try:
        return train_dictionary(_dictionary_size(large), sample, **_TRAINING).as_bytes()
    except ZstdError:
        return None


class _Decompressors(local):
    """The ``decompress`` functions of the dictionaries 1, 2, …, made at first use, for each thread its own."""

    def __init__(self, dictionaries: Sequence[bytes]) -> None:
        self._dictionaries = dictionaries
        self._functions: dict[int, Any] = {}

    def __getitem__(self, number: int) -> Any:
        if number not in self._functions:
            dictionary = ZstdCompressionDict(self._dictionaries[number - 1])
            self._functions[number] = ZstdDecompressor(dictionary).decompress
        return self._functions[number]


class CompressedRecords:
    """Records by number, each decompressed when it is read.

    Arrays: ``records`` (uint8: all records, one after the other), ``records/ends`` (uint64 per record: its end),
    ``records/by`` (uint8 or more per record: 0 for stored as it is, else the number of its dictionary, counted from 1),
    ``records/common`` and ``records/common/ends`` (the dictionaries).
    """

    def __init__(self, arrays: Mapping[str, NDArray[Any]]) -> None:
        self._content = arrays["records"].data
        self._ends = arrays["records/ends"].data
        self._dictionary_of = arrays["records/by"].data
        self._decompressors = _Decompressors(dictionaries_of(arrays))

    def __getitem__(self, number: int) -> bytes:
        start = self._ends[number - 1] if number else 0
        content = self._content[start : self._ends[number]]
        dictionary = self._dictionary_of[number]
        return self._decompressors[dictionary](content) if dictionary else bytes(content)


def record_arrays(records: Sequence[bytes], dictionary: bytes | None) -> dict[str, NDArray[Any]]:
    """Return the arrays of ``records``, compressed with ``dictionary`` where they are large enough."""
    is_compressed = [dictionary is not None and len(record) >= MIN_COMPRESSED for record in records]
    dictionaries = [] if dictionary is None else [dictionary]
    for_all = ZstdCompressionDict(dictionary or b"")
    compress = ZstdCompressor(_LEVEL, for_all, write_checksum=False, write_dict_id=False).compress
    content = [compress(record) if large else record for record, large in zip(records, is_compressed, strict=True)]
    return {
        "records": np.frombuffer(b"".join(content), np.uint8),
        "records/ends": np.cumsum(np.fromiter(map(len, content), np.uint64, len(content)), dtype=np.uint64),
        "records/by": np.array(is_compressed, np.uint8),
        **dictionary_arrays(dictionaries),
    }


def dictionaries_of(arrays: Mapping[str, NDArray[Any]]) -> list[bytes]:
    """Return the dictionaries of records; number 1 is the first."""
    content, ends = arrays["records/common"].tobytes(), arrays["records/common/ends"].tolist()
    return [content[start:end] for start, end in zip([0, *ends], ends, strict=False)]


def dictionary_arrays(dictionaries: Sequence[bytes]) -> dict[str, NDArray[Any]]:
    """Return the arrays that ``dictionaries_of`` reads."""
    return {
        "records/common": np.frombuffer(b"".join(dictionaries), np.uint8),
        "records/common/ends": np.cumsum([len(dictionary) for dictionary in dictionaries], dtype=np.uint32),
    }


def _dictionary_size(records: Sequence[bytes]) -> int:
    """Return how many bytes a dictionary for ``records`` may have."""
    total = sum(map(len, records))
    if total >= _LARGE_DICTIONARY_FROM:
        return _LARGE_DICTIONARY_SIZE
    return min(_DICTIONARY_SIZE, total // _DICTIONARY_SHARE)
