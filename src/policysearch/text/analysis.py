"""Text -> terms with positions and offsets, per language: the one analysis of index, query, snippets and suggestions.

A *term* is the stem of a word's form, with case and accents folded. It depends on the folded form alone, so that
"politica", "política" and "políticas" are one term of Spanish. Terms are what is indexed.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from policysearch.text.folding import fold
from policysearch.text.stemming import stems
from policysearch.text.stop_words import stop_words
from policysearch.text.tokens import forms, words


class Token(NamedTuple):
    """A word of a text: ``text[start:end]`` as it stands, ``position`` counting every word, stop words too."""

    text: str
    term: str
    form: str
    position: int
    start: int
    end: int


def analyse(text: str, language: str) -> list[Token]:
    """Return the words of ``text`` that are no stop words of ``language``, in order."""
    return [
        Token(text[start:end], word, form, position, start, end)
        for position, (form, start, end) in enumerate(forms(text))
        if (word := term(form, language))
    ]


@lru_cache(maxsize=1 << 17)
def term(form: str, language: str) -> str:
    """Return the term of ``form`` in ``language``; empty for a stop word."""
    return terms_of((form,), language)[0]


def terms_of(forms: Sequence[str], language: str) -> list[str]:
    """Return the term of each of ``forms`` in ``language``; empty for a stop word."""
    folded, stop = [fold(form) for form in forms], stop_words(language)
    return ["" if word in stop else stem for word, stem in zip(folded, stems(folded, language), strict=True)]


@lru_cache(maxsize=1 << 14)  # a query is compared with the same few hundred names of the vocabulary again and again
def terms(text: str, language: str) -> tuple[str, ...]:
    """Return the terms of the words of ``text`` that are no stop words of ``language``, in order."""
    return tuple(word for form in words(text) if (word := term(form, language)))
