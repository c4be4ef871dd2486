"""Walks over the tree of a query's clauses."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from policysearch.query.clauses import And, Clause, Expanded, InZone, Not, Or, Word


def children(clause: Clause) -> tuple[Clause, ...]:
    """Return the clauses that ``clause`` is made of, what the vocabulary added too; none for a leaf."""
    match clause:
        case And() | Or():
            return clause.clauses
        case Not() | InZone():
            return (clause.clause,)
        case Expanded():
            return (clause.clause, *(added for added, _ in clause.also))
    return ()


def leaves(clause: Clause) -> Iterator[Clause]:
    """Yield every leaf of ``clause``, from left to right."""
    parts = children(clause)
    if not parts:
        yield clause
    for part in parts:
        if isinstance(part, Word):  # nearly all
            yield part
        else:
            yield from leaves(part)


def wanted_parts(clause: Clause) -> Iterator[Clause]:
    """Yield what AND and OR join in ``clause``, from left to right: nothing behind NOT, nothing that was added."""
    if isinstance(clause, And | Or):
        for part in clause.clauses:
            yield from wanted_parts(part)
    else:
        yield clause


def with_wanted_parts(clause: Clause, replacements: Mapping[Clause, Clause]) -> Clause:
    """Return ``clause`` with those of its ``wanted_parts`` that have a replacement replaced."""
    if isinstance(clause, And):
        return And(tuple([with_wanted_parts(part, replacements) for part in clause.clauses]))
    if isinstance(clause, Or):
        return Or(tuple([with_wanted_parts(part, replacements) for part in clause.clauses]))
    return replacements.get(clause, clause)


def rebuilt(clause: Clause, change: Callable[[Clause], Clause]) -> Clause:
    """Return ``clause`` with ``change`` applied to it, and before that to each clause it is made of."""
    match clause:
        case And():
            return change(And(tuple([rebuilt(part, change) for part in clause.clauses])))
        case Or():
            return change(Or(tuple([rebuilt(part, change) for part in clause.clauses])))
        case Not():
            return change(Not(rebuilt(clause.clause, change)))
        case Expanded():
            also = tuple([(rebuilt(added, change), weight) for added, weight in clause.also])
            return change(replace(clause, clause=rebuilt(clause.clause, change), also=also))
    return change(clause)
