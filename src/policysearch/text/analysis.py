"""Text -> terms with positions and offsets, per language: the one analysis of index, query, snippets and suggestions.

A *term* is the stem of a word's form, with case and accents folded. It depends on the folded form alone, so that
"politica", "política" and "políticas" are one term of Spanish. Terms are what is indexed. An acronym that is a stop
word in small letters (WHO) is a term of its own. Stop words are indexed for phrases alone, under marked terms.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from policysearch.method_cache import cached_for_short_texts
from policysearch.text.folding import fold
from policysearch.text.stemming import stems
from policysearch.text.stop_words import ACCENTED_WORDS, stop_words
from policysearch.text.tokens import forms, words
from policysearch.text.word_forms import FAMILY_MARK

MAX_NAME = 100  # characters of a text whose terms stay known
STOP_MARK = ":"  # ends the term of a stop word, so that no stem is the same


class Token(NamedTuple):
    """A word of a text: ``text[start:end]`` as it stands, ``position`` counting every word, stop words too."""

    text: str
    term: str
    form: str
    position: int
    start: int
    end: int


def analyse(text: str, language: str, *, stops: bool = False) -> list[Token]:
    """Return the words of ``text`` in order; with ``stops`` the stop words of ``language`` too."""
    term_of = index_term if stops else term
    return [
        Token(text[start:end], word, form, position, start, end)
        for position, (form, start, end) in enumerate(forms(text))
        if (word := term_of(form, language))
    ]


def term(form: str, language: str) -> str:
    """Return the term of ``form`` in ``language``; empty for a stop word."""
    indexed = index_term(form, language)
    return "" if is_stop_term(indexed) else indexed


def terms_of(forms: Sequence[str], language: str) -> list[str]:
    """Return the term of each of ``forms`` in ``language``; empty for a stop word."""
    return ["" if is_stop_term(term) else term for term in index_terms_of(forms, language)]


def index_terms_of(forms: Sequence[str], language: str) -> list[str]:
    """Return the term that is indexed of each of ``forms`` in ``language``: of a stop word the word, marked."""
    folded, stop = [fold(form) for form in forms], stop_words(language)
    return [
        stem if word not in stop else acronym_term(form) if _is_no_stop_word(form) else word + STOP_MARK
        for form, word, stem in zip(forms, folded, stems(folded, language), strict=True)
    ]


def _is_no_stop_word(form: str) -> bool:
    """Return whether a form is an acronym, or has an accent that the stop word has not."""
    return (form.isupper() and len(form) > 1) or form in ACCENTED_WORDS


@lru_cache(maxsize=1 << 14)  # words of the texts that are shown: the workshops related to one have a thousand
def index_term(form: str, language: str) -> str:
    """Return the term that is indexed of ``form`` in ``language``."""
    return index_terms_of((form,), language)[0]


def is_stop_term(term: str) -> bool:
    """Return whether ``term`` is that of a stop word; such terms only tell phrases apart."""
    return term.endswith(STOP_MARK)


def acronym_term(form: str) -> str:
    """Return the term of an acronym that is a stop word in small letters: no other word has it."""
    return fold(form) + FAMILY_MARK


@cached_for_short_texts(1 << 15, MAX_NAME)  # a query is compared with the same few hundred names again and again
def terms(text: str, language: str) -> tuple[str, ...]:
    """Return the terms of the words of ``text`` that are no stop words of ``language``, in order."""
    return tuple(word for form in words(text) if (word := term(form, language)))
