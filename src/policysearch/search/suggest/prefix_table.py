"""Lines looked up by the beginnings of their words: sorted words, and for each word the lines that have it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import process
from rapidfuzz.distance import OSA

from policysearch.search.suggest.line_blocks import LineBlocks, line_block_arrays
from policysearch.text import fold, forms, is_stop_word
from policysearch.text.fast_tokenizer import FastTokenizer
from policysearch.text.stop_words import stop_words

LATER = np.uint32(1 << 31)  # a key is a line's number, plus this where the word is not its first
NEAR = 8  # how many words a mistyped one may have been meant as, at most
MAX_WORDS = 8  # of what is typed

Keys = NDArray[np.uint32]


class PrefixTable:
    """Lines in the order of their worth, best first; the text before a line's first tab is what it is looked up by."""

    def __init__(self, arrays: Mapping[str, NDArray[Any]]) -> None:
        self._lines = LineBlocks(arrays)
        self._words: NDArray[np.uint8] = arrays["words"]
        self._starts: NDArray[np.uint32] = arrays["starts"]
        self._keys: Keys = arrays["keys"]
        self._beginnings = lru_cache(maxsize=512)(self._distinct_beginnings)

    def __len__(self) -> int:
        return len(self._lines)

    def __getitem__(self, number: int) -> str:
        return self._lines[number]

    def __iter__(self) -> Iterator[str]:
        return iter(self._lines)

    @cached_property
    def words(self) -> list[str]:
        """Return all words, folded and sorted."""
        return str(self._words.data, "utf-8").split("\n") if len(self._words) else []

    def find(self, typed: Sequence[str], count: int, *, nearly: bool = False) -> list[int]:
        """Return the numbers of about ``count`` lines that have a word beginning with each of ``typed``.

        Lines that begin with the first of ``typed`` come first, and the most worth first. With ``nearly``, words of
        four letters and more may be mistyped, their first letter apart.
        """
        spans = [self._near(word) if nearly else [self._span(word)] for word in typed]
        keys, *more = [self._keys_of(of_word) for of_word in spans]
        for of_word in more:
            mask = np.zeros(len(self), bool)
            mask[of_word & ~LATER] = True
            keys = keys[mask[keys & ~LATER]]
        return list(dict.fromkeys((_lowest(keys, count, len(self)) & ~LATER).tolist()))

    def _keys_of(self, spans: list[tuple[int, int]]) -> Keys:
        parts = [self._keys[self._starts[first] : self._starts[last]] for first, last in spans]
        return parts[0] if len(parts) == 1 else np.concatenate([*parts, np.empty(0, np.uint32)])

    def _span(self, beginning: str) -> tuple[int, int]:
        first = bisect_left(self.words, beginning)
        return first, bisect_left(self.words, beginning + "\U0010ffff", first)

    def _near(self, word: str) -> list[tuple[int, int]]:
        """Return the spans of the words that begin as ``word`` was most likely meant to be written."""
        if len(word) < 4:  # shorter ones are near too many
            return [self._span(word)]
        allowed = 1 if len(word) < 6 else 2
        edits = {
            beginning: distance
            for length in (len(word), len(word) - 1, len(word) + 1)
            for beginning, distance, _ in process.extract(
                word, self._alike(word, length, allowed), scorer=OSA.distance, score_cutoff=allowed, limit=NEAR
            )
        }
        closest = sorted(edits, key=lambda near: (edits[near], abs(len(near) - len(word)), near))[:NEAR]
        return [self._span(near) for near in closest if edits[near] == edits[closest[0]]]

    def _alike(self, word: str, length: int, edits: int) -> list[str]:
        """Return the beginnings of words, ``length`` letters long, with most letters of ``word``."""
        beginnings, letters = self._beginnings(word[0], length)
        signature = _letters(np.array([word]))[0]
        return list(beginnings[np.bitwise_count(letters ^ signature) <= 2 * edits])  # an edit changes two at most

    def _distinct_beginnings(self, letter: str, length: int) -> tuple[NDArray[np.str_], NDArray[np.uint32]]:
        """Return the distinct beginnings, ``length`` letters long, of the words with that first ``letter``."""
        first, last = self._span(letter)
        beginnings = np.array(self.words[first:last], f"U{length}")
        distinct = beginnings[np.append(True, beginnings[1:] != beginnings[:-1])[: len(beginnings)]]
        return distinct, _letters(distinct)


def _letters(words: NDArray[np.str_]) -> NDArray[np.uint32]:
    """Return for each word the set of its letters as bits."""
    codes = words.view(np.uint32).reshape(len(words), words.itemsize // 4)
    bits = np.where(codes, np.uint32(1) << (codes & np.uint32(31)), np.uint32(0))
    return np.asarray(np.bitwise_or.reduce(bits, axis=1), np.uint32)


def _lowest(keys: Keys, count: int, size: int) -> Keys:
    """Return about ``count`` of the lowest keys, in order; more where lines stand twice."""
    if len(keys) > 4 * count:
        bound = 4 * count * size // len(keys)
        low = keys[keys < bound]  # most often enough, and much faster than to partition all
        keys = low if len(low) >= count else np.partition(keys, 2 * count)[: 2 * count]
    return np.sort(keys)


def typed_words(prefix: str) -> list[str]:
    """Return the folded words to look for. Stop words count where nothing else was typed."""
    words = [fold(form) for form, _, _ in forms(prefix)][:MAX_WORDS]
    return [word for word in words if not is_stop_word(word)] or words[:1]


def table_arrays(lines: Iterable[str]) -> dict[str, NDArray[Any]]:
    """Return the arrays of a PrefixTable of ``lines``, the most worth first.

    A stop word counts only where a line begins with it.
    """
    lines = [*lines]
    words, starts, keys = _inverted([line.partition("\t")[0] for line in lines])
    return {
        **line_block_arrays(lines),
        "words": np.frombuffer("\n".join(words).encode("utf-8"), np.uint8),
        "starts": starts,
        "keys": keys,
    }


def _inverted(lines: Sequence[str]) -> tuple[list[str], NDArray[np.uint32], Keys]:
    """Return the sorted words, where the keys of each begin, and the keys of their lines."""
    tokenizer = FastTokenizer()
    form_numbers, sizes = tokenizer.tokenise(lines)
    folded = [fold(form.decode("utf-8")) for form in tokenizer.forms]
    words = sorted({*folded})
    places = {word: place for place, word in enumerate(words)}
    ranks = np.fromiter(map(places.__getitem__, folded), np.int64, len(folded))
    later = np.ones(len(form_numbers), np.int64)
    later[(np.cumsum(sizes) - sizes)[sizes > 0]] = 0
    is_stop = np.fromiter(map(stop_words().__contains__, folded), np.bool_, len(folded))
    counted = (later == 0) | ~is_stop[form_numbers]
    line_numbers = np.repeat(np.arange(len(sizes)), sizes)
    pairs = np.sort((ranks[form_numbers] << 33 | line_numbers << 1 | later)[counted])
    pairs = pairs[np.diff(pairs >> 1, prepend=-1) != 0]  # a line once for each word, as early as it has it
    counts = np.bincount(pairs >> 33, minlength=len(words))
    keys = ((pairs >> 1) & 0x7FFFFFFF | (pairs & 1) << 31).astype(np.uint32)
    return words, np.concatenate(([0], np.cumsum(counts))).astype(np.uint32), keys
