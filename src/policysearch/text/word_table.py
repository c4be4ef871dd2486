"""A table of words: found by their bytes, thousands at a time."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

_SPREAD = (np.uint64(0x9E3779B97F4A7C15), np.uint64(0xC2B2AE3D27D4EB4F))
_HALF = np.uint64(32)


class WordTable:
    """Maps pairs of 64-bit numbers to numbers of their own: open addressing, the pairs themselves compared."""

    def __init__(self) -> None:
        self._count = 0
        self._make(12)

    def find(self, low: NDArray[np.uint64], high: NDArray[np.uint64]) -> NDArray[np.int32]:
        """The number of each pair; -1 where it is not known."""
        places = self._home(low, high)
        found = self._numbers[places]
        left = np.flatnonzero(((self._low[places] != low) | (self._high[places] != high)) & (found >= 0))
        places = places[left]
        while len(left):  # another pair is where these should be
            places = (places + 1) & self._last
            there = self._numbers[places]
            found[left] = there
            other = (self._low[places] != low[left]) | (self._high[places] != high[left])
            again = np.flatnonzero(other & (there >= 0))
            left, places = left[again], places[again]
        return found

    def add(self, low: NDArray[np.uint64], high: NDArray[np.uint64], numbers: NDArray[np.int32]) -> None:
        """Note the numbers of pairs that are not known; a pair may stand there more than once."""
        numbers, firsts = np.unique(numbers, return_index=True)
        low, high = low[firsts], high[firsts]
        self._count += len(numbers)
        if 2 * self._count > len(self._numbers):
            held = np.flatnonzero(self._numbers >= 0)
            before = (self._low[held], self._high[held], self._numbers[held])
            self._make(int(4 * self._count).bit_length())
            self._put(*before)
        self._put(low, high, numbers)

    def _put(self, low: NDArray[np.uint64], high: NDArray[np.uint64], numbers: NDArray[np.int32]) -> None:
        places = self._home(low, high)
        while len(numbers):
            _, firsts = np.unique(places, return_index=True)
            chosen = firsts[self._numbers[places[firsts]] < 0]
            at = places[chosen]
            self._low[at], self._high[at], self._numbers[at] = low[chosen], high[chosen], numbers[chosen]
            left = np.ones(len(numbers), np.bool_)
            left[chosen] = False
            low, high, numbers = low[left], high[left], numbers[left]
            places = (places[left] + 1) & self._last

    def _home(self, low: NDArray[np.uint64], high: NDArray[np.uint64]) -> NDArray[np.int64]:
        """Where a pair should be."""
        mixed = (low * _SPREAD[0]) ^ (high * _SPREAD[1])
        mixed = (mixed ^ (mixed >> _HALF)) * _SPREAD[0]
        places: NDArray[np.int64] = (mixed >> self._shift).astype(np.int64)
        return places

    def _make(self, bits: int) -> None:
        size = 1 << bits
        self._last = size - 1
        self._shift = np.uint64(64 - bits)
        self._low, self._high = np.zeros(size, np.uint64), np.zeros(size, np.uint64)
        self._numbers = np.full(size, -1, np.int32)
