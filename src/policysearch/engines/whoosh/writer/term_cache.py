"""Texts -> numbers of forms and terms, as ``language`` has them, each distinct form stemmed once."""

from __future__ import annotations

from collections import defaultdict
from itertools import count, islice

import numpy as np
from numpy.typing import NDArray

from policysearch.settings import LANGUAGES
from policysearch.text import index_terms_of, is_stop_term
from policysearch.text.fast_tokenizer import FastTokenizer
from policysearch.text.ragged import unique_below

MANY = 1 << 20  # words known; beyond, a build forgets and begins anew, so that its memory stays bounded
_UNKNOWN = -2


class TermNumbers:
    """Knows all forms and terms it has met: ``forms`` by number, ``terms`` by language and number, in UTF-8."""

    def __init__(self) -> None:
        self._tokeniser = FastTokenizer()
        self.forms = self._tokeniser.forms
        self.tokenise = self._tokeniser.tokenise
        self.terms: tuple[list[bytes], ...] = tuple([] for _ in LANGUAGES)
        self._stops: tuple[list[bool], ...] = tuple([] for _ in LANGUAGES)
        self._term_numbers = tuple(_numbers() for _ in LANGUAGES)
        self._term_of = np.empty((len(LANGUAGES), 0), np.int32)

    @property
    def is_full(self) -> bool:
        """Whether it should be exchanged for a new one."""
        return len(self._tokeniser) > MANY

    def terms_of(self, language: int, held: NDArray[np.int32]) -> NDArray[np.int32]:
        """The terms that the forms ``held`` are in a language (by number)."""
        self._grow()
        table = self._term_of[language]
        found: NDArray[np.int32] = table[held]
        unknown = held[found == _UNKNOWN]
        if len(unknown):
            forms = unique_below(unknown, len(self.forms))
            table[forms] = self._learn(language, forms.tolist())
            found = table[held]
        return found

    def pairs(self, language: int) -> NDArray[np.int32]:
        """Per form, the term it is in a language; -1 where it is a stop word there, or was not met in it."""
        self._grow()
        terms = np.maximum(self._term_of[language, : len(self.forms)], -1)
        is_stop = np.append(self.are_stops(language), False)  # the last one is that of -1
        return np.where(is_stop[terms], np.int32(-1), terms)

    def are_stops(self, language: int) -> NDArray[np.bool_]:
        """Per term, whether it is a stop word's."""
        stops, terms = self._stops[language], self.terms[language]
        stops.extend(is_stop_term(term.decode("utf-8")) for term in terms[len(stops) :])
        return np.array(stops, np.bool_)

    def _grow(self) -> None:
        before = self._term_of.shape[1]
        if len(self.forms) > before:
            grown = np.full((len(LANGUAGES), max(len(self.forms), 2 * before)), _UNKNOWN, np.int32)
            grown[:, :before] = self._term_of
            self._term_of = grown

    def _learn(self, language: int, forms: list[int]) -> list[int]:
        """The terms of forms that were not met in a language before."""
        words = index_terms_of([self.forms[form].decode("utf-8") for form in forms], LANGUAGES[language])
        numbers = self._term_numbers[language]
        before = len(numbers)
        learnt = [*map(numbers.__getitem__, words)]
        new = [*islice(reversed(numbers), len(numbers) - before)]
        self.terms[language].extend(word.encode("utf-8") for word in reversed(new))
        return learnt


def _numbers() -> defaultdict[str, int]:
    """Numbers terms as they are asked for."""
    return defaultdict(count().__next__)
