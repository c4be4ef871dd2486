"""The themes, countries and partners that a generation's workshops have, by all their names."""

from __future__ import annotations

from collections.abc import Iterator

from policysearch.engines.whoosh.opened import Opened
from policysearch.engines.whoosh.suggesting.entries import Entry
from policysearch.settings import LANGUAGES
from policysearch.vocabulary import label
from policysearch.vocabulary.countries import names_of


def counted(opened: Opened) -> dict[tuple[str, str], int]:
    """Per kind and value, how many workshops have it; a country is had where it is discussed or was the place."""
    workshops, facets = opened.collection.workshops, opened.collection.facets
    counts = {
        (kind, value): int(count)
        for kind in ("theme", "partner")
        for value, count in zip(facets[kind].values, facets[kind].counts(workshops), strict=True)
    }
    held, discussed = facets["country"], facets["experience"]
    for code in {*held.values, *discussed.values}:
        counts["country", code] = int((held.having([code], workshops) | discussed.having([code], workshops)).sum())
    return counts


def entries(opened: Opened, counts: dict[tuple[str, str], int]) -> list[Entry]:
    """Every name of every value, the most frequent values first."""
    ranked = sorted((pair for pair in counts if counts[pair]), key=lambda pair: (-counts[pair], pair))
    return [
        Entry(name, language, kind, value) for kind, value in ranked for language, name in _names(opened, kind, value)
    ]


def _names(opened: Opened, kind: str, value: str) -> Iterator[tuple[str, str]]:
    """(language, name); no language: in any."""
    if kind == "theme":
        yield from ((language, label(opened.vocabulary, "theme", value, language)) for language in LANGUAGES)
    elif kind == "country":
        yield from (("", name) for name in names_of(value))
    else:
        bodies = (body.names for body in opened.vocabulary.organizations if value in body.names)
        yield from (("", name) for name in dict.fromkeys([value, *(name for some in bodies for name in some)]))
