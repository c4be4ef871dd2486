"""What is stored of documents, compressed one by one: what many of them have in common is told once, beside them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from threading import local
from typing import Any

import numpy as np
from numpy.typing import NDArray
from zstandard import ZstdCompressionDict, ZstdCompressor, ZstdDecompressor, ZstdError, train_dictionary

from policysearch.engines.whoosh.arrays.array_plan import Arrays
from policysearch.text.ragged import unique_below

FEWEST = 300  # records; what fewer have in common is not learnt
_SAMPLED = 400
_SMALL = 100  # bytes; less is not worth compressing
_SOME, _MOST = 1 << 16, 1 << 18  # bytes in common: so many more let Zstandard look further …
_MANY = 7_000_000  # … and pay where there are so many bytes of records
_PART = 64  # of fewer, at most one so many-th is in common
_LEARNING = {"k": 100, "d": 8}  # bytes of a segment, and of what is counted: to try several takes four times as long
_LEVEL = 3  # knowing what is in common, as fast as 1 is without


class StoredFields:
    """The records of a segment. ``by`` says how each is compressed: 0 not at all, else by which of ``common``."""

    def __init__(self, arrays: Arrays) -> None:
        self._content = arrays["records"].data
        self._ends = arrays["records/ends"].data
        self._by = arrays["records/by"].data
        self._kept = _Decompressors(dictionaries_of(arrays))

    def __getitem__(self, number: int) -> bytes:
        start = self._ends[number - 1] if number else 0
        content = self._content[start : self._ends[number]]
        by = self._by[number]
        return self._kept[by](content) if by else bytes(content)


class _Decompressors(local):
    """By number. Each thread has its own: they are not to be shared."""

    def __init__(self, common: Sequence[bytes]) -> None:
        self._common = common
        self._made: dict[int, Any] = {}

    def __getitem__(self, by: int) -> Any:
        if by not in self._made:
            self._made[by] = ZstdDecompressor(ZstdCompressionDict(self._common[by - 1])).decompress
        return self._made[by]


def stored_arrays(records: Sequence[bytes], common: bytes) -> dict[str, NDArray[Any]]:
    """The arrays of ``records``, compressed knowing what they have in ``common``."""
    squeeze = ZstdCompressor(_LEVEL, ZstdCompressionDict(common), write_checksum=False, write_dict_id=False).compress
    by = np.fromiter((len(record) >= _SMALL for record in records), np.uint8, len(records))
    content = [squeeze(one) if squeezed else one for one, squeezed in zip(records, by.tolist(), strict=True)]
    return {
        "records": np.frombuffer(b"".join(content), np.uint8),
        "records/ends": np.cumsum(np.fromiter(map(len, content), np.uint64, len(content)), dtype=np.uint64),
        "records/by": by,
        **dictionary_arrays([common]),
    }


def train_record_dictionary(records: Sequence[bytes]) -> bytes:
    """What many of ``records`` have in common, learnt from a sample; what is usual where they are few."""
    large = [record for record in records if len(record) >= _SMALL]
    if len(large) < FEWEST:
        return default_dictionary()
    sample: list[Any] = large[:: max(len(large) // _SAMPLED, 1)]
    try:
        return train_dictionary(_size(large), sample, **_LEARNING).as_bytes()
    except ZstdError:  # too little, or all the same
        return default_dictionary()


def _size(records: Sequence[bytes]) -> int:
    """How many bytes in common to look for."""
    total = sum(map(len, records))
    return _MOST if total >= _MANY else min(_SOME, total // _PART)


@cache
def default_dictionary() -> bytes:
    """What records of any workshops often have in them."""
    return (files("policysearch") / "engines" / "whoosh" / "stored" / "zstd_dictionary.txt").read_bytes()


def dictionaries_of(arrays: Arrays) -> list[bytes]:
    """What the records of a segment or run have in common, in the order of ``by``."""
    content, ends = arrays["records/common"].tobytes(), arrays["records/common/ends"].tolist()
    return [content[start:end] for start, end in zip([0, *ends], ends, strict=False)]


def dictionary_arrays(common: Sequence[bytes]) -> dict[str, NDArray[Any]]:
    """The arrays of that."""
    return {
        "records/common": np.frombuffer(b"".join(common), np.uint8),
        "records/common/ends": np.cumsum([len(one) for one in common], dtype=np.uint32),
    }


def merge_dictionaries(
    parts: Sequence[tuple[Arrays, NDArray[np.int64]]],
) -> tuple[list[NDArray[Any]], dict[str, NDArray[Any]]]:
    """Per part, of which some documents are taken: its ``by`` among what all parts have in common; and that."""
    held: dict[bytes, int] = {}
    columns = []
    for arrays, taken in parts:
        common = dictionaries_of(arrays)
        numbers = np.zeros(len(common) + 1, np.uint32)
        for by in unique_below(arrays["records/by"][taken], len(numbers)).tolist():
            numbers[by] = held.setdefault(common[by - 1], len(held) + 1) if by else 0
        columns.append(numbers[arrays["records/by"]])
    return columns, dictionary_arrays([*held])
