"""The any-word version of a query."""

from __future__ import annotations

from policysearch.query.clauses import (
    And,
    Clause,
    Everything,
    Expanded,
    InFacet,
    InZone,
    Not,
    Or,
    Phrase,
    Word,
    YearRange,
)

_FIRM = (Phrase, InFacet, InZone, YearRange, Not, Everything)


def relax(clause: Clause) -> Clause:
    """Return ``clause`` with any of its words enough; ``clause`` itself where nothing can be relaxed.

    NOT, quotes and filters stay firm.
    """
    if isinstance(clause, Expanded):
        return Expanded(relax(clause.clause), clause.also)
    if isinstance(clause, Or):
        return Or(tuple(relax(side) for side in clause.clauses))
    if not isinstance(clause, And):
        return clause
    firm = tuple(part for part in clause.clauses if _is_firm(part) or (isinstance(part, Word) and not part.required))
    loose = tuple(relax(part) for part in clause.clauses if part not in firm)
    if not loose:
        return clause
    either = loose[0] if len(loose) == 1 else Or(loose)
    return And((either, *firm)) if firm else either


def _is_firm(clause: Clause) -> bool:
    if isinstance(clause, Or):
        return all(map(_is_firm, clause.clauses))
    return isinstance(clause, _FIRM)
