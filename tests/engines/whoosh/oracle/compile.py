"""Clauses -> a Whoosh query. Boosts are pushed down to the terms, so that no compound has to carry one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any

from whoosh import query as wq

from policysearch.engines.whoosh.schema import FORM, TEXTS
from policysearch.model import bm25
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
from policysearch.query.typed_tokens import phrase_tokens, tokens
from policysearch.text import Token, forms
from tests.engines.whoosh.oracle.constant_score import ConstantScore
from tests.engines.whoosh.oracle.disjunction_max import DisjunctionMax
from tests.engines.whoosh.oracle.required_optional import RequiredOptional
from tests.engines.whoosh.oracle.whoosh_snapshot import WhooshSnapshot


class QueryCompiler:
    """Compiles clauses for one generation."""

    def __init__(self, snapshot: WhooshSnapshot) -> None:
        self._snapshot = snapshot

    def compile(self, clause: Clause, boost: float = 1.0) -> wq.Query:  # noqa: PLR0911 - one for each kind of clause
        """Return the Whoosh query that matches what ``clause`` means."""
        match clause:
            case Word():
                return self._word(clause, boost * clause.count)
            case Phrase():
                return self._phrase(clause.text, clause.slop, boost)
            case Prefix():
                with_prefix = self._snapshot.term_expander.with_prefix(clause.text)
                return _multi_term([(form, boost) for form in with_prefix])
            case Fuzzy():
                near = self._snapshot.term_expander.within_distance(clause.text, clause.distance)
                return _multi_term([(form, boost * bm25.FUZZY**edits) for form, edits in near])
            case InFacet():
                return self._facet(clause.facet, clause.values, boost)
            case YearRange():
                return self._facet("year", self._years(clause), boost)
            case Or(()):
                return wq.NullQuery
            case And() | Or():
                return self._compound(clause, boost)
            case Not():
                return ConstantScore(wq.Not(self.compile(clause.clause)))
            case Expanded():
                also = (self.compile(expansion, boost * weight) for expansion, weight in clause.also)
                return best([self.compile(clause.clause, boost), *also])
            case Everything():
                return ConstantScore(wq.Every())

    def _word(self, word: Word, boost: float) -> wq.Query:
        stem_query = self._in_each_language(word, boost)
        typed = forms(word.text)
        if stem_query is wq.NullQuery or len(typed) != 1:
            return stem_query
        return RequiredOptional(stem_query, wq.Term(FORM, typed[0][0], boost=boost * bm25.FORM))

    def _in_each_language(self, word: Word, boost: float) -> wq.Query:
        return best(
            _sequence(TEXTS[language], tokens(word.text, language, word.required), 0, boost)
            for language in self._snapshot.languages
        )

    def _phrase(self, text: str, slop: int, boost: float) -> wq.Query:
        return best(
            _sequence(TEXTS[language], way, slop, boost)
            for language in self._snapshot.languages
            for way in phrase_tokens(text, language)
        )

    def _facet(self, name: str, values: Iterable[str], boost: float) -> wq.Query:
        facet = self._snapshot.facets[name]
        existing = [value for value in values if value in facet]
        if not existing:
            return wq.NullQuery
        idf = bm25.idf(self._snapshot.size, int(facet.has_any(existing).sum()))
        return ConstantScore(union([wq.Term(name, value) for value in existing]), boost * idf)

    def _years(self, span: YearRange) -> list[str]:
        first, last = span.first or 0, span.last or 9_999
        return [year for year in self._snapshot.facets["year"].values if first <= int(year) <= last]

    def _compound(self, clause: And | Or, boost: float) -> wq.Query:
        required = [self.compile(child, boost) for child in clause.clauses if not _is_optional(child)]
        optional = union([self.compile(child, boost) for child in clause.clauses if _is_optional(child)])
        join = every if isinstance(clause, And) else union
        query = join(required) if required else ConstantScore(wq.Every())
        if query is wq.NullQuery or optional is wq.NullQuery:
            return query
        return RequiredOptional(query, optional)


def _multi_term(forms: list[tuple[str, float]]) -> wq.Query:
    return best(wq.Term(FORM, form, boost=boost) for form, boost in forms[:MAX_EXPANSIONS])


def _is_optional(clause: Clause) -> bool:
    inner = clause.clause if isinstance(clause, Expanded) else clause
    return isinstance(inner, Word) and not inner.required


def _sequence(field: str, tokens: Sequence[Token], slop: int, boost: float) -> wq.Query:
    if not tokens:
        return wq.NullQuery
    query: wq.Query = wq.Term(field, tokens[0].term, boost=boost)
    for previous, token in pairwise(tokens):
        gap = token.position - previous.position
        term = wq.Term(field, token.term, boost=boost)
        query = Near(query, term, slop=gap + slop, ordered=True, mindist=gap)
    return query


class Near(wq.SpanNear):  # type: ignore[misc]
    """Whoosh's own does not estimate its size, which its compounds ask for."""

    def estimate_size(self, ixreader: Any) -> int:
        """Return an upper bound: the documents with both words."""
        return int(self.q.estimate_size(ixreader))


def best(queries: Iterable[wq.Query]) -> wq.Query:
    """Return a query that matches any of ``queries`` and scores as the best of them."""
    children = [query for query in queries if query is not wq.NullQuery]
    if len(children) > 1:
        return DisjunctionMax(children)
    return children[0] if children else wq.NullQuery


def union(queries: Iterable[wq.Query]) -> wq.Query:
    """Return a query that matches any of ``queries`` and adds their scores up.

    Whoosh's ``Or`` would choose a matcher that drops documents with a score of 0.
    """
    children = [query for query in queries if query is not wq.NullQuery]
    if len(children) > 1:
        return wq.DefaultOr(children)
    return children[0] if children else wq.NullQuery


def every(queries: list[wq.Query]) -> wq.Query:
    """Return a query that matches what all of ``queries`` match and adds their scores up."""
    if any(query is wq.NullQuery for query in queries):
        return wq.NullQuery
    return queries[0] if len(queries) == 1 else wq.And(queries)
