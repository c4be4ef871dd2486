"""Partners that are typed in another case, or that nothing has: the vocabulary knows some names, the index all."""

from __future__ import annotations

from dataclasses import replace

from rapidfuzz import process
from rapidfuzz.distance.OSA import normalized_similarity

from policysearch.engines.contract import Snapshot
from policysearch.query import And, Clause, Expanded, InFacet, Not, Notice, Or, Query, Word
from policysearch.query.lexer import typed_words
from policysearch.text import fold

_PUNCTUATION = ".,;:!?"


def resolve_partners(snapshot: Snapshot, query: Query) -> Query:
    """Return ``query`` with each typed partner as the index writes it; words where the index has none of its names."""
    if not _has_partner(query.clause):
        return query
    values = {fold(value): value for value in snapshot.values("partner")}
    unknown: list[str] = []
    clause = _resolved(query.clause, values, unknown)
    notices = [Notice("unknown_value", 0, f"partner:{name}", _nearest(name, values)) for name in unknown]
    return replace(query, clause=clause, notices=(*query.notices, *notices))


def _nearest(name: str, values: dict[str, str]) -> str:
    close = process.extractOne(fold(name), [*values], scorer=normalized_similarity, score_cutoff=0.7)
    return values[close[0]] if close else ""


def _has_partner(clause: Clause) -> bool:
    match clause:
        case InFacet():
            return clause.facet == "partner"
        case And() | Or():
            return any(map(_has_partner, clause.clauses))
        case Not() | Expanded():
            return _has_partner(clause.clause)
    return False


def _resolved(clause: Clause, values: dict[str, str], unknown: list[str]) -> Clause:
    """Return ``clause`` with partners as written; ``unknown`` collects the names that nothing has."""
    match clause:
        case InFacet():
            return _as_written(clause, values, unknown) if clause.facet == "partner" else clause
        case And():
            return And(tuple([_resolved(part, values, unknown) for part in clause.clauses]))
        case Or():
            return Or(tuple([_resolved(part, values, unknown) for part in clause.clauses]))
        case Not():
            return Not(_resolved(clause.clause, values, unknown))
        case Expanded():
            return replace(clause, clause=_resolved(clause.clause, values, unknown))
    return clause


def _as_written(clause: InFacet, values: dict[str, str], unknown: list[str]) -> Clause:
    names = [values[key] for name in clause.values for key in _keys(name) if key in values]
    if names:
        return InFacet("partner", tuple(sorted(set(names))))
    if len(clause.values) > 1:  # the names of a body that the vocabulary knows and no document has
        return clause
    unknown.append(clause.values[0].rstrip(_PUNCTUATION))
    words: tuple[Clause, ...] = tuple(Word(word) for word in typed_words(clause.values[0]))
    return And(words) if len(words) > 1 else next(iter(words), clause)


def _keys(name: str) -> tuple[str, ...]:
    return fold(name), fold(name.rstrip(_PUNCTUATION))
