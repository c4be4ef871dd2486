"""Texts -> numbers of forms and terms, as ``language`` has them, each distinct word analysed once.

Analysis never looks across white space, so a text is taken apart there, and what a *chunk* between two spaces means is
looked up: its forms first, then, in the text's language, their terms. Numbers are given in the order of appearance.
"""

from __future__ import annotations

from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from policysearch.engines.whoosh.store.ranges import spread
from policysearch.language import LANGUAGES, chunk_forms, term

MANY = 1 << 20  # chunks known; beyond, a build forgets and begins anew, so that its memory stays bounded
_UNKNOWN, _NONE = -2, -1


class Analyser:
    """Knows all forms and terms it has met: ``forms`` by number, ``terms`` by language and number, in UTF-8."""

    def __init__(self) -> None:
        self.forms: list[bytes] = []
        self.terms: tuple[list[bytes], ...] = tuple([] for _ in LANGUAGES)
        self._chunks = _Chunks()
        self._form_numbers: dict[str, int] = {}
        self._term_numbers: tuple[dict[str, int], ...] = tuple({} for _ in LANGUAGES)
        self._pieces = _Pieces()
        self._term_of = np.empty((len(LANGUAGES), 0), np.int32)

    @property
    def is_full(self) -> bool:
        """Whether it should be exchanged for a new one."""
        return len(self._chunks) > MANY

    def chunks(self, text: str) -> list[int]:
        """The numbers of the chunks of ``text``."""
        return [*map(self._chunks.__getitem__, text.split())]

    def expand(self, chunks: NDArray[np.uint32]) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
        """The forms that ``chunks`` consist of, in order, and how many each of them has."""
        for chunk in self._chunks.take_new():
            self._pieces.add([self._form(form) for form in chunk_forms(chunk)])
        return self._pieces.expand(chunks)

    def terms_of(self, language: int, held: NDArray[np.int32]) -> NDArray[np.int32]:
        """The terms that the forms ``held`` are in a language (by number); -1 for stop words."""
        self._grow()
        table = self._term_of[language]
        found: NDArray[np.int32] = table[held]
        unknown = held[found == _UNKNOWN]
        if len(unknown):
            for form in np.unique(unknown).tolist():
                table[form] = self._term(language, form)
            found = table[held]
        return found

    def pairs(self, language: int) -> NDArray[np.int32]:
        """Per form, the term it is in a language; -1 where it is none there, or was not met in it."""
        self._grow()
        return np.maximum(self._term_of[language, : len(self.forms)], _NONE)

    def _grow(self) -> None:
        before = self._term_of.shape[1]
        if len(self.forms) > before:
            grown = np.full((len(LANGUAGES), max(len(self.forms), 2 * before)), _UNKNOWN, np.int32)
            grown[:, :before] = self._term_of
            self._term_of = grown

    def _form(self, form: str) -> int:
        number = self._form_numbers.get(form)
        if number is None:
            number = self._form_numbers[form] = len(self.forms)
            self.forms.append(form.encode("utf-8"))
        return number

    def _term(self, language: int, form: int) -> int:
        word = term(self.forms[form].decode("utf-8"), LANGUAGES[language])
        if not word:
            return _NONE
        terms, numbers = self.terms[language], self._term_numbers[language]
        number = numbers.get(word)
        if number is None:
            number = numbers[word] = len(terms)
            terms.append(word.encode("utf-8"))
        return number


class _Chunks(dict[str, int]):
    """Chunks by number. What is asked for the first time is numbered, and new."""

    def __init__(self) -> None:
        super().__init__()
        self._new: list[str] = []

    def __missing__(self, chunk: str) -> int:
        number = self[chunk] = len(self)
        self._new.append(chunk)
        return number

    def take_new(self) -> list[str]:
        """Those not taken before, in the order of their numbers."""
        new, self._new = self._new, []
        return new


class _Pieces:
    """The forms of each chunk, in arrays that grow."""

    def __init__(self) -> None:
        self._new: list[list[int]] = []
        self._forms = np.empty(0, np.int32)
        self._starts = np.zeros(1, np.int64)

    def add(self, numbers: list[int]) -> None:
        """The forms of the next chunk."""
        self._new.append(numbers)

    def expand(self, chunks: NDArray[np.uint32]) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
        """The forms of ``chunks`` in order, and how many each of them has."""
        if self._new:
            added = np.fromiter((n for numbers in self._new for n in numbers), np.int32)
            ends = np.fromiter(accumulate(map(len, self._new)), np.int64, len(self._new))
            self._starts = np.concatenate((self._starts, ends + self._starts[-1]))
            self._forms = np.concatenate((self._forms, added))
            self._new = []
        starts = self._starts[chunks]
        counts = self._starts[chunks.astype(np.int64) + 1] - starts
        return self._forms[spread(starts, counts)], counts
