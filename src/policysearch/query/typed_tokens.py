"""The analysis of typed texts, cached: the same few are matched, marked and rescored again and again."""

from __future__ import annotations

from functools import lru_cache

from policysearch.text import Token, analyse, forms


@lru_cache(maxsize=1 << 14)
def tokens(text: str, language: str) -> tuple[Token, ...]:
    """Return the tokens of ``text`` in ``language``, without stop words."""
    return tuple(analyse(text, language))


@lru_cache(maxsize=1 << 14)
def only_form(text: str) -> str:
    """Return the form of a text that is one word; an empty text for any other."""
    words = forms(text)
    return words[0][0] if len(words) == 1 else ""
