"""The other process of reading: takes sources in batches and answers with what it read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from policysearch.materials.parallel import Packed, packed
from policysearch.materials.read_workshop import read
from policysearch.processes import serve


def answers(messages: Iterator[Any]) -> Iterator[list[Packed]]:
    """The folder and the vocabulary come first, then batches of sources."""
    folder, vocabulary = next(messages)
    for batch in messages:
        yield [packed(read(source, folder, vocabulary)) for source in batch]


if __name__ == "__main__":
    serve(answers)
