"""Themes, synonyms, organizations, regions and picks: the reviewed words beside the materials, as data."""

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
_ALSO = {"usa": "US", "united states of america": "US", "eeuu": "US", "ee uu": "US", "eua": "US", "uk": "GB"}


def country_code(name: str) -> str | None:
    """The ISO 3166 code of a country given by its code or by its name in any of the four languages; else None."""
    if name.upper() in _names("en"):
        return name.upper()
    plain = " ".join(form for form, _, _ in forms(fold(name)))
    return _ALSO.get(plain) or _codes().get(plain)


def country_name(code: str, language: str) -> str:
    """What the country is called in ``language``; the code itself where there is none."""
    return _names(language).get(code, code)


@cache
def _names(language: str) -> Mapping[str, str]:
    names = Locale(language).territories
    return {code: name for code, name in names.items() if len(code) == 2 and code not in _NOT_COUNTRIES}


@cache
def _codes() -> Mapping[str, str]:
    return {
        " ".join(form for form, _, _ in forms(fold(name))): code
        for language in LANGUAGES
        for code, name in _names(language).items()
    }
