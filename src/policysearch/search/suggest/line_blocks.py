"""Lines of text in compressed blocks, as arrays."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from policysearch.compression import CompressedRecords, learn_dictionary, record_arrays
from policysearch.method_cache import method_cache

BLOCK = 16  # lines
CACHED_BLOCKS = 256  # of the lines of most worth, which many prefixes have: some 0.5 MB


class LineBlocks:
    """Lines by their number, without a line break in them. A block is decompressed when one of its lines is read.

    Arrays: ``size`` (uint32, one: the lines), and those of ``CompressedRecords`` with a block as a record.
    """

    def __init__(self, arrays: Mapping[str, NDArray[Any]]) -> None:
        self._size = int(arrays["size"][0])
        self._blocks = CompressedRecords(arrays)
        self._cached_block = method_cache(self._block, CACHED_BLOCKS)

    def __len__(self) -> int:
        return self._size

    def __getitem__(self, number: int) -> str:
        return self._cached_block(number // BLOCK)[number % BLOCK]

    def __iter__(self) -> Iterator[str]:
        return (line for number in range(-(-self._size // BLOCK)) for line in self._block(number))

    def _block(self, number: int) -> list[str]:
        return self._blocks[number].decode("utf-8").split("\n")


def line_block_arrays(lines: Sequence[str]) -> dict[str, NDArray[Any]]:
    """Return the arrays of ``LineBlocks``."""
    blocks = ["\n".join(lines[first : first + BLOCK]).encode("utf-8") for first in range(0, len(lines), BLOCK)]
    return {"size": np.array([len(lines)], np.uint32), **record_arrays(blocks, learn_dictionary(blocks))}
