"""Demonyms: the adjectives of one country alone, in four languages.

``demonyms.tsv`` has those that mean the country wherever they stand, ``language_demonyms.tsv`` those that are names of
languages too.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

_TABLE = Path(__file__).with_name("demonyms.tsv")
_LANGUAGES = Path(__file__).with_name("language_demonyms.tsv")
_ENDINGS = {  # how an adjective of a Romance language ends -> its feminine, plural and feminine plural
    "ien": ("ienne", "iens", "iennes"),
    "éen": ("éenne", "éens", "éennes"),
    "yen": ("yenne", "yens", "yennes"),
    "ain": ("aine", "ains", "aines"),
    "ais": ("aise", "aises"),
    "és": ("esa", "eses", "esas"),
    "ês": ("esa", "eses", "esas"),
    "án": ("ane", "ans", "anes"),
    "an": ("ane", "ans", "anes"),
    "in": ("ine", "ins", "ines"),
    "o": ("a", "os", "as"),
    "í": ("íes", "ís"),
    "": ("s",),
}


class LanguageDemonym(NamedTuple):
    """A word for what is of a country that its language is called by too; ``is_adjective``: this form of it is not."""

    word: str
    code: str
    is_adjective: bool


@cache
def language_demonyms() -> Mapping[str, LanguageDemonym]:
    """Return the demonyms that are names of languages too: English ones capitalised, the others in small letters."""
    table: dict[str, LanguageDemonym] = {}
    for line in _LANGUAGES.read_text("utf-8").splitlines():
        if not line.startswith("#"):
            code, english, adjectives, languages = line.split("\t")
            table |= {word: LanguageDemonym(word, code, True) for word in adjectives.split()}
            table |= {word: LanguageDemonym(word, code, False) for word in (english, *languages.split())}
    return table


@cache
def demonyms() -> Mapping[str, str]:
    """Return the country code of each demonym: English ones capitalised, the others in small letters."""
    table: dict[str, str] = {}
    for line in _TABLE.read_text("utf-8").splitlines():
        if line.startswith("#"):
            continue
        code, english, *romance = line.split("\t")
        for word in english.split():
            table |= dict.fromkeys((word.replace("_", " "), f"{word.replace('_', ' ')}s"), code)
        for words in romance:
            table |= {form: code for word in words.split() for form in _inflected(word)}
    return table


def _inflected(word: str) -> Iterator[str]:
    yield word
    ending = next(ending for ending in _ENDINGS if word.endswith(ending))
    for variant_ending in _ENDINGS[ending]:
        yield word[: len(word) - len(ending)] + variant_ending
