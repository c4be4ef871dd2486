"""The vocabulary as plain frozen data."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from policysearch.text import fold, words

UNREADABLE = "vocabulary-file"  # the code of a problem with a whole file
GROUPS = {"apart": "separate_words", "same": "equal_words"}  # of words.yml: the fields of the vocabulary


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme. ``label`` is per language, ``cues`` are words of any language that hint at it, ``broader`` is an id."""

    id: str
    label: Mapping[str, str]
    cues: tuple[str, ...] = ()
    broader: str = ""


@dataclass(frozen=True, slots=True)
class Organization:
    """A body under all its names and acronyms; the first is the one to show."""

    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Region:
    """A group of countries: ``names`` in any language, ``members`` as country codes, and a ``label`` per language.

    Where it ``shares`` with its members, what is about the region counts for each of them.
    """

    id: str
    names: tuple[str, ...]
    members: tuple[str, ...]
    shares: bool = False
    label: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Pick:
    """Results that staff picked for queries, in force from ``first`` to ``last`` (None: always)."""

    queries: tuple[str, ...]
    documents: tuple[str, ...]
    first: date | None = None
    last: date | None = None

    def is_in_force(self, day: date) -> bool:
        """Return whether the pick counts on ``day``."""
        return (self.first or day) <= day <= (self.last or day)


@dataclass(frozen=True)
class Vocabulary:
    """The reviewed files as one value. ``synonyms`` are groups of equivalent words or phrases, any language.

    Of ``words.yml``: ``separate_words`` are groups of words that do not find each other,
    ``equal_words`` of words that do.
    """

    themes: tuple[Theme, ...] = ()
    synonyms: tuple[tuple[str, ...], ...] = ()
    organizations: tuple[Organization, ...] = ()
    regions: tuple[Region, ...] = ()
    picks: tuple[Pick, ...] = field(default=())
    separate_words: tuple[tuple[str, ...], ...] = ()
    equal_words: tuple[tuple[str, ...], ...] = ()

    @cached_property
    def theme_ids(self) -> Mapping[str, str]:
        """Return the themes' ids by their folded names: the id itself, and the label in each language."""
        return {fold(word): theme.id for theme in self.themes for word in (theme.id, *theme.label.values())}

    @cached_property
    def narrower(self) -> Mapping[str, tuple[str, ...]]:
        """Return the ids of all narrower themes of each theme that has any, the nearest first."""
        narrower_ids: dict[str, list[str]] = {}
        for theme in self.themes:
            if theme.broader and theme.broader != theme.id:
                narrower_ids.setdefault(theme.broader, []).append(theme.id)
        families: dict[str, tuple[str, ...]] = {}
        for broader, narrower in narrower_ids.items():
            family = list(dict.fromkeys(narrower))
            for member in family:  # grows while it is read
                family += [theme for theme in narrower_ids.get(member, []) if theme not in family and theme != broader]
            families[broader] = tuple(family)
        return families

    @cached_property
    def region_ids(self) -> Mapping[str, str]:
        """Return the regions' ids by their folded names: the id itself, every name and every label."""
        return {
            fold(name): region.id
            for region in reversed(self.regions)
            for name in (region.id, *region.names, *region.label.values())
        }

    @cached_property
    def region_pattern(self) -> re.Pattern[str]:
        """Return the pattern of the regions' names as they are written, the longest first."""
        names = sorted({name for region in self.regions for name in region.names}, key=len, reverse=True)
        return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, names))})(?!\w)" if names else r"(?!)")

    @cached_property
    def bodies_of_regions(self) -> tuple[str, ...]:
        """Return the names of organizations that have a region's name in them."""
        names = (name for body in self.organizations for name in body.names if fold(name) not in self.region_ids)
        return tuple(name for name in names if self.region_pattern.search(name))

    @cached_property
    def sharing_regions(self) -> Mapping[str, tuple[str, ...]]:
        """Return for each country the ids of the regions that share with it."""
        shared: dict[str, tuple[str, ...]] = {}
        for region in self.regions:
            for code in region.members if region.shares else ():
                shared[code] = (*shared.get(code, ()), region.id)
        return shared

    def with_regions(self, countries: Iterable[str]) -> tuple[str, ...]:
        """Return values of experience with the ids of the regions that share with them, each once."""
        values = [*countries]
        shared = [region for value in values for region in self.sharing_regions.get(value, ())]
        return tuple(dict.fromkeys((*values, *shared)))

    def family(self, theme: str) -> tuple[str, ...]:
        """Return the ids of a theme and of all narrower ones, sorted."""
        return tuple(sorted({theme, *self.narrower.get(theme, ())}))

    @cached_property
    def cues(self) -> Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]:
        """Return the themes' cues by their first form: (all forms, the theme's id)."""
        by_first: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for theme in self.themes:
            for cue in theme.cues:
                if forms := tuple(words(cue)):
                    by_first.setdefault(forms[0], []).append((forms, theme.id))
        return {first: tuple(cues) for first, cues in by_first.items()}

    @cached_property
    def official_names(self) -> Mapping[str, str]:
        """Return the first of the names that a body has, by each of them."""
        return {name: body.names[0] for body in reversed(self.organizations) for name in body.names}

    def themes_of(self, text: str) -> tuple[str, ...]:
        """Return the ids of the themes of which ``text`` has a cue, in the vocabulary's order."""
        if not self.cues:
            return ()
        forms = words(text)
        firsts = self.cues.keys() & forms
        if not firsts:
            return ()
        ids = {
            theme
            for position, form in enumerate(forms)
            if form in firsts
            for cue, theme in self.cues[form]
            if tuple(forms[position : position + len(cue)]) == cue
        }
        return tuple(theme.id for theme in self.themes if theme.id in ids)


def fields_of_file(stem: str) -> tuple[str, ...]:
    """Return the fields of the vocabulary that the file ``<stem>.yml`` fills."""
    return (*GROUPS.values(),) if stem == "words" else (stem,)
