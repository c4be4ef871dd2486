"""Stop words: the words that carry no meaning of their own, per language, from the lists in ``stop_words/``."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from policysearch.method_cache import cached_for_short_texts
from policysearch.settings import LANGUAGES
from policysearch.text.folding import fold

MAX_WORD = 64  # letters of a word that stays known
# Words that are a stop word but for their accent: the state of Pará, tea in Spanish, safe in French. By hand.
ACCENTED_WORDS = frozenset(["pará", "té", "sûr"])


@cached_for_short_texts(1 << 12, MAX_WORD)
def is_stop_word(word: str, language: str | None = None) -> bool:
    """Return whether ``word`` is a stop word of ``language`` (None: of any of the four)."""
    return fold(word) in stop_words(language)


def begins_stop_word(beginning: str) -> bool:
    """Return whether a folded word is the beginning of a stop word of any of the four languages, or all of one."""
    return beginning in _beginnings()


@cache
def _beginnings() -> frozenset[str]:
    return frozenset(word[:length] for word in stop_words() for length in range(1, len(word) + 1))


@cache
def stop_words(language: str | None = None) -> frozenset[str]:
    """Return the folded stop words of ``language`` (None: of all four); none for a language without a list."""
    if not language:
        return frozenset().union(*map(stop_words, LANGUAGES))
    if language not in LANGUAGES:
        return frozenset()
    lines = (files("policysearch") / "text" / "stop_words" / f"{language}.txt").read_text("utf-8").splitlines()
    return frozenset(fold(line) for line in lines if line and not line.startswith("#"))
