"""The analysis of typed texts, cached: the same few are matched, marked and rescored again and again."""

from __future__ import annotations

from policysearch.method_cache import cached_for_short_texts
from policysearch.text import Token, acronym_term, analyse, forms, is_stop_term

MAX_CACHED = 100  # characters


@cached_for_short_texts(1 << 12, MAX_CACHED)
def tokens(text: str, language: str, required: bool = True) -> tuple[Token, ...]:
    """Return the tokens of ``text`` in ``language``: all of several words, since a phrase has its stop words too.

    A single word that is a stop word there stands for the acronym of these letters (un, in a Spanish text, for UN), or,
    where it is not ``required``, for nothing.
    """
    typed = analyse(text, language, stops=True)
    if len(typed) > 1:
        return tuple(typed)
    return tuple(_as_acronym(token) for token in typed if required or not is_stop_term(token.term))


@cached_for_short_texts(1 << 12, MAX_CACHED)
def phrase_tokens(text: str, language: str) -> tuple[tuple[Token, ...], ...]:
    """Return the ways to find a phrase: its tokens, and where it has stop words, those as acronyms too."""
    typed = tuple(analyse(text, language, stops=True))
    return tuple(dict.fromkeys((typed, tuple(map(_as_acronym, typed)))))


def _as_acronym(token: Token) -> Token:
    return token._replace(term=acronym_term(token.form)) if is_stop_term(token.term) else token


@cached_for_short_texts(1 << 12, MAX_CACHED)
def only_form(text: str) -> str:
    """Return the form of a text that is one word; an empty text for any other."""
    words = forms(text)
    return words[0][0] if len(words) == 1 else ""
