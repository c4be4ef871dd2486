"""Fields that are words in a part of a text, ``title:`` and ``lesson:``: as plain words where no document has them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import islice

from policysearch.engines.contract import Request, Snapshot
from policysearch.query import And, Clause, Fuzzy, InZone, Notice, Or, Query, Word

MAX_NEAR = 3  # words near one that no title has, which are looked at
MAX_NAMED = 3  # fields of a query for which near words are looked for: a query may have sixty, and many wordings
SHORTEST = 4  # letters of a word that may be misspelt
LONG = 8  # letters of a word from which on two edits are near


def resolve_zones(snapshot: Snapshot, query: Query) -> Query:
    """Return ``query`` with words, and a notice, in place of each title or lesson that no document of the view has."""
    zones = [*dict.fromkeys(_zones(query.clause))]
    if not zones:
        return query

    def counts(clauses: list[InZone]) -> list[int]:
        return snapshot.count_many([Request(clause, query.view, limit=0) for clause in clauses])

    empty = [zone for zone, count in zip(zones, counts(zones), strict=True) if not count]
    notices = [
        Notice(
            "unknown_value",
            0,
            f"{zone.zone}:{zone.clause.text}",
            _nearest(snapshot, zone, counts) if place < MAX_NAMED else "",
        )
        for place, zone in enumerate(empty)
    ]
    return replace(query, clause=_as_words(query.clause, empty), notices=(*query.notices, *notices))


def _zones(clause: Clause) -> Iterator[InZone]:
    """Yield the titles and lessons that are looked for, but none behind NOT."""
    if isinstance(clause, InZone):
        yield clause
    elif isinstance(clause, And | Or):
        for part in clause.clauses:
            yield from _zones(part)


def _as_words(clause: Clause, empty: list[InZone]) -> Clause:
    if isinstance(clause, And):
        return And(tuple([_as_words(part, empty) for part in clause.clauses]))
    if isinstance(clause, Or):
        return Or(tuple([_as_words(part, empty) for part in clause.clauses]))
    return clause.clause if isinstance(clause, InZone) and clause in empty else clause


def _nearest(snapshot: Snapshot, zone: InZone, counts: Callable[[list[InZone]], list[int]]) -> str:
    """Return the word, near the typed one, that a title or lesson has; empty where there is none, and for a phrase."""
    typed = zone.clause
    if not isinstance(typed, Word) or len(typed.text) < SHORTEST:
        return ""
    near = islice(snapshot.expand(Fuzzy(typed.text, 2 if len(typed.text) >= LONG else 1)), MAX_NEAR)
    words = [form.text for form in near]
    totals = counts([InZone(zone.zone, Word(word)) for word in words]) if words else []
    return next((word for word, total in zip(words, totals, strict=True) if total), "")
