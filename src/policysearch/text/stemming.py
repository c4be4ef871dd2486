"""Stemming: Snowball's stemmers, helped where policy texts need it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from threading import Lock

from Stemmer import Stemmer

from policysearch.text.folding import fold

_SNOWBALL = {"en": "english", "es": "spanish", "pt": "portuguese", "fr": "french"}
_STEMMERS = {language: Stemmer(name, 0) for language, name in _SNOWBALL.items()}
_LOCK = Lock()  # a stemmer has a buffer

# Accents that Snowball's suffixes need, put back on the folded form, so that a word typed without them stems alike;
# and plurals that Snowball leaves apart from their singular.
_RESTORED_ENDINGS: dict[str, tuple[tuple[re.Pattern[str], str], ...]] = {
    language: tuple((re.compile(pattern), replacement) for pattern, replacement in rules)
    for language, rules in {
        "en": ((r"(^[^aeiou]{2,}e)s$", r"\1"),),
        "es": (
            (r"([bcdfgjklmpqrtvw]|^[^aeiou]{2,}e)s$", r"\1"),
            (r"ciones$", "cion"),
            (r"cion$", "ción"),
            (r"(?<!nc)ia(s?)$", r"ía\1"),
        ),
        "pt": (
            (r"([bcdfgjklmpqrtvw]|^[^aeiou]{2,}e)s$", r"\1"),
            (r"^paises$", "pais"),
            (r"(?:oes|aes)$", "ao"),
            (r"^(.{2,}[aeou])is$", r"\1l"),
            (r"ns$", "m"),
            (r"cao$", "ção"),
            (r"encia(s?)$", r"ência\1"),
            (r"avel$", "ável"),
            (r"ivel$", "ível"),
        ),
        "fr": (
            (r"ee(s?)$", r"ée\1"),
            (r"ite(s?)$", r"ité\1"),
            (r"iere(s?)$", r"ière\1"),
        ),
    }.items()
}
_AFFECTED_ENDINGS = {  # of all words that any of these rules changes
    "en": ("es",),
    "es": ("s", "cion", "ia"),
    "pt": ("s", "cao", "encia", "avel", "ivel"),
    "fr": ("ee", "ees", "ite", "ites", "iere", "ieres"),
}

# Words of policy that Snowball takes for others: productivity for products, cooperatives for cooperation.
_EXCEPTION = re.compile(r"(produc?tiv|cooperativ)(?:e|es|ely|ity|o|os|a|as|idad|idade|idades|ite|ites)?")


def stems(words: Sequence[str], language: str) -> list[str]:
    """Return the stem of each of the folded ``words``, folded; the word itself where ``language`` has no stemmer."""
    result = [*words]
    if language not in _STEMMERS:
        return result
    regular = []
    for index, word in enumerate(words):
        if word[:4] in ("prod", "coop") and (match := _EXCEPTION.fullmatch(word)):
            result[index] = match[1]
        elif not word.isdigit():
            regular.append(index)
    restored = [_restore_ending(words[index], language) for index in regular]
    with _LOCK:
        stemmed = _STEMMERS[language].stemWords(restored)
    for index, stem in zip(regular, stemmed, strict=True):
        result[index] = (stem if stem.isascii() else fold(stem)) or result[index]
    return result


def _restore_ending(word: str, language: str) -> str:
    if not word.endswith(_AFFECTED_ENDINGS[language]):
        return word
    for pattern, replacement in _RESTORED_ENDINGS[language]:
        word = pattern.sub(replacement, word)
    return word
