"""Lines looked up by the beginnings of their words: sorted words, and for each word the lines that have it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from operator import itemgetter
from typing import Any

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import process
from rapidfuzz.distance import OSA

from policysearch.method_cache import method_cache
from policysearch.search.suggest.line_blocks import LineBlocks, line_block_arrays
from policysearch.text import fold, forms, is_stop_word
from policysearch.text.fast_tokenizer import FastTokenizer
from policysearch.text.ragged import starts_of

LATER = np.uint32(1 << 31)  # a key is a line's number, plus this where the word is not its first
MAX_MEANT = 8  # how many words a mistyped one may have been meant as
MAX_WORDS = 8  # of what is typed

Keys = NDArray[np.uint32]


class PrefixTable:
    """Lines in the order of their worth, best first; the text before a line's first tab is what it is looked up by.

    Arrays: those of ``LineBlocks``, ``words`` (uint8: folded, sorted, in UTF-8 with line breaks between them),
    ``keys`` (uint32: the keys of the first word's lines, then of the second's ...) and ``starts`` (uint32: where the
    keys of each word begin, and the end).
    """

    def __init__(self, arrays: Mapping[str, NDArray[Any]]) -> None:
        self._lines = LineBlocks(arrays)
        self._words: NDArray[np.uint8] = arrays["words"]
        self._starts: NDArray[np.uint32] = arrays["starts"]
        self._keys: Keys = arrays["keys"]
        self._beginnings = method_cache(self._distinct_beginnings, 512)

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
        first, *rest = [self._keys_of(self._meant(word) if nearly else [word]) for word in typed]
        for keys in rest:
            is_match = np.zeros(len(self), bool)
            is_match[keys & ~LATER] = True
            first = first[is_match[first & ~LATER]]
        return list(dict.fromkeys((_lowest(first, count, len(self)) & ~LATER).tolist()))

    def _keys_of(self, beginnings: Sequence[str]) -> Keys:
        spans = map(self._span, beginnings)
        parts = [self._keys[self._starts[first] : self._starts[last]] for first, last in spans]
        return np.concatenate(parts) if parts else np.empty(0, np.uint32)

    def _span(self, beginning: str) -> tuple[int, int]:
        """Return the first and the end number of the words that begin so."""
        first = bisect_left(self.words, beginning)
        return first, bisect_left(self.words, beginning + "\U0010ffff", first)

    def _meant(self, word: str) -> list[str]:
        """Return the beginnings of words that ``word`` was most likely meant to be."""
        if len(word) < 4:  # shorter ones are near too many
            return [word]
        allowed = 1 if len(word) < 6 else 2
        edits = {
            beginning: distance
            for length in (len(word), len(word) - 1, len(word) + 1)
            for beginning, distance, _ in process.extract(
                word, self._beginnings(word[0], length), scorer=OSA.distance, score_cutoff=allowed, limit=MAX_MEANT
            )
        }
        closest = sorted(edits, key=lambda near: (edits[near], abs(len(near) - len(word)), near))[:MAX_MEANT]
        return [near for near in closest if edits[near] == edits[closest[0]]]

    def _distinct_beginnings(self, letter: str, length: int) -> list[str]:
        """Return the distinct beginnings, of at most ``length`` letters, of the words with that first ``letter``."""
        first, last = self._span(letter)
        return [*dict.fromkeys(map(itemgetter(slice(length)), self.words[first:last]))]


def _lowest(keys: Keys, count: int, size: int) -> Keys:
    """Return about ``count`` of the lowest keys, in order; more where lines stand twice."""
    if len(keys) > 4 * count:
        bound = 4 * count * size // len(keys)
        low = keys[keys < bound]  # most often enough, and much faster than to partition all
        keys = low if len(low) >= count else np.partition(keys, 2 * count)[: 2 * count]
    return np.sort(keys)


def typed_words(prefix: str) -> list[str]:
    """Return the folded words to look for. A stop word counts as the beginning of another, and where it is alone."""
    words = [fold(form) for form, _, _ in forms(prefix)][:MAX_WORDS]
    *complete, last = words if prefix[-1:].isalnum() else [*words, ""]
    return [*(word for word in complete if not is_stop_word(word)), *filter(None, [last])] or words[:1]


def table_arrays(lines: Iterable[str]) -> dict[str, NDArray[Any]]:
    """Return the arrays of a PrefixTable of ``lines``, the most worth first.

    A stop word counts only where a line begins with it.
    """
    lines = [*lines]
    tokenizer = FastTokenizer()
    forms, sizes = tokenizer.tokenise([line.partition("\t")[0] for line in lines])
    folded = [fold(form.decode("utf-8")) for form in tokenizer.forms]
    words = sorted({*folded})
    word_numbers = {word: number for number, word in enumerate(words)}
    word_of_form = np.array([word_numbers[word] for word in folded], np.int64)
    is_stop = np.array([is_stop_word(word) for word in folded], bool)
    is_later = np.ones(len(forms), np.int64)
    is_later[starts_of(sizes)[:-1][sizes > 0]] = 0
    line_numbers = np.repeat(np.arange(len(sizes)), sizes)
    pairs = word_of_form[forms] << 33 | line_numbers << 1 | is_later
    pairs = np.sort(pairs[(is_later == 0) | ~is_stop[forms]])
    pairs = pairs[np.diff(pairs >> 1, prepend=-1) != 0]  # a line once for each word, as early as it has it
    return {
        **line_block_arrays(lines),
        "words": np.frombuffer("\n".join(words).encode("utf-8"), np.uint8),
        "starts": (pairs >> 33).searchsorted(np.arange(len(words) + 1)).astype(np.uint32),
        "keys": ((pairs >> 1) & 0x7FFFFFFF | (pairs & 1) << 31).astype(np.uint32),
    }
