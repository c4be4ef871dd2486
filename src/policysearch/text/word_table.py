"""A hash table of words, thousands looked up at a time."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

_MULTIPLIERS = (np.uint64(0x9E3779B97F4A7C15), np.uint64(0xC2B2AE3D27D4EB4F))
_HALF = np.uint64(32)


class WordTable:
    """Maps pairs of 64-bit numbers to 32-bit numbers: open addressing with linear probing, the pairs compared."""

    def __init__(self) -> None:
        self._count = 0
        self._allocate(12)

    def find(self, low: NDArray[np.uint64], high: NDArray[np.uint64]) -> NDArray[np.int32]:
        """Return the number of each pair; -1 where it has none."""
        slots = self._home_slots(low, high)
        numbers = self._numbers[slots]
        unresolved = np.flatnonzero(((self._low[slots] != low) | (self._high[slots] != high)) & (numbers >= 0))
        slots = slots[unresolved]
        while len(unresolved):  # another pair has these slots
            slots = (slots + 1) & self._last
            candidates = self._numbers[slots]
            numbers[unresolved] = candidates
            differs = (self._low[slots] != low[unresolved]) | (self._high[slots] != high[unresolved])
            collided = np.flatnonzero(differs & (candidates >= 0))
            unresolved, slots = unresolved[collided], slots[collided]
        return numbers

    def add(self, low: NDArray[np.uint64], high: NDArray[np.uint64], numbers: NDArray[np.int32]) -> None:
        """Add pairs that the table does not have; a pair may occur more than once among them, with one number."""
        numbers, firsts = np.unique(numbers, return_index=True)
        low, high = low[firsts], high[firsts]
        self._count += len(numbers)
        if 2 * self._count > len(self._numbers):
            used = np.flatnonzero(self._numbers >= 0)
            entries = (self._low[used], self._high[used], self._numbers[used])
            self._allocate(int(4 * self._count).bit_length())
            self._put(*entries)
        self._put(low, high, numbers)

    def _put(self, low: NDArray[np.uint64], high: NDArray[np.uint64], numbers: NDArray[np.int32]) -> None:
        slots = self._home_slots(low, high)
        while len(numbers):
            _, firsts = np.unique(slots, return_index=True)
            placed = firsts[self._numbers[slots[firsts]] < 0]
            targets = slots[placed]
            self._low[targets], self._high[targets], self._numbers[targets] = low[placed], high[placed], numbers[placed]
            remaining = np.ones(len(numbers), np.bool_)
            remaining[placed] = False
            low, high, numbers = low[remaining], high[remaining], numbers[remaining]
            slots = (slots[remaining] + 1) & self._last

    def _home_slots(self, low: NDArray[np.uint64], high: NDArray[np.uint64]) -> NDArray[np.int64]:
        """Return the slot of each pair by its hash, where it stands unless another pair came first."""
        mixed = (low * _MULTIPLIERS[0]) ^ (high * _MULTIPLIERS[1])
        mixed = (mixed ^ (mixed >> _HALF)) * _MULTIPLIERS[0]
        slots: NDArray[np.int64] = (mixed >> self._shift).astype(np.int64)
        return slots

    def _allocate(self, bits: int) -> None:
        """Make an empty table of 2 ** ``bits`` slots."""
        size = 1 << bits
        self._last = size - 1
        self._shift = np.uint64(64 - bits)
        self._low, self._high = np.zeros(size, np.uint64), np.zeros(size, np.uint64)
        self._numbers = np.full(size, -1, np.int32)
