"""Fields whose values the vocabulary has, ``country:Chile``: as plain words where no document has the value."""

from __future__ import annotations

from dataclasses import replace

from policysearch.engines.contract import Snapshot
from policysearch.query import InFacet, Notice, Query, YearRange, parse
from policysearch.query.traversal import wanted_parts, with_wanted_parts
from policysearch.search.unfiled_values import PLACES, is_filed, nearest_filed
from policysearch.text import words

TypedField = InFacet | YearRange


def resolve_facets(snapshot: Snapshot, query: Query) -> Query:
    """Return ``query`` with words, and a notice, in place of each typed field whose value no document has.

    Behind NOT such a field stays: that it leaves nothing out is right.
    """
    fields = [part for part in wanted_parts(query.clause) if isinstance(part, InFacet | YearRange) and part.source]
    empty = [field for field in dict.fromkeys(fields) if not _is_filed(snapshot, field)]
    if not empty:
        return query
    readings = {field: _as_words(snapshot, query, field) for field in empty}
    expansions = [*query.expansions, *(e for reading in readings.values() for e in reading.expansions)]
    notices = [Notice("unknown_value", 0, field.source, _nearest(snapshot, field)) for field in empty]
    return replace(
        query,
        clause=with_wanted_parts(query.clause, {field: reading.clause for field, reading in readings.items()}),
        expansions=tuple(dict.fromkeys(expansions)),
        notices=(*query.notices, *dict.fromkeys(notices)),
    )


def _is_filed(snapshot: Snapshot, field: TypedField) -> bool:
    if isinstance(field, YearRange):
        return bool(field.among(snapshot.values("year")))
    return is_filed(snapshot, field.facet, field.values)


def _as_words(snapshot: Snapshot, query: Query, field: TypedField) -> Query:
    """Return the value as it is read where it is typed alone. A value without a word is left as a field."""
    value = field.source.partition(":")[2]
    if not words(value):
        return replace(query, clause=field, expansions=())
    return parse(value.replace("..", " "), snapshot.vocabulary, expand=query.expand, language=query.language)


def _nearest(snapshot: Snapshot, field: TypedField) -> str:
    """Return what may have been meant: a value near by, the country among experiences, or the other way round."""
    if isinstance(field, YearRange):
        year = field.first if field.first is not None else field.last or 0
        return min(snapshot.values("year"), key=lambda filed: abs(int(filed) - year), default="")
    value = field.source.partition(":")[2]
    for facet in PLACES:
        if field.facet in PLACES and facet != field.facet and is_filed(snapshot, facet, field.values):
            return f'{facet}:"{value}"' if " " in value else f"{facet}:{value}"
    return nearest_filed(snapshot, field.facet, value)
