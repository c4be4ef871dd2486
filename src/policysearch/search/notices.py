"""Notices that only the index can give: clauses that stand for more words than are searched."""

from __future__ import annotations

from collections.abc import Iterator

from policysearch.engines.contract import Snapshot
from policysearch.query import MAX_EXPANSIONS, And, Clause, Expanded, Fuzzy, Not, Notice, Or, Prefix


def notices(snapshot: Snapshot, clause: Clause) -> Iterator[Notice]:
    """Yield a notice for each prefix and fuzzy word of ``clause`` that is cut short."""
    match clause:
        case Prefix() | Fuzzy():
            if len(snapshot.expand(clause)) > MAX_EXPANSIONS:
                yield Notice("too_many_expansions", MAX_EXPANSIONS, clause.text)
        case And() | Or():
            for child in clause.clauses:
                yield from notices(snapshot, child)
        case Not():
            yield from notices(snapshot, clause.clause)
        case Expanded():
            for child in (clause.clause, *(synonym for synonym, _ in clause.also)):
                yield from notices(snapshot, child)
