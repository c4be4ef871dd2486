"""Which words of a document no draft has: the net below everything that is left out on purpose."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from policysearch.importers.outline import Block

_WORD = re.compile(r"\w+")
_RUN = 5  # words: a block is there where all its runs of so many words are


class Words:
    """The runs of words that texts have, up to ``_RUN`` words long."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._runs: set[tuple[str, ...]] = set()
        for text in texts:
            words = _words(text)
            for length in range(1, _RUN + 1):
                self._runs.update(tuple(words[start : start + length]) for start in range(len(words) - length + 1))

    def has(self, text: str) -> bool:
        """Return whether every run of words of ``text`` is there."""
        return all(run in self._runs for run in _runs(_words(text)))

    def has_each(self, text: str) -> bool:
        """Return whether every single word of ``text`` is there."""
        return all((word,) in self._runs for word in _words(text))


def uncovered(blocks: Sequence[Block], texts: Iterable[str]) -> tuple[Block, ...]:
    """Return the blocks that have words in an order in which none of ``texts`` has them."""
    words = Words(texts)
    return tuple(block for block in blocks if not words.has(block.text))


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _runs(words: Sequence[str]) -> Iterator[tuple[str, ...]]:
    length = min(_RUN, len(words))
    if length:
        yield from (tuple(words[start : start + length]) for start in range(len(words) - length + 1))
