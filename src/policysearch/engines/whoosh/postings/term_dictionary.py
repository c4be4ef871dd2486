"""Sorted byte strings that know their numbers."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from policysearch.engines.whoosh.arrays.array_plan import Arrays
from policysearch.engines.whoosh.arrays.ragged import radix_argsort


class TermDictionary:
    """Distinct byte strings, sorted; a string's number is its place among them.

    Found by hash (open addressing, the strings compared on a hit), so that a lookup costs the same for any size.
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
        """The number of ``string``; -1 where it is not there."""
        slots, ends, text = self._slots, self._ends, self._text
        place = crc32(string) & self._mask
        while held := slots[place]:
            start = ends[held - 2] if held > 1 else 0
            if text[start : ends[held - 1]] == string:
                return held - 1
            place += 1
        return -1

    def first(self, string: bytes) -> int:
        """The number of the first string that is not below ``string``; the size where all are."""
        return bisect_left(self, string)


def dictionary_arrays(name: str, strings: list[bytes]) -> Arrays:
    """The arrays of a Dictionary of ``strings``, which are distinct and sorted."""
    ends = np.cumsum(np.fromiter(map(len, strings), np.uint32, len(strings)), dtype=np.uint32)
    return {
        f"{name}/text": np.frombuffer(b"".join(strings), np.uint8),
        f"{name}/ends": ends,
        f"{name}/slots": _slots(strings),
    }


def _mask(size: int) -> int:
    return (1 << (size * 3 // 2).bit_length()) - 1


def _slots(strings: list[bytes]) -> NDArray[np.uint32]:
    """Where each string is found from its hash: its number + 1; 0 ends a search. Longer than the mask, not wrapped."""
    mask = _mask(len(strings))
    home = np.fromiter(map(crc32, strings), np.uint32, len(strings)) & np.uint32(mask)
    order = radix_argsort(home)
    count = np.arange(len(strings), dtype=np.int64)
    place = np.maximum.accumulate(home[order].astype(np.int64) - count) + count
    slots = np.zeros(max(mask + 1, int(place[-1]) + 1 if len(strings) else 0) + 1, np.uint32)
    slots[place] = order + 1
    return slots
