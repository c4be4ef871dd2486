"""The themes, countries, regions and partners that a generation's workshops have, by all their names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from policysearch.engines.contract import Request, Snapshot
from policysearch.query import InFacet, Or
from policysearch.search.suggest.entry import Entry
from policysearch.settings import LANGUAGES
from policysearch.vocabulary import label
from policysearch.vocabulary.countries import names_of

_SEPARATORS = frozenset("\t\n")  # of the fields of a line, and of lines


def facet_name_entries(snapshot: Snapshot) -> list[Entry]:
    """Return every name of every value that a workshop has, the most frequent values first."""
    counts = _workshop_counts(snapshot)
    bodies = {name: body.names for body in snapshot.vocabulary.organizations for name in body.names}
    return [
        Entry(name, language, kind, value, counts[kind, value])
        for kind, value in sorted(counts, key=lambda pair: (-counts[pair], pair))
        if counts[kind, value] and _SEPARATORS.isdisjoint(value)
        for language, name in _names(snapshot, kind, value, bodies)
    ]


def _workshop_counts(snapshot: Snapshot) -> dict[tuple[str, str], int]:
    """Return for each kind and value how many workshops have it: a country as the host, or in a lesson's experience.

    A region is a value of the kind "experience".
    """
    regions = {region.id for region in snapshot.vocabulary.regions}
    facets = snapshot.execute(Request(limit=0, facets=("theme", "partner"), all_buckets=True)).facets
    counts = {(facet, bucket.value): bucket.count for facet in facets for bucket in facets[facet].buckets}
    codes = sorted({*snapshot.values("country"), *snapshot.values("experience")})
    either = [Or((InFacet("country", (code,)), InFacet("experience", (code,)))) for code in codes]
    totals = snapshot.count_many([Request(clause, limit=0) for clause in either])
    kinds = ("experience" if code in regions else "country" for code in codes)
    return counts | dict(zip(zip(kinds, codes, strict=True), totals, strict=True))


def _names(
    snapshot: Snapshot, kind: str, value: str, bodies: Mapping[str, tuple[str, ...]]
) -> Iterator[tuple[str, str]]:
    """Yield (language, name); an empty language stands for all."""
    if kind == "theme":
        yield from ((language, label(snapshot.vocabulary, "theme", value, language)) for language in LANGUAGES)
    elif kind == "country":
        yield from (("", name) for name in names_of(value))
    elif kind == "experience":
        labels = (label(snapshot.vocabulary, kind, value, language) for language in LANGUAGES)
        names = (name for region in snapshot.vocabulary.regions if region.id == value for name in region.names)
        yield from (("", name) for name in dict.fromkeys((*labels, *names)))
    else:
        yield from (("", name) for name in dict.fromkeys((value, *bodies.get(value, ()))))
