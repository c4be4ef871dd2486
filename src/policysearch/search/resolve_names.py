"""Fields whose values the index has: partners, funders and places, in any case and by any of their words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from rapidfuzz import process
from rapidfuzz.distance.OSA import normalized_similarity

from policysearch.engines.contract import Snapshot
from policysearch.query import And, Clause, Expanded, InFacet, Notice, Or, Query, Word
from policysearch.query.fields import NAMED_IN_INDEX, PUNCTUATION
from policysearch.query.lexer import typed_words
from policysearch.query.parser import MAX_NAME
from policysearch.query.traversal import leaves, rebuilt
from policysearch.text import fold, words
from policysearch.vocabulary import country_code, country_name

NEAR = 0.7  # of the letters of a name that may have been meant


def resolve_names(snapshot: Snapshot, query: Query) -> Query:
    """Return ``query`` with each typed name as the index writes it; words, and a notice, where the index lacks it."""
    fields = {leaf.facet for leaf in leaves(query.clause) if isinstance(leaf, InFacet) and leaf.facet in NAMED_IN_INDEX}
    if not fields:
        return query
    names = _Names(snapshot, query.language, fields)
    clause = rebuilt(query.clause, names.joined)
    clause = rebuilt(clause, names.resolved)
    notices = [
        Notice("unknown_value", 0, f"{field}:{name}", names.nearest(field, name)) for field, name in names.unknown
    ]
    return replace(query, clause=clause, notices=(*query.notices, *dict.fromkeys(notices)))


class _Names:
    """The names that an index has for ``fields``; ``unknown`` collects (field, name) of those that it lacks."""

    def __init__(self, snapshot: Snapshot, language: str, fields: set[str]) -> None:
        self._values = {field: {fold(value): value for value in snapshot.values(field)} for field in fields}
        self._countries = frozenset(snapshot.values("country"))
        self._bodies = snapshot.vocabulary.organizations
        self._language = language
        self.unknown: list[tuple[str, str]] = []

    def joined(self, clause: Clause) -> Clause:
        """Return a conjunction in which a name without quotes has all of its words: ``place:San Antonio``."""
        if not isinstance(clause, And):
            return clause
        parts: list[Clause] = []
        rest = [*clause.clauses]
        while rest:
            part, *rest = rest
            if isinstance(part, InFacet) and part.facet in self._values and len(part.values) == 1:
                following = _leading_words(rest)
                for count in range(len(following), 0, -1):
                    value = " ".join([part.values[0], *following[:count]])
                    if self._clause(part.facet, value):
                        part, rest = InFacet(part.facet, (value,)), rest[count:]
                        break
            parts.append(part)
        return And(tuple(parts)) if len(parts) > 1 else parts[0]

    def resolved(self, clause: Clause) -> Clause:
        """Return a name as it is written; as words where the index lacks it."""
        if not isinstance(clause, InFacet) or clause.facet not in self._values:
            return clause
        clauses = [resolved for value in clause.values if (resolved := self._clause(clause.facet, value))]
        if clauses:
            return _any_of(clauses)
        if len(clause.values) > 1:  # the names of a body that the vocabulary knows and no document has
            return clause
        self.unknown.append((clause.facet, clause.values[0].rstrip(PUNCTUATION)))
        typed: tuple[Clause, ...] = tuple(Word(word) for word in typed_words(clause.values[0]))
        return And(typed) if len(typed) > 1 else next(iter(typed), clause)

    def nearest(self, field: str, name: str) -> str:
        """Return the name that may have been meant; empty where none is near."""
        values = self._values[field]
        if field == "place":
            labels = (country_name(code, self._language) for code in sorted(self._countries))
            values = {**{fold(label): label for label in labels}, **values}
        else:  # the index has a body's official name, readers type any
            bodies = (body for body in self._bodies if any(fold(other) in values for other in body.names))
            values = {**{fold(other): other for body in bodies for other in body.names}, **values}
        close = process.extractOne(fold(name), [*values], scorer=normalized_similarity, score_cutoff=NEAR)
        return values[close[0]] if close else ""

    def _clause(self, field: str, value: str) -> Clause | None:
        """Return the clause of a value: all its parts between commas, for a place such as "Lima, Peru"."""
        full_name = self._name_clause(field, value)
        parts = [part for part in value.split(",") if words(part)]
        if full_name or field != "place" or len(parts) < 2:
            return full_name
        clauses = [clause for part in parts if (clause := self._name_clause(field, part))]
        return And(tuple(clauses)) if len(clauses) == len(parts) else None

    def _name_clause(self, field: str, value: str) -> Clause | None:
        clauses: list[Clause] = []
        if names := _named(value, self._values[field]):
            clauses.append(InFacet(field, names))
        if field == "place" and (code := country_code(value.strip(f" {PUNCTUATION}"))) in self._countries:
            clauses.append(InFacet("country", (str(code),)))
        return _any_of(clauses) if clauses else None


def _named(value: str, values: Mapping[str, str]) -> tuple[str, ...]:
    """Return the names that ``value`` is, case and accents apart; else those that have all of its words."""
    for key in (fold(value.strip()), fold(value.strip(f" {PUNCTUATION}"))):
        if key in values:
            return (values[key],)
    typed = {*words(fold(value))}
    return tuple(sorted(name for key, name in values.items() if typed and typed <= {*words(key)}))


def _any_of(clauses: Sequence[Clause]) -> Clause:
    """Return one clause for any of ``clauses``; the values of one facet are one clause."""
    if all(isinstance(clause, InFacet) for clause in clauses):
        by_facet: dict[str, set[str]] = {}
        for clause in clauses:
            assert isinstance(clause, InFacet)
            by_facet.setdefault(clause.facet, set()).update(clause.values)
        clauses = [InFacet(facet, tuple(sorted(values))) for facet, values in by_facet.items()]
    return clauses[0] if len(clauses) == 1 else Or(tuple(clauses))


def _leading_words(clauses: Sequence[Clause]) -> list[str]:
    """Return the first words, at most ``MAX_NAME``, that may belong to a name."""
    result = []
    for clause in clauses[:MAX_NAME]:
        word = clause.clause if isinstance(clause, Expanded) else clause
        if not isinstance(word, Word):
            break
        result.append(word.text)
    return result
