"""Lines of text in compressed blocks, as arrays."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from policysearch.compression import MIN_COMPRESSED, Decompressors, compress, learn_dictionary

BLOCK = 16  # lines


class LineBlocks:
    """Lines by their number, without a line break in them. A block is decompressed when one of its lines is read.

    Arrays: ``size`` (uint32, one: the lines), ``records`` (uint8: the blocks), ``records/ends`` (uint64, a block each),
    ``records/by`` (uint8, a block each: 0 for stored as it is, else the number of its dictionary),
    ``records/common`` and ``records/common/ends`` (the dictionaries).
    """

    def __init__(self, arrays: Mapping[str, NDArray[Any]]) -> None:
        self._size = int(arrays["size"][0])
        self._content = arrays["records"].data
        self._ends = arrays["records/ends"].tolist()
        self._dictionaries = arrays["records/by"].tolist()
        content, ends = arrays["records/common"].tobytes(), arrays["records/common/ends"].tolist()
        self._decompress = Decompressors([content[a:b] for a, b in zip([0, *ends], ends, strict=False)])

    def __len__(self) -> int:
        return self._size

    def __getitem__(self, number: int) -> str:
        return self._block(number // BLOCK)[number % BLOCK]

    def __iter__(self) -> Iterator[str]:
        return (line for number in range(-(-self._size // BLOCK)) for line in self._block(number))

    def _block(self, number: int) -> list[str]:
        block = self._content[self._ends[number - 1] if number else 0 : self._ends[number]]
        dictionary = self._dictionaries[number]
        return str(self._decompress[dictionary](block) if dictionary else block, "utf-8").split("\n")


def line_block_arrays(lines: Sequence[str]) -> dict[str, NDArray[Any]]:
    """Return the arrays of ``LineBlocks``."""
    blocks = ["\n".join(lines[first : first + BLOCK]).encode("utf-8") for first in range(0, len(lines), BLOCK)]
    dictionary = learn_dictionary(blocks)
    compressed = np.fromiter(
        (bool(dictionary) and len(block) >= MIN_COMPRESSED for block in blocks), np.uint8, len(blocks)
    )
    if dictionary:
        squeezed = compress(blocks, dictionary)
        blocks = [small if by else block for block, small, by in zip(blocks, squeezed, compressed, strict=True)]
    return {
        "size": np.array([len(lines)], np.uint32),
        "records": np.frombuffer(b"".join(blocks), np.uint8),
        "records/ends": np.cumsum(np.fromiter(map(len, blocks), np.uint64, len(blocks)), dtype=np.uint64),
        "records/by": compressed,
        "records/common": np.frombuffer(dictionary or b"", np.uint8),
        "records/common/ends": np.array([len(dictionary)] if dictionary else [], np.uint32),
    }
