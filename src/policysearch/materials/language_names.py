"""Adjectives that are names of languages too: "the French experience" is of France, "in French" is not."""

from __future__ import annotations

import re
from collections.abc import Iterator

from policysearch.text.stop_words import is_stop_word
from policysearch.vocabulary.demonyms import LanguageDemonym, language_demonyms

CONTEXT = 60  # characters on each side that are looked at

# An English adjective, perhaps the first of several ("German and French"), and the noun behind.
_ENGLISH = re.compile(
    r"\b(?:{})\b".format("|".join(d.word for d in language_demonyms().values() if d.word[0].isupper()))
)
_NOUN_BEHIND = re.compile(r"(?:(?:,|,?\s(?:and|or))\s[A-Z][a-z]+){0,3}\s([a-z][\w-]+)")
# Nouns that make it the language, or a thing that is called so everywhere.
_OF_A_LANGUAGE = frozenset(
    "language languages translation translations translator translators version versions edition editions text texts"
    " speaker speakers speaking lesson lessons class classes course courses subtitle subtitles interpretation"
    " interpreter interpreters word words name names term terms alphabet grammar teacher teachers title titles summary"
    " summaries original originals transcript transcripts fries disease measles"
    " coffee pastry pastries yoghurt yogurt".split()
)
_LANGUAGE_BEFORE = re.compile(
    r"\b(?:into|bilingual|from(?: the)?|(?:speak|learn|teach|write)(?:s|ing)?|spoke|spoken|taught|written in|fluent)\s$"
)
# Romance languages: the word before the adjective.
_WORD_BEFORE = re.compile(r"([a-zà-ÿ]{3,})(?:\sy\s|\se\s|\set\s|\s)$")
_ENGLISH_LANGUAGE = ("inglés", "inglês", "anglais")
_LANGUAGE_WORDS = re.compile(
    r"(?:lenguas?|idiomas?|versi(?:ón|ones)|traducci(?:ón|ones)|edici(?:ón|ones)|habla|textos?|línguas?|vers(?:ão|ões)"
    r"|tradu(?:ção|ções)|ediç(?:ão|ões)|fala|langues?|versions?|traductions?|éditions?|expression|textes?"
    r"|(?:habl|aprend|estudi|enseñ|fal|ensin|parl|appren|enseign)\w*)"
)


def language_adjectives(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield (start, end, code of the country) of each adjective in ``text`` that is of a country and no language."""
    for match in _ENGLISH.finditer(text):
        if _is_english_adjective(text, *match.span()):
            yield *match.span(), language_demonyms()[match.group()].code


def is_romance_adjective(text: str, start: int, demonym: LanguageDemonym) -> bool:
    """Return whether a demonym in small letters that begins at ``start`` stands behind what it is said of."""
    first = max(0, start - CONTEXT)
    word = _WORD_BEFORE.search(text[first:start])
    if word is None:
        return False
    other = language_demonyms().get(word[1])
    is_language = word[1] in _ENGLISH_LANGUAGE or (other is not None and not other.is_adjective)
    if is_language:  # "en inglés y chino": both are, or neither, as in "textile turc et chinois"
        return is_romance_adjective(text, first + word.start(1), demonym)
    if _LANGUAGE_WORDS.fullmatch(word[1]):
        return False
    return demonym.is_adjective or not is_stop_word(word[1])


def _is_english_adjective(text: str, start: int, end: int) -> bool:
    noun = _NOUN_BEHIND.match(text[end : end + CONTEXT])
    if noun is None or noun[1] in _OF_A_LANGUAGE or is_stop_word(noun[1], "en"):
        return False
    return not _LANGUAGE_BEFORE.search(text[max(0, start - CONTEXT) : start])
