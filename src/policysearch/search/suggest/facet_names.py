"""The themes, countries and partners that a generation's workshops have, by all their names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from policysearch.engines.whoosh.snapshot import Snapshot
from policysearch.search.suggest.entry import Entry
from policysearch.settings import LANGUAGES
from policysearch.vocabulary import label
from policysearch.vocabulary.countries import names_of

_APART = frozenset("\t\n")  # what parts a line, and lines


def _counted(opened: Snapshot) -> dict[tuple[str, str], int]:
    """Per kind and value, how many workshops have it; a country is had where it is discussed or was the place."""
    workshops, facets = opened.reader.workshops, opened.reader.facets
    counts = {
        (kind, value): int(count)
        for kind in ("theme", "partner")
        for value, count in zip(facets[kind].values, facets[kind].counts(workshops), strict=True)
    }
    held, discussed = facets["country"], facets["experience"]
    for code in {*held.values, *discussed.values}:
        counts["country", code] = int((held.has_any([code], workshops) | discussed.has_any([code], workshops)).sum())
    return counts


def entries(opened: Snapshot) -> list[Entry]:
    """Every name of every value that a workshop has, the most frequent values first."""
    counts = _counted(opened)
    bodies = {name: body.names for body in opened.vocabulary.organizations for name in body.names}
    return [
        Entry(name, language, kind, value, counts[kind, value])
        for kind, value in sorted(counts, key=lambda pair: (-counts[pair], pair))
        if counts[kind, value] and _APART.isdisjoint(value)
        for language, name in _names(opened, kind, value, bodies)
    ]


def _names(opened: Snapshot, kind: str, value: str, bodies: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[str, str]]:
    """(language, name); no language: in any."""
    if kind == "theme":
        yield from ((language, label(opened.vocabulary, "theme", value, language)) for language in LANGUAGES)
    elif kind == "country":
        yield from (("", name) for name in names_of(value))
    else:
        yield from (("", name) for name in dict.fromkeys((value, *bodies.get(value, ()))))
