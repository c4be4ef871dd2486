"""Lines found by the beginnings of their words: sorted words, and per word the lines that have it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import process
from rapidfuzz.distance import OSA

from policysearch.engines.whoosh.stored.stored_fields import StoredFields, stored_arrays, train_record_dictionary
from policysearch.text import fold, forms, is_stop_word
from policysearch.text.fast_tokenizer import FastTokenizer
from policysearch.text.stop_words import stop_words

LATER = np.uint32(1 << 31)  # a key is a line's number, plus this where the word is not its first
BLOCK = 16  # lines that are compressed together
NEAR = 8  # how many words a mistyped one may have been meant as, at most
MAX_WORDS = 8  # of what is typed

Keys = NDArray[np.uint32]


class PrefixTable:
    """Lines in the order of their worth, best first; the text before a line's first tab is what it is found by.

    A line has no line break in it.
    """

    def __init__(self, arrays: Mapping[str, NDArray[Any]]) -> None:
        self._size = int(arrays["size"][0])
        self._blocks = StoredFields(arrays)
        self._words: NDArray[np.uint8] = arrays["words"]
        self._starts: NDArray[np.uint32] = arrays["starts"]
        self._keys: Keys = arrays["keys"]
        self._cut = lru_cache(maxsize=512)(self._cut_off)

    def __len__(self) -> int:
        return self._size

    def __getitem__(self, number: int) -> str:
        return self._block(number // BLOCK)[number % BLOCK]

    def __iter__(self) -> Iterator[str]:
        return (line for number in range(-(-self._size // BLOCK)) for line in self._block(number))

    def _block(self, number: int) -> list[str]:
        return str(self._blocks[number], "utf-8").split("\n")

    @cached_property
    def words(self) -> list[str]:
        """All words, folded and sorted."""
        return str(self._words.data, "utf-8").split("\n") if len(self._words) else []

    def find(self, typed: Sequence[str], count: int, *, nearly: bool = False) -> list[int]:
        """Numbers of lines that have a word beginning with each of ``typed``, about ``count`` of them.

        Those that begin with the first of ``typed`` come first, and the most worth first. With ``nearly``, words of
        four letters and more may be mistyped, their first letter apart.
        """
        spans = [self._near(word) if nearly else [self._span(word)] for word in typed]
        found = [self._having(some) for some in spans]
        keys = found[0]
        for others in found[1:]:
            mask = np.zeros(len(self), bool)
            mask[others & ~LATER] = True
            keys = keys[mask[keys & ~LATER]]
        return list(dict.fromkeys((_least(keys, count, len(self)) & ~LATER).tolist()))

    def _having(self, spans: list[tuple[int, int]]) -> Keys:
        parts = [self._keys[self._starts[first] : self._starts[last]] for first, last in spans]
        return parts[0] if len(parts) == 1 else np.concatenate([*parts, np.empty(0, np.uint32)])

    def _span(self, beginning: str) -> tuple[int, int]:
        first = bisect_left(self.words, beginning)
        return first, bisect_left(self.words, beginning + "\U0010ffff", first)

    def _near(self, word: str) -> list[tuple[int, int]]:
        """Where the words stand that begin as ``word`` was most likely meant to be written."""
        if len(word) < 4:  # shorter ones are near too many
            return [self._span(word)]
        allowed = 1 if len(word) < 6 else 2
        found = {
            beginning: edits
            for length in (len(word), len(word) - 1, len(word) + 1)
            for beginning, edits, _ in process.extract(
                word, self._alike(word, length, allowed), scorer=OSA.distance, score_cutoff=allowed, limit=NEAR
            )
        }
        closest = sorted(found, key=lambda one: (found[one], abs(len(one) - len(word)), one))[:NEAR]
        return [self._span(one) for one in closest if found[one] == found[closest[0]]]

    def _alike(self, word: str, length: int, edits: int) -> list[str]:
        """The beginnings of words, ``length`` letters long, with the first letter and most others of ``word``."""
        beginnings, letters = self._cut(word[0], length)
        mine = _letters(np.array([word]))[0]
        return list(beginnings[np.bitwise_count(letters ^ mine) <= 2 * edits])  # an edit changes two at most

    def _cut_off(self, letter: str, length: int) -> tuple[NDArray[np.str_], NDArray[np.uint32]]:
        """The distinct beginnings, ``length`` letters long, of the words with that first letter, and their letters."""
        first, last = self._span(letter)
        beginnings = np.array(self.words[first:last], f"U{length}")
        distinct = beginnings[np.append(True, beginnings[1:] != beginnings[:-1])[: len(beginnings)]]
        return distinct, _letters(distinct)


def _letters(words: NDArray[np.str_]) -> NDArray[np.uint32]:
    """Per word, the set of its letters as bits."""
    codes = words.view(np.uint32).reshape(len(words), words.itemsize // 4)
    bits = np.where(codes, np.uint32(1) << (codes & np.uint32(31)), np.uint32(0))
    return np.asarray(np.bitwise_or.reduce(bits, axis=1), np.uint32)


def _least(keys: Keys, count: int, size: int) -> Keys:
    """About ``count`` of the lowest keys, in order; more where lines stand twice."""
    if len(keys) > 4 * count:
        bound = 4 * count * size // len(keys)
        low = keys[keys < bound]  # most often enough, and much faster than to partition all
        keys = low if len(low) >= count else np.partition(keys, 2 * count)[: 2 * count]
    return np.sort(keys)


def typed_words(prefix: str) -> list[str]:
    """The words to look for. Stop words count where nothing else was typed."""
    found = [fold(form) for form, _, _ in forms(prefix)][:MAX_WORDS]
    return [word for word in found if not is_stop_word(word)] or found[:1]


def table_arrays(lines: Iterable[str]) -> dict[str, NDArray[Any]]:
    """The arrays of a Table of ``lines``, the most worth first. A stop word counts only where a line begins with it."""
    lines = [*lines]
    blocks = ["\n".join(lines[first : first + BLOCK]).encode("utf-8") for first in range(0, len(lines), BLOCK)]
    words, starts, keys = _inverted([line.partition("\t")[0] for line in lines])
    return {
        "size": np.array([len(lines)], np.uint32),
        **stored_arrays(blocks, train_record_dictionary(blocks)),
        "words": np.frombuffer("\n".join(words).encode("utf-8"), np.uint8),
        "starts": starts,
        "keys": keys,
    }


def _inverted(lines: Sequence[str]) -> tuple[list[str], NDArray[np.uint32], Keys]:
    """The sorted words, and per word the keys of its lines."""
    tokeniser = FastTokenizer()
    held, sizes = tokeniser.tokenise(lines)
    said = [fold(form.decode("utf-8")) for form in tokeniser.forms]
    words = sorted({*said})
    places = {word: place for place, word in enumerate(words)}
    ranks = np.fromiter(map(places.__getitem__, said), np.int64, len(said))
    later = np.ones(len(held), np.int64)
    later[(np.cumsum(sizes) - sizes)[sizes > 0]] = 0
    kept = (later == 0) | ~np.fromiter(map(stop_words().__contains__, said), np.bool_, len(said))[held]
    lines_of = np.repeat(np.arange(len(sizes)), sizes)
    pairs = np.sort((ranks[held] << 33 | lines_of << 1 | later)[kept])
    pairs = pairs[np.diff(pairs >> 1, prepend=-1) != 0]  # a line once for each word, as early as it has it
    counts = np.bincount(pairs >> 33, minlength=len(words))
    keys = ((pairs >> 1) & 0x7FFFFFFF | (pairs & 1) << 31).astype(np.uint32)
    return words, np.concatenate(([0], np.cumsum(counts))).astype(np.uint32), keys
