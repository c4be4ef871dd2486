"""The vocabulary as plain frozen data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date


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
