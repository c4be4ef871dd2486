"""Sorted byte strings and their numbers."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from policysearch.engines.whoosh.arrays.array_plan import Arrays
from policysearch.engines.whoosh.arrays.ragged import radix_argsort


class TermDictionary:
    """Distinct byte strings in ascending order; a string's number is its index in that order.

    A string is looked up in a hash table (open addressing, CRC-32), so the time does not grow with the dictionary.
    """

    def __init__(self, arrays: Arrays, name: str) -> None:
        self._text = arrays[f"{name}/text"].data
        self._ends = arrays[f"{name}/ends"].data
        self._slots = arrays[f"{name}/slots"].data
        self._mask = _mask(len(self._ends))

    def __len__(self) -> int:
        return len(self._ends)

    def __getitem__(self, number: int) -> bytes:
        start = self._ends[number - 1] if number else 0
        return bytes(self._text[start : self._ends[number]])

    def __iter__(self) -> Iterator[bytes]:
        text, start = bytes(self._text), 0
        for end in self._ends:
            yield text[start:end]
            start = end

    def number(self, string: bytes) -> int:
        """Return the number of ``string``; -1 where it is not in the dictionary."""
        slots, ends, text = self._slots, self._ends, self._text
        place = crc32(string) & self._mask
        while entry := slots[place]:  # number + 1
            start = ends[entry - 2] if entry > 1 else 0
            if text[start : ends[entry - 1]] == string:
                return entry - 1
            place += 1
        return -1

    def first(self, string: bytes) -> int:
        """Return the number of the first string that is not below ``string``; the size where all are."""
        return bisect_left(self, string)


def dictionary_arrays(name: str, strings: list[bytes]) -> Arrays:
    """Return the arrays of a dictionary of ``strings``, which are distinct and in ascending order."""
    ends = np.cumsum(np.fromiter(map(len, strings), np.uint32, len(strings)), dtype=np.uint32)
    return {
        f"{name}/text": np.frombuffer(b"".join(strings), np.uint8),
        f"{name}/ends": ends,
        f"{name}/slots": _slots(strings),
    }


def _mask(size: int) -> int:
    """Return the mask of a dictionary's hashes: slots are a power of two, more than one and a half times the size."""
    return (1 << (size * 3 // 2).bit_length()) - 1


def _slots(strings: list[bytes]) -> NDArray[np.uint32]:
    """Return the hash table: number + 1 of a string at its hash or in the next free slot, 0 where a slot is free.

    It does not wrap: after the slots of the mask there are as many more as are needed, and a free one at the end.
    """
    mask = _mask(len(strings))
    hashes = np.fromiter(map(crc32, strings), np.uint32, len(strings)) & np.uint32(mask)
    order = radix_argsort(hashes)
    count = np.arange(len(strings), dtype=np.int64)
    places = np.maximum.accumulate(hashes[order].astype(np.int64) - count) + count
    slots = np.zeros(max(mask + 1, int(places[-1]) + 1 if len(strings) else 0) + 1, np.uint32)
    slots[places] = order + 1
    return slots
