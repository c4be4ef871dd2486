"""The language of a text, by its stop words."""

from __future__ import annotations

import re

from policysearch.settings import LANGUAGES
from policysearch.text.stop_words import is_stop_word

_WORD = re.compile(r"\w+")
_MAX_WORDS = 5_000  # that are read
_MIN_STOP_WORDS = 3
_LEAD = 1.1  # times as many as the second language has


def language_of(text: str) -> str:
    """Return the language most of whose stop words ``text`` uses; empty where that is not clear."""
    counts = dict.fromkeys(LANGUAGES, 0)
    for word in _WORD.findall(text.casefold())[:_MAX_WORDS]:
        for language in LANGUAGES:
            counts[language] += is_stop_word(word, language)
    best, second = sorted(counts, key=lambda name: -counts[name])[:2]
    return best if counts[best] >= _MIN_STOP_WORDS and counts[best] > counts[second] * _LEAD else ""
