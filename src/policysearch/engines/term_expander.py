"""Term expansion: the words as written ("forms") that begin with a prefix or are within some edits of a word.

A table has forms sorted by their folded spelling (no case, no accents), as one UTF-8 text with a line for each. An
engine has one table, or one for each of its segments.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import OSA
from rapidfuzz.process import cdist

from policysearch.engines.contract import Form
from policysearch.text import fold

Indices = NDArray[np.int64]
_LAST_CHARACTER = b"\xf4\x8f\xbf\xbf"  # U+10FFFF


@dataclass(frozen=True, slots=True)
class FormTable:
    """The forms of an index or of a segment, by number.

    ``order`` has the numbers sorted by folded spelling, ``folded`` the folded spellings in that order as UTF-8 (uint8),
    a line each. ``frequencies`` (int64) says how many documents have a form, ``term_frequencies`` (int64, worked out
    when it is called) how many have the most frequent term that it is of; ``form`` returns a form by its number.
    """

    folded: NDArray[np.uint8]
    order: NDArray[np.uint32]
    frequencies: NDArray[np.int64]
    term_frequencies: Callable[[], NDArray[np.int64]]
    form: Callable[[int], str]


class TermExpander:
    """The forms of several tables."""

    def __init__(self, tables: Sequence[FormTable]) -> None:
        self._tables = [_SortedForms(table) for table in tables]

    def with_prefix(self, prefix: str) -> list[Form]:
        """Return the forms that begin with ``prefix``, ignoring case and accents; the most frequent first."""
        folded = fold(prefix).encode("utf-8")
        if not folded:
            return []
        return self._forms([(terms, np.arange(*terms.prefix_range(folded)), None) for terms in self._tables])

    def within_distance(self, word: str, distance: int, min_frequency: int = 0) -> list[Form]:
        """Return the forms within ``distance`` edits of ``word`` that begin with its first letter.

        An edit inserts, deletes or replaces a letter or swaps two neighbours (optimal string alignment), ignoring case
        and accents. The nearest come first, then the most frequent. Forms whose term is in fewer than
        ``min_frequency`` documents may be left out.
        """
        folded = fold(word)
        if not folded:
            return []
        if len(self._tables) > 1:
            min_frequency = 0  # a table does not know how many documents of the others have a term
        return self._forms([(terms, *terms.within_distance(folded, distance, min_frequency)) for terms in self._tables])

    def frequency(self, word: str) -> int:
        """Return how many documents have ``word``, ignoring case and accents.

        A document is counted once for each of the word's forms that it has, so this is an upper bound.
        """
        folded = fold(word).encode("utf-8")
        return sum(terms.frequency(folded) for terms in self._tables) if folded else 0

    def _forms(self, expansions: Sequence[tuple[_SortedForms, Indices, NDArray[np.int64] | None]]) -> list[Form]:
        """Return the forms at some indices of each table, with their frequencies added up over the tables."""
        forms: dict[str, Form] = {}
        for terms, indices, edits in expansions:
            numbers = terms.order.take(indices)
            counts = terms.frequencies.take(numbers).tolist()
            distances = [0] * len(indices) if edits is None else edits.tolist()
            for text, count, distance in zip(map(terms.form, numbers.tolist()), counts, distances, strict=True):
                previous = forms.get(text)
                forms[text] = Form(text, count + (previous.frequency if previous else 0), distance)
        return sorted(forms.values(), key=lambda form: (form.edits, -form.frequency, form.text))


class _SortedForms:
    """The forms of one table, a sequence of their folded spellings (UTF-8, sorted)."""

    def __init__(self, table: FormTable) -> None:
        self.order = table.order
        self.frequencies = table.frequencies
        self.form = table.form
        self._table = table

    def prefix_range(self, prefix: bytes) -> tuple[int, int]:
        """Return (start, end) of the folded spellings that begin with ``prefix``."""
        return bisect_left(self, prefix), bisect_left(self, prefix + _LAST_CHARACTER)

    def frequency(self, folded: bytes) -> int:
        """Return the sum of the frequencies of the forms with this folded spelling."""
        first = bisect_left(self, folded)
        last = bisect_left(self, folded + b"\0", first)
        return int(self.frequencies.take(self.order[first:last]).sum())

    def within_distance(self, folded: str, distance: int, min_frequency: int = 0) -> tuple[Indices, NDArray[np.int64]]:
        """Return (indices, edits) of the folded spellings within ``distance`` of ``folded`` with its first letter.

        Lengths and bit signatures sort most spellings out before the edit distances are computed. With
        ``min_frequency``, only forms of a term that so many documents of the table have are looked at.
        """
        first, last = self.prefix_range(folded[0].encode("utf-8"))
        letters, bigrams = _signatures(folded.encode("utf-8"))
        is_candidate = np.abs(self._lengths[first:last] - len(folded)) <= distance
        if min_frequency:
            is_candidate &= self._term_frequencies[first:last] >= min_frequency
        indices = np.flatnonzero(is_candidate) + first
        indices = indices[np.bitwise_count(self._letters.take(indices) ^ letters) <= 2 * distance]
        indices = indices[np.bitwise_count(self._bigrams.take(indices) ^ bigrams) <= 6 * distance]
        bounds = zip(self._starts.take(indices).tolist(), self._ends.take(indices).tolist(), strict=True)
        spellings = [self._bytes[start:end] for start, end in bounds]
        choices = [spelling if spelling.isascii() else spelling.decode("utf-8") for spelling in spellings]
        edits = cdist([folded], choices, scorer=OSA.distance, score_cutoff=distance, dtype=np.int64)[0]
        near = np.flatnonzero(edits <= distance)
        return indices.take(near), edits.take(near)

    def __len__(self) -> int:
        return len(self._ends)

    def __getitem__(self, index: int) -> bytes:
        return self._bytes[self._starts[index] : self._ends[index]]

    @cached_property
    def _bytes(self) -> bytes:
        return bytes(self._table.folded)

    @cached_property
    def _ends(self) -> NDArray[np.int64]:
        text = self._table.folded
        return np.append(np.flatnonzero(text == ord("\n")), len(text)) if len(text) else np.empty(0, np.int64)

    @cached_property
    def _starts(self) -> NDArray[np.int64]:
        return np.concatenate(([0], self._ends[:-1] + 1)) if len(self._ends) else self._ends

    @cached_property
    def _lengths(self) -> NDArray[np.int64]:
        """Return the length of each folded spelling in characters: the bytes that do not continue one, no line end."""
        is_character_start = (self._table.folded & 0xC0) != 0x80
        return np.add.reduceat(is_character_start, self._starts, dtype=np.int64) - (
            np.arange(len(self)) < len(self) - 1
        )

    @cached_property
    def _term_frequencies(self) -> NDArray[np.int64]:
        return self._table.term_frequencies().take(self.order)

    @cached_property
    def _letters(self) -> NDArray[np.uint64]:
        """Return which ASCII letters and digits each folded spelling has, as bits; an edit changes at most two bits."""
        return np.bitwise_or.reduceat(_LETTER_BITS.take(self._table.folded), self._starts)

    @cached_property
    def _bigrams(self) -> NDArray[np.uint64]:
        """Return which bigrams each folded spelling has, hashed to 64 bits; an edit changes at most six bits."""
        text = self._table.folded
        bits = _BIGRAM_BITS.take(text[:-1].astype(np.int64) * 256 + text[1:])
        return np.bitwise_or.reduceat(np.append(bits, np.uint64(0)), self._starts)


def _signatures(folded: bytes) -> tuple[np.uint64, np.uint64]:
    """Return the (letters, bigrams) bits of one spelling, as ``_SortedForms`` has them for all."""
    letters, bigrams = np.uint64(0), np.uint64(0)
    for byte in folded:
        letters |= _LETTER_BITS[byte]
    for first, second in pairwise(folded):
        bigrams |= _BIGRAM_BITS[first * 256 + second]
    return letters, bigrams


_BYTES = np.arange(256)
_IS_LETTER = (ord("0") <= _BYTES) & (_BYTES < 128)
_LETTER_BITS = np.where(_IS_LETTER, np.uint64(1) << (_BYTES & 63).astype(np.uint64), np.uint64(0))
_BIGRAM_BITS = np.where(
    _IS_LETTER[:, None] & _IS_LETTER,
    np.uint64(1) << ((_BYTES[:, None] * 7 + _BYTES * 31) & 63).astype(np.uint64),
    np.uint64(0),
).ravel()
