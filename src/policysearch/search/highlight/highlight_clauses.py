"""The clauses of a query as things to look for in a text: what is marked, and why something was found."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from policysearch.query import And, Clause, Expanded, Fuzzy, InFacet, Not, Or, Phrase, Prefix, Word, YearRange

LeafClause = Word | Phrase | Prefix | Fuzzy

_TYPED = {Word: "{}", Phrase: '"{}"', Prefix: "{}*", Fuzzy: "{}~"}


@dataclass(frozen=True, slots=True)
class HighlightClause:
    """One clause the reader typed, with what widens it: ``label`` is how it was typed."""

    number: int
    label: str
    leaf_clauses: tuple[LeafClause, ...]


def highlight_clauses(clause: Clause) -> tuple[HighlightClause, ...]:
    """One for each clause that finds words; what is under a NOT is not looked for."""
    typed = list(_typed(clause))
    return tuple([HighlightClause(number, label(one), tuple(_leaves(one))) for number, one in enumerate(typed)])


def _typed(clause: Clause) -> Iterator[Clause]:
    match clause:
        case And() | Or():
            for one in clause.clauses:
                yield from _typed(one)
        case Expanded() | Word() | Phrase() | Prefix() | Fuzzy():
            yield clause


def _leaves(clause: Clause) -> Iterator[LeafClause]:
    match clause:
        case Expanded():
            yield from _leaves(clause.clause)
            for other, _ in clause.also:
                yield from _leaves(other)
        case And() | Or():
            for one in clause.clauses:
                yield from _leaves(one)
        case Word() | Phrase() | Prefix() | Fuzzy():
            yield clause


def label(clause: Clause) -> str:
    """A clause as it was typed, or nearly."""
    match clause:
        case Expanded():
            typed = label(clause.clause)
        case And() | Or():
            typed = " ".join(filter(None, map(label, clause.clauses)))
        case Not():
            typed = f"-{label(clause.clause)}"
        case InFacet():
            typed = " ".join(f"{clause.facet}:{value}" for value in clause.values)
        case YearRange():
            typed = f"year:{clause.first or ''}..{clause.last or ''}"
        case Phrase() | Prefix() | Fuzzy() | Word():
            typed = _TYPED[type(clause)].format(clause.text)
        case _:
            typed = ""
    return typed
