"""The countries whose experience a text discusses: named in it, but not as part of another name or of money."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache

from policysearch.materials.language_names import is_romance_adjective, language_adjectives
from policysearch.materials.name_context import is_something_else
from policysearch.text import fold
from policysearch.text.tokens import APOSTROPHES
from policysearch.vocabulary import Vocabulary
from policysearch.vocabulary.countries import codes, names_of
from policysearch.vocabulary.demonyms import demonyms, language_demonyms

# Names of other places and things that begin as a country's name does, or that have one in them.
_OTHER_PLACES = (
    *("New Jersey", "Jersey City", "American Samoa", "Samoa Americana", "Dominican Order", "Panama Papers"),
    *("Guinea pig", "Guinea pigs", "Guinea fowl", "Guinea fowls", "Guinea hens", "Guinea worm", "Guinea grass"),
    *("Brazil nut", "Brazil nuts", "India ink", "Bermuda triangle", "Bermuda grass", "Panama disease"),
    *("Salvador da Bahia", "Salvador de Bahía", "Niger State", "New South Wales", "Prince of Wales"),
)
_CAPITALISED = re.compile(r"[A-ZÀ-Þ](?<![\w.].)[\w’'ʼ‘]*(?:\.[A-Z]\b)*\.?")  # a letter first: found much faster
_SMALL = re.compile(r"(?<![\w-])(?:[a-zà-ÿ]{4,}(?:-[a-zà-ÿ]{5,})?|[a-zà-ÿ]{3}-[a-zà-ÿ]{5,})(?![\w-])")
MAX_BODY = 200  # characters of an organization's name
_ONE_APOSTROPHE = str.maketrans(dict.fromkeys(f"{APOSTROPHES}`´\u2032", "'"))
_FIRST_OF_TWO = re.compile(r"[A-ZÀ-Þ][a-zà-ÿ]{3,}(?=[A-ZÀ-Þ])")  # ChileCompra


def regions_of(text: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Return the ids of the regions that a text names, the longest name where two overlap, not in a body's name."""
    mentions = vocabulary.region_pattern.finditer(text) if vocabulary.regions else ()
    return tuple(
        dict.fromkeys(
            vocabulary.region_ids[fold(mention.group())]
            for mention in mentions
            if not is_something_else(text, *mention.span(), "") and not _is_in_body(text, mention, vocabulary)
        )
    )


def _is_in_body(text: str, mention: re.Match[str], vocabulary: Vocabulary) -> bool:
    """Return whether a region's name is part of the name of an organization."""
    around = text[max(0, mention.start() - MAX_BODY) : mention.end() + MAX_BODY]
    return any(mention.group() in body and body in around for body in vocabulary.bodies_of_regions)


def experience(text: str) -> tuple[str, ...]:
    """Return country codes by their first mention: by a name in any of the four languages, or by a demonym.

    Names count in capitals only where they are written so ("US").
    """
    text = text.translate(_ONE_APOSTROPHE)
    mentions = sorted([*_names(text), *_adjectives(text)])
    return tuple(dict.fromkeys(code for start, end, code in mentions if not is_something_else(text, start, end, code)))


def _names(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield (start, end, code) of each name; the longest one where two begin at one place or overlap."""
    start = 0
    while match := _CAPITALISED.search(text, start):
        start = match.end()
        for name, code in _names_with_first_word(match.group()):
            end = match.start() + len(name)
            if _is_name(text, match.start(), end, name):
                start = end
                if code:
                    yield match.start(), end, code
                break


def _adjectives(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield (start, end, code) of each demonym in small letters, and of those that are no language where they stand."""
    table, languages = demonyms(), language_demonyms()
    for match in _SMALL.finditer(text):
        if code := table.get(match.group()):
            yield match.start(), match.end(), code
        elif (demonym := languages.get(match.group())) and is_romance_adjective(text, match.start(), demonym):
            yield match.start(), match.end(), demonym.code
    yield from language_adjectives(text)


def _is_name(text: str, start: int, end: int, name: str) -> bool:
    mention = text[start:end]
    is_same = mention == name or (not name.isupper() and fold(mention) == fold(name))
    behind = text[end : end + 1]
    return is_same and (not behind.isalnum() or (behind.isupper() and mention[-1].islower()))


@lru_cache(maxsize=1 << 14)
def _names_with_first_word(word: str) -> tuple[tuple[str, str], ...]:
    """Return the names that begin with ``word``, and their codes; the longest first."""
    return _by_first_word().get(_key(word), ())


def _key(word: str) -> str:
    first = _FIRST_OF_TWO.match(word)
    return fold(first[0] if first else word.rstrip(".").split("'")[0])


@cache
def _by_first_word() -> Mapping[str, tuple[tuple[str, str], ...]]:
    """Return names and their codes by the first word, folded; the longest first. Other places have no code."""
    named = [(name.translate(_ONE_APOSTROPHE), code) for code in sorted(codes()) for name in names_of(code)]
    english = [(demonym, code) for demonym, code in demonyms().items() if demonym[0].isupper()]
    by_word: dict[str, list[tuple[str, str]]] = {}
    for name, code in (*named, *english, *((place, "") for place in _OTHER_PLACES)):
        first = next(iter(_CAPITALISED.findall(name)), "")
        if first and name.startswith(first):
            by_word.setdefault(_key(first), []).append((name, code))
    return {word: tuple(sorted(names, key=lambda pair: -len(pair[0]))) for word, names in by_word.items()}
