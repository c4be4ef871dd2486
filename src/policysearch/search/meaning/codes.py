"""Vectors in few bytes: a byte a dimension, or a bit a dimension and 64 of them in a word."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

Codes = NDArray[np.uint64]  # (words, vectors)
Counts = NDArray[Any]  # uint8 or uint16
WORD = 64  # bits
ROUGH_WORDS = 3  # of a code that are compared with all others
SAMPLE = 16  # every so many counts are a sample of them
BLOCK = 32_768  # codes that are compared at once, so that what is worked out between stays in the processor's cache
SMALL = 20_000  # codes, of which all are compared whole


def binary_codes(vectors: NDArray[Any]) -> Codes:
    """Return the signs of vectors of shape (vectors, dimensions), a bit each, by word."""
    count, dimensions = vectors.shape
    bits = np.zeros((count, -(-dimensions // WORD) * WORD), np.bool_)
    bits[:, :dimensions] = vectors > 0
    words = np.packbits(bits, axis=1).view("<u8")
    return np.ascontiguousarray(words.T)


def distances(codes: Codes, code: NDArray[np.uint64]) -> Counts:
    """Return the number of bits in which each of ``codes`` differs from ``code``, of shape (words,)."""
    size = codes.shape[1]
    counts: Counts = np.zeros(size, np.uint8 if len(codes) * WORD < 256 else np.uint16)
    differences, bits = np.empty(min(size, BLOCK), np.uint64), np.empty(min(size, BLOCK), np.uint8)
    for start in range(0, size, BLOCK):
        block = counts[start : start + BLOCK]
        for word, of_question in zip(codes[:, start : start + BLOCK], code, strict=True):
            different = np.bitwise_xor(word, of_question, out=differences[: len(block)])
            block += np.bitwise_count(different, out=bits[: len(block)])
    return counts


def roughly_nearest(codes: Codes, code: NDArray[np.uint64], most: int) -> NDArray[np.int64]:
    """Return the indexes of about ``most`` codes that differ least in their first bits; all where there are few.

    How many bits that are is estimated from a sample.
    """
    size = codes.shape[1]
    if size <= SMALL:
        return np.arange(size)
    counts = distances(codes[:ROUGH_WORDS], code[:ROUGH_WORDS])
    totals = np.cumsum(np.bincount(counts[::SAMPLE])) * SAMPLE
    return np.flatnonzero(counts <= np.searchsorted(totals, most))


def nearest(counts: Counts, most: int) -> NDArray[np.int64]:
    """Return the indexes of the ``most`` smallest counts, or a few more or less of those that tie at the end."""
    if len(counts) <= most:
        return np.arange(len(counts))
    totals = np.cumsum(np.bincount(counts))
    limit = int(np.searchsorted(totals, most, side="right"))
    best = np.flatnonzero(counts < limit)
    if len(best) * 2 < most:  # many tie at the limit: as many of them as there is room for
        best = np.concatenate([best, np.flatnonzero(counts == limit)[: most - len(best)]])
    return best


def quantised(vectors: NDArray[np.floating[Any]]) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """Return vectors as int8 and the scale of each: int8 * scale is the vector to within half a step."""
    largest = np.abs(vectors).max(axis=1, initial=0).astype(np.float32)
    scales = np.where(largest > 0, largest / 127, 1).astype(np.float32)
    return np.rint(vectors / scales[:, None]).astype(np.int8), scales
