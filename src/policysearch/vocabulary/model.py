"""The vocabulary as plain frozen data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from policysearch.text import fold, words

UNREADABLE = "vocabulary-file"  # the code of a problem that leaves nothing of a file


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


@dataclass(frozen=True)
class Vocabulary:
    """The reviewed files as one value. ``synonyms`` are groups of equivalent words or phrases, any language."""

    themes: tuple[Theme, ...] = ()
    synonyms: tuple[tuple[str, ...], ...] = ()
    organizations: tuple[Organization, ...] = ()
    regions: tuple[Region, ...] = ()
    picks: tuple[Pick, ...] = field(default=())

    @cached_property
    def theme_ids(self) -> Mapping[str, str]:
        """The themes' ids by their folded names: the id itself, and the label in each language."""
        return {fold(word): theme.id for theme in self.themes for word in (theme.id, *theme.label.values())}

    @cached_property
    def cues(self) -> Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]:
        """The themes' cues by their first form: (all forms, the theme's id)."""
        found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for theme in self.themes:
            for cue in theme.cues:
                if said := tuple(words(cue)):
                    found.setdefault(said[0], []).append((said, theme.id))
        return {first: tuple(cues) for first, cues in found.items()}

    @cached_property
    def official_names(self) -> Mapping[str, str]:
        """The first of the names that a body has, by each of them."""
        return {name: body.names[0] for body in reversed(self.organizations) for name in body.names}

    def themes_of(self, text: str) -> tuple[str, ...]:
        """The ids of the themes of which ``text`` has a cue, in the vocabulary's order."""
        if not self.cues:
            return ()
        said = words(text)
        begun = self.cues.keys() & said
        if not begun:
            return ()
        named = {
            theme
            for at, word in enumerate(said)
            if word in begun
            for cue, theme in self.cues[word]
            if tuple(said[at : at + len(cue)]) == cue
        }
        return tuple(theme.id for theme in self.themes if theme.id in named)
