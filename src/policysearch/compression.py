"""Many small records, compressed one by one with a dictionary that is trained on them (Zstandard)."""

from __future__ import annotations

from collections.abc import Sequence
from threading import local
from typing import Any

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


def compress(records: Sequence[bytes], dictionary: bytes) -> list[bytes]:
    """Return each record compressed with ``dictionary``."""
    compressor = ZstdCompressor(_LEVEL, ZstdCompressionDict(dictionary), write_checksum=False, write_dict_id=False)
    return [compressor.compress(record) for record in records]


class Decompressors(local):
    """The ``decompress`` functions of the dictionaries 1, 2, …, made at first use, for each thread its own."""

    def __init__(self, dictionaries: Sequence[bytes]) -> None:
        self._dictionaries = dictionaries
        self._functions: dict[int, Any] = {}

    def __getitem__(self, number: int) -> Any:
        if number not in self._functions:
            dictionary = ZstdCompressionDict(self._dictionaries[number - 1])
            self._functions[number] = ZstdDecompressor(dictionary).decompress
        return self._functions[number]


def _dictionary_size(records: Sequence[bytes]) -> int:
    """Return how many bytes a dictionary for ``records`` may have."""
    total = sum(map(len, records))
    if total >= _LARGE_DICTIONARY_FROM:
        return _LARGE_DICTIONARY_SIZE
    return min(_DICTIONARY_SIZE, total // _DICTIONARY_SHARE)
