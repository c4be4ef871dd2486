"""Fields whose values the vocabulary has, ``country:Chile``: as plain words where no document has the value."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from policysearch.engines.contract import Snapshot
from policysearch.query import And, Clause, InFacet, Notice, Or, Query, YearRange, parse
from policysearch.search.unfiled_values import PLACES, is_filed, nearest_filed
from policysearch.text import words

TypedField = InFacet | YearRange


def resolve_facets(snapshot: Snapshot, query: Query) -> Query:
    """Return ``query`` with words, and a notice, in place of each typed field whose value no document has."""
    empty = [field for field in dict.fromkeys(_typed(query.clause)) if not _is_filed(snapshot, field)]
    if not empty:
        return query
    read = {field: _as_words(snapshot, query, field) for field in empty}
    notices = [Notice("unknown_value", 0, field.source, _nearest(snapshot, field)) for field in empty]
    return replace(
        query,
        clause=_replaced(query.clause, {field: words_alone.clause for field, words_alone in read.items()}),
        expansions=tuple(dict.fromkeys([*query.expansions, *(e for part in read.values() for e in part.expansions)])),
        notices=(*query.notices, *dict.fromkeys(notices)),
    )


def _typed(clause: Clause) -> Iterator[TypedField]:
    """Yield the fields that are looked for, but none behind NOT: that nothing is left out there is right."""
    if isinstance(clause, InFacet | YearRange):
        if clause.source:
            yield clause
    elif isinstance(clause, And | Or):
        for part in clause.clauses:
            yield from _typed(part)


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


def _replaced(clause: Clause, read: dict[TypedField, Clause]) -> Clause:
    if isinstance(clause, And):
        return And(tuple([_replaced(part, read) for part in clause.clauses]))
    if isinstance(clause, Or):
        return Or(tuple([_replaced(part, read) for part in clause.clauses]))
    return read.get(clause, clause) if isinstance(clause, InFacet | YearRange) else clause
