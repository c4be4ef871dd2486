"""Demonyms: the adjectives of one country alone, in four languages, from ``demonyms.tsv``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

_TABLE = Path(__file__).with_name("demonyms.tsv")
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
    for other in _ENDINGS[ending]:
        yield word[: len(word) - len(ending)] + other
