"""The clauses of a query as patterns to look for in a text: what is marked, and why a hit matches."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from policysearch.query import And, Clause, Expanded, Fuzzy, InFacet, InZone, Not, Or, Phrase, Prefix, Word, YearRange

LeafClause = Word | Phrase | Prefix | Fuzzy

_TYPED = {Word: "{}", Phrase: '"{}"', Prefix: "{}*", Fuzzy: "{}~"}


@dataclass(frozen=True, slots=True)
class HighlightClause:
    """One clause the reader typed, with its synonyms: ``label`` is how it was typed."""

    number: int
    label: str
    leaf_clauses: tuple[LeafClause, ...]


def highlight_clauses(clause: Clause) -> tuple[HighlightClause, ...]:
    """Return one for each clause that matches words; what is under a NOT is not looked for."""
    typed = list(_typed(clause))
    return tuple([HighlightClause(number, label(child), tuple(_leaves(child))) for number, child in enumerate(typed)])


def _typed(clause: Clause) -> Iterator[Clause]:
    match clause:
        case And() | Or():
            for child in clause.clauses:
                yield from _typed(child)
        case Expanded() | InZone() | Word() | Phrase() | Prefix() | Fuzzy():
            yield clause


def _leaves(clause: Clause) -> Iterator[LeafClause]:
    match clause:
        case Expanded():
            yield from _leaves(clause.clause)
            for synonym, _ in clause.also:
                yield from _leaves(synonym)
        case And() | Or():
            for child in clause.clauses:
                yield from _leaves(child)
        case InZone():
            yield clause.clause
        case Word() | Phrase() | Prefix() | Fuzzy():
            yield clause


def label(clause: Clause) -> str:
    """Return a clause as it was typed, or nearly."""
    match clause:
        case Expanded():
            typed = label(clause.clause)
        case And() | Or():
            typed = " ".join(filter(None, map(label, clause.clauses)))
        case InZone():
            typed = f"{clause.zone}:{label(clause.clause)}"
        case Not():
            typed = f"-{label(clause.clause)}"
        case InFacet():
            typed = " ".join(f"{clause.facet}:{value}" for value in clause.values)
        case YearRange():
            typed = f"year:{clause.first or ''}..{clause.last or ''}"
        case Fuzzy(distance=0):
            typed = clause.text
        case Phrase() | Prefix() | Fuzzy() | Word():
            typed = _TYPED[type(clause)].format(clause.text)
        case _:
            typed = ""
    return typed
