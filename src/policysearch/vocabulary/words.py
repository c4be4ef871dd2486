"""The vocabulary as plain frozen data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache

from babel import Locale

from policysearch.language import fold, forms
from policysearch.settings import LANGUAGES


@dataclass(frozen=True, slots=True)
class Theme:
    """``label`` is per language, ``cues`` are words that speak of it in any language, ``broader`` an id or empty."""

    id: str
    label: Mapping[str, str]
    cues: tuple[str, ...] = ()
    broader: str = ""


@dataclass(frozen=True, slots=True)
class Organization:
    """One body under all its names and acronyms, the first the one to show."""

    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Region:
    """A group of countries: ``names`` in any language, ``members`` as country codes."""

    id: str
    names: tuple[str, ...]
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pick:
    """Results chosen by staff for some queries, from ``first`` to ``last`` (None: always)."""

    queries: tuple[str, ...]
    documents: tuple[str, ...]
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The reviewed files as one value. ``synonyms`` are groups of equivalent words or phrases, any language."""

    themes: tuple[Theme, ...] = ()
    synonyms: tuple[tuple[str, ...], ...] = ()
    organizations: tuple[Organization, ...] = ()
    regions: tuple[Region, ...] = ()
    picks: tuple[Pick, ...] = field(default=())


_NOT_COUNTRIES = frozenset({"EU", "EZ", "UN", "QO", "XA", "XB", "ZZ"})
_LEFT_OUT = frozenset("the and y e et".split())  # "Trinidad and Tobago" is "Trinidad & Tobago", "The Bahamas" Bahamas
_ALSO = {
    "US": "usa; united states of america; eeuu; ee uu; eua; estados unidos de america; etats unis d amerique",
    "GB": "uk; great britain; gran bretana; united kingdom of great britain northern ireland",
    "BO": "plurinational state of bolivia; estado plurinacional de bolivia; bolivia plurinational state of",
    "VE": "bolivarian republic of venezuela; republica bolivariana de venezuela; venezuela bolivarian republic of",
    "KR": "republic of korea; republica de corea; korea; corea",
    "RU": "russian federation; federacion de rusia",
    "NL": "holland; holanda; hollande",
    "VN": "viet nam",
}


def country_code(name: str) -> str | None:
    """The ISO 3166 code of a country given by its code or by its name in any of the four languages; else None."""
    if name.upper() in _names("en"):
        return name.upper()
    return _codes().get(_plain(name))


def country_name(code: str, language: str) -> str:
    """What the country is called in ``language``; the code itself where there is none."""
    return _names(language).get(code, code)


@cache
def _names(language: str) -> Mapping[str, str]:
    names = Locale(language).territories
    return {code: name for code, name in names.items() if len(code) == 2 and code not in _NOT_COUNTRIES}


@cache
def _codes() -> Mapping[str, str]:
    also = {_plain(name): code for code, names in _ALSO.items() for name in names.split(";")}
    return also | {_plain(name): code for language in LANGUAGES for code, name in _names(language).items()}


def _plain(name: str) -> str:
    words = (form for form, _, _ in forms(fold(name)))
    return " ".join("st" if word == "saint" else word for word in words if word not in _LEFT_OUT)
