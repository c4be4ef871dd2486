"""Many small records, compressed one by one with a dictionary that is learnt from them (Zstandard)."""

from __future__ import annotations

from collections.abc import Sequence
from threading import local
from typing import Any

from zstandard import ZstdCompressionDict, ZstdCompressor, ZstdDecompressor, ZstdError, train_dictionary

FEWEST = 300  # records to learn from
SMALLEST = 100  # bytes of a record that is worth compressing
_SAMPLED = 400  # records
_DICTIONARY, _LARGE_DICTIONARY = 1 << 16, 1 << 18  # bytes; the large one lets Zstandard look further …
_LARGE_FROM = 7_000_000  # … and pays from so many bytes of records on
_SHARE = 64  # of fewer bytes, the dictionary takes at most one in so many
_LEARNING = {"k": 100, "d": 8}  # bytes of a segment, and of what is counted: to try several takes four times as long
_LEVEL = 3  # with a dictionary, as fast as 1 is without


def learn_dictionary(records: Sequence[bytes]) -> bytes | None:
    """Return a dictionary learnt from a sample of ``records``; None where they are too few or too much alike."""
    large = [record for record in records if len(record) >= SMALLEST]
    if len(large) < FEWEST:
        return None
    sample: list[Any] = large[:: max(len(large) // _SAMPLED, 1)]
    try:
        return train_dictionary(_size(large), sample, **_LEARNING).as_bytes()
    except ZstdError:
        return None


def compress(records: Sequence[bytes], dictionary: bytes) -> list[bytes]:
    """Return each record compressed with ``dictionary``."""
    compressor = ZstdCompressor(_LEVEL, ZstdCompressionDict(dictionary), write_checksum=False, write_dict_id=False)
    return [compressor.compress(record) for record in records]


class Decompressors(local):
    """Decompress records by the number of their dictionary, from 1 on. Each thread has its own."""

    def __init__(self, dictionaries: Sequence[bytes]) -> None:
        self._dictionaries = dictionaries
        self._functions: dict[int, Any] = {}

    def __getitem__(self, number: int) -> Any:
        if number not in self._functions:
            dictionary = ZstdCompressionDict(self._dictionaries[number - 1])
            self._functions[number] = ZstdDecompressor(dictionary).decompress
        return self._functions[number]


def _size(records: Sequence[bytes]) -> int:
    total = sum(map(len, records))
    return _LARGE_DICTIONARY if total >= _LARGE_FROM else min(_DICTIONARY, total // _SHARE)
