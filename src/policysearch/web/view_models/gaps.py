"""Neighbours of a theme or country that the collection has nothing on."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from policysearch.text import fold
from policysearch.vocabulary import Vocabulary
from policysearch.web.site import addresses, label

MAX_NEIGHBOURS = 8


@dataclass(frozen=True, slots=True)
class Gap:
    """A theme or country without lessons: its name and its own page."""

    label: str
    address: str


def neighbouring_countries(vocabulary: Vocabulary, place: str) -> set[str]:
    """Return the members of the region ``place``, or of the regions that the country ``place`` is a member of."""
    regions = (region for region in vocabulary.regions if place == region.id or place in region.members)
    return {code for region in regions for code in region.members} - {place}


def neighbouring_themes(vocabulary: Vocabulary, theme: str) -> set[str]:
    """Return the broader theme of a theme, those beside it and its narrower ones."""
    broader = next((entry.broader for entry in vocabulary.themes if entry.id == theme), "")
    family = {
        entry.id for entry in vocabulary.themes if entry.broader == theme or (broader and entry.broader == broader)
    }
    return (family | {broader}) - {"", theme}


def gaps(facet: str, folder: str, neighbours: Iterable[str], used: Collection[str]) -> list[Gap]:
    """Return at most ``MAX_NEIGHBOURS`` of the neighbours that are not ``used``, by name."""
    empty = [Gap(label(facet, value), addresses().path(folder + value)) for value in {*neighbours} - {*used}]
    return sorted(empty, key=lambda gap: fold(gap.label))[:MAX_NEIGHBOURS]
