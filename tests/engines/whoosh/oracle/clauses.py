"""Clauses -> a Whoosh query. Boosts are pushed down to the leaves, so that no compound has to carry one."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import Any

from whoosh import query as wq

from policysearch.engines.whoosh.schema import FORM, TEXTS
from policysearch.engines.whoosh.scoring import bm25
from policysearch.query import (
    MAX_EXPANSIONS,
    And,
    Clause,
    Everything,
    Expanded,
    Fuzzy,
    InFacet,
    Not,
    Or,
    Phrase,
    Prefix,
    Word,
    YearRange,
)
from policysearch.text import Token, analyse, forms
from tests.engines.whoosh.oracle.best import Best
from tests.engines.whoosh.oracle.constant import Constant
from tests.engines.whoosh.oracle.maybe import Maybe
from tests.engines.whoosh.oracle.opened import Opened


class Translation:
    """Translates clauses for one generation; ``notices`` says what was cut short."""

    def __init__(self, opened: Opened) -> None:
        self._opened = opened
        self.notices: list[str] = []

    def query(self, clause: Clause, boost: float = 1.0) -> wq.Query:  # noqa: PLR0911 - one for each kind of clause
        """The Whoosh query that finds what ``clause`` means."""
        match clause:
            case Word():
                return self._word(clause, boost * clause.count)
            case Phrase():
                return self._in_each_language(clause.text, clause.slop, boost)
            case Prefix():
                return self._prefix(clause, boost)
            case Fuzzy():
                near = self._opened.lexicon.near(clause.text, clause.distance)
                return self._forms([(form, boost * bm25.FUZZY**edits) for form, edits in near], clause.text)
            case InFacet():
                return self._facet(clause.facet, clause.values, boost)
            case YearRange():
                return self._facet("year", self._years(clause), boost)
            case And() | Or():
                return self._compound(clause, boost)
            case Not():
                return Constant(wq.Not(self.query(clause.clause)))
            case Expanded():
                also = (self.query(other, boost * weight) for other, weight in clause.also)
                return best([self.query(clause.clause, boost), *also])
            case Everything():
                return Constant(wq.Every())

    def _word(self, word: Word, boost: float) -> wq.Query:
        found = self._in_each_language(word.text, 0, boost)
        exact = forms(word.text)
        if found is wq.NullQuery or len(exact) != 1:
            return found
        return Maybe(found, wq.Term(FORM, exact[0][0], boost=boost * bm25.FORM))

    def _in_each_language(self, text: str, slop: int, boost: float) -> wq.Query:
        return best(
            _sequence(TEXTS[language], analyse(text, language), slop, boost) for language in self._opened.languages
        )

    def _prefix(self, prefix: Prefix, boost: float) -> wq.Query:
        return self._forms([(form, boost) for form in self._opened.lexicon.beginning(prefix.text)], prefix.text)

    def _forms(self, found: list[tuple[str, float]], text: str) -> wq.Query:
        if len(found) > MAX_EXPANSIONS:
            self.notices.append(f"Only the {MAX_EXPANSIONS:,} most frequent words like “{text}” were searched.")
        return best(wq.Term(FORM, form, boost=boost) for form, boost in found[:MAX_EXPANSIONS])

    def _facet(self, facet: str, values: Iterable[str], boost: float) -> wq.Query:
        held = self._opened.facets[facet]
        known = [value for value in values if value in held]
        if not known:
            return wq.NullQuery
        rarity = bm25.idf(self._opened.size, int(held.having(known).sum()))
        return Constant(union([wq.Term(facet, value) for value in known]), boost * rarity)

    def _years(self, span: YearRange) -> list[str]:
        first, last = span.first or 0, span.last or 9_999
        return [value for value in self._opened.facets["year"].values if first <= int(value) <= last]

    def _compound(self, clause: And | Or, boost: float) -> wq.Query:
        firm = [one for one in clause.clauses if not _is_optional(one)]
        spare = [self.query(one, boost) for one in clause.clauses if _is_optional(one)]
        join = every if isinstance(clause, And) else union
        found = join([self.query(one, boost) for one in firm]) if firm else Constant(wq.Every())
        extra = union(spare)
        return found if extra is wq.NullQuery or found is wq.NullQuery else Maybe(found, extra)


def _is_optional(clause: Clause) -> bool:
    inner = clause.clause if isinstance(clause, Expanded) else clause
    return isinstance(inner, Word) and not inner.required


def _sequence(field: str, tokens: list[Token], slop: int, boost: float) -> wq.Query:
    if not tokens:
        return wq.NullQuery
    found: wq.Query = wq.Term(field, tokens[0].term, boost=boost)
    for before, token in pairwise(tokens):
        gap = token.position - before.position
        term = wq.Term(field, token.term, boost=boost)
        found = Near(found, term, slop=gap + slop, ordered=True, mindist=gap)
    return found


class Near(wq.SpanNear):  # type: ignore[misc]
    """Whoosh's own cannot tell how many it may find, which its compounds ask."""

    def estimate_size(self, ixreader: Any) -> int:
        """At most as many as have both words."""
        return int(self.q.estimate_size(ixreader))


def best(queries: Iterable[wq.Query]) -> wq.Query:
    """Any of them; the best one scores."""
    found = [one for one in queries if one is not wq.NullQuery]
    return found[0] if len(found) == 1 else Best(found) if found else wq.NullQuery


def union(queries: Iterable[wq.Query]) -> wq.Query:
    """Any of them; scores add up. Not Whoosh's ``Or``, which picks a matcher that drops documents scored 0."""
    found = [one for one in queries if one is not wq.NullQuery]
    return found[0] if len(found) == 1 else wq.DefaultOr(found) if found else wq.NullQuery


def every(queries: list[wq.Query]) -> wq.Query:
    """All of them; scores add up."""
    if any(one is wq.NullQuery for one in queries):
        return wq.NullQuery
    return queries[0] if len(queries) == 1 else wq.And(queries)
