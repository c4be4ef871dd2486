"""The any-word version of a query."""

from __future__ import annotations

from policysearch.query.clauses import And, Clause, Everything, Expanded, InFacet, Not, Or, Phrase, Word, YearRange

_FIRM = (Phrase, InFacet, YearRange, Not, Everything)


def relax(clause: Clause) -> Clause:
    """``clause`` with any of its words enough; NOT, quotes, filters stay firm. The same clause where nothing gives."""
    if isinstance(clause, Expanded):
        return Expanded(relax(clause.clause), clause.also)
    if isinstance(clause, Or):
        return Or(tuple(relax(one) for one in clause.clauses))
    if not isinstance(clause, And):
        return clause
    kept = tuple(one for one in clause.clauses if _is_firm(one) or (isinstance(one, Word) and not one.required))
    loose = tuple(relax(one) for one in clause.clauses if one not in kept)
    if not loose:
        return clause
    either = loose[0] if len(loose) == 1 else Or(loose)
    return And((either, *kept)) if kept else either


def _is_firm(clause: Clause) -> bool:
    if isinstance(clause, Or):
        return all(_is_firm(one) for one in clause.clauses)
    return isinstance(clause, _FIRM)
