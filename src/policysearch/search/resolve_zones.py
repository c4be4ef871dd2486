"""Fields that are words in a part of a text, ``title:`` and ``lesson:``: as plain words where no document has them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import islice

from policysearch.engines.contract import Request, Snapshot
from policysearch.query import Fuzzy, InZone, Notice, Query, Word
from policysearch.query.traversal import wanted_parts, with_wanted_parts

MAX_NEAR = 3  # words near one that no title has, which are looked at
MAX_NAMED = 3  # fields of a query for which near words are looked for: a query may have sixty, and many wordings
SHORTEST = 4  # letters of a word that may be misspelt
LONG = 8  # letters of a word from which on two edits are near


def resolve_zones(snapshot: Snapshot, query: Query) -> Query:
    """Return ``query`` with words, and a notice, in place of each title or lesson that no document of the view has."""
    zones = [*dict.fromkeys(part for part in wanted_parts(query.clause) if isinstance(part, InZone))]
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
    clause = with_wanted_parts(query.clause, {zone: zone.clause for zone in empty})
    return replace(query, clause=clause, notices=(*query.notices, *notices))


def _nearest(snapshot: Snapshot, zone: InZone, counts: Callable[[list[InZone]], list[int]]) -> str:
    """Return the word, near the typed one, that a title or lesson has; empty where there is none, and for a phrase."""
    typed = zone.clause
    if not isinstance(typed, Word) or len(typed.text) < SHORTEST:
        return ""
    near = islice(snapshot.expand(Fuzzy(typed.text, 2 if len(typed.text) >= LONG else 1)), MAX_NEAR)
    words = [form.text for form in near]
    totals = counts([InZone(zone.zone, Word(word)) for word in words]) if words else []
    return next((word for word, total in zip(words, totals, strict=True) if total), "")
