"""Texts -> numbers of forms and terms, each distinct form stemmed once for each language."""

from __future__ import annotations

from collections import defaultdict
from itertools import count, islice

import numpy as np
from numpy.typing import NDArray

from policysearch.settings import LANGUAGES
from policysearch.text import index_terms_of, is_stop_term
from policysearch.text.fast_tokenizer import FastTokenizer
from policysearch.text.ragged import unique_below

MAX_WORDS = 1 << 20  # in memory; beyond, a build begins with a new object, so that its memory stays bounded
_UNKNOWN, _NO_TERM = -2, -1


class TermNumbers:
    """Numbers forms and terms as they come: ``forms`` by number, ``terms`` by language and number, in UTF-8."""

    def __init__(self) -> None:
        self._tokenizer = FastTokenizer()
        self.forms = self._tokenizer.forms
        self.tokenise = self._tokenizer.tokenise
        self.terms: tuple[list[bytes], ...] = tuple([] for _ in LANGUAGES)
        self._stops: tuple[list[bool], ...] = tuple([] for _ in LANGUAGES)
        self._numbers = tuple(_term_numbers() for _ in LANGUAGES)
        self._table = np.empty((len(LANGUAGES), 0), np.int32)  # the term of each form, by language

    @property
    def is_full(self) -> bool:
        """Return whether a new object should replace this one."""
        return len(self._tokenizer) > MAX_WORDS

    def terms_of(self, language: int, forms: NDArray[np.int32]) -> NDArray[np.int32]:
        """Return the number of each form's term in a language."""
        self._grow()
        table = self._table[language]
        terms: NDArray[np.int32] = table[forms]
        unknown = forms[terms == _UNKNOWN]
        if len(unknown):
            new_forms = unique_below(unknown, len(self.forms))
            table[new_forms] = self._stem(language, new_forms.tolist())
            terms = table[forms]
        return terms

    def terms_of_forms(self, language: int) -> NDArray[np.int32]:
        """Return the term of every form in a language; -1 for stop words and forms that no text of it has."""
        self._grow()
        terms = np.maximum(self._table[language, : len(self.forms)], _NO_TERM)
        is_stop = np.append(self.are_stops(language), False)  # the last one is that of -1
        return np.where(is_stop[terms], np.int32(_NO_TERM), terms)

    def are_stops(self, language: int) -> NDArray[np.bool_]:
        """Return for every term of a language whether it is a stop word's."""
        stops, terms = self._stops[language], self.terms[language]
        stops.extend(is_stop_term(term.decode("utf-8")) for term in terms[len(stops) :])
        return np.array(stops, np.bool_)

    def _grow(self) -> None:
        size = self._table.shape[1]
        if len(self.forms) > size:
            grown = np.full((len(LANGUAGES), max(len(self.forms), 2 * size)), _UNKNOWN, np.int32)
            grown[:, :size] = self._table
            self._table = grown

    def _stem(self, language: int, forms: list[int]) -> list[int]:
        """Return the terms of forms that are new in a language, and number the terms that are new."""
        stems = index_terms_of([self.forms[form].decode("utf-8") for form in forms], LANGUAGES[language])
        numbers = self._numbers[language]
        size = len(numbers)
        terms = [*map(numbers.__getitem__, stems)]
        self.terms[language].extend(stem.encode("utf-8") for stem in islice(numbers, size, None))
        return terms


def _term_numbers() -> defaultdict[str, int]:
    """Return a dictionary that numbers terms at their first look-up."""
    return defaultdict(count().__next__)
