"""Clauses -> queries of the cluster. Boosts are pushed down to the terms; no text of a reader is parsed there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from policysearch.engines.contract import Form, Like, Term
from policysearch.engines.opensearch.mapping import FACET_FIELDS, FORM, KIND, PHRASES, SLUG, STOPS, TEXTS, TITLES
from policysearch.engines.opensearch.sequences import Query, in_order
from policysearch.engines.opensearch.statistics import Lexicon
from policysearch.model import bm25
from policysearch.query import (
    MAX_EXPANSIONS,
    And,
    Clause,
    Everything,
    Expanded,
    Fuzzy,
    InFacet,
    InZone,
    Not,
    Or,
    Phrase,
    Prefix,
    Word,
    YearRange,
    is_optional,
)
from policysearch.query.typed_tokens import only_form, phrase_tokens, tokens
from policysearch.text import Token, is_stop_term

NOTHING: Query = {"match_none": {}}
ALL: Query = {"bool": {"filter": [{"match_all": {}}]}}  # with the score 0


class QueryCompiler:
    """Compiles clauses for the documents of one generation; None stands for a clause that matches nothing."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon

    def query(self, clause: Clause) -> Query:
        """Return what matches ``clause``; a stop word alone excludes nothing."""
        return self.compile(And((clause,))) or NOTHING

    def like(self, like: Like, slug: str) -> Query:
        """Return what has any of the significant terms, by the best language, and is not of the workshop ``slug``."""
        of_languages = [
            self._sum([self._term(Term(language, text), boost) for text, boost in terms])
            for language, terms in like.terms
        ]
        best = self._best(of_languages)
        if best is None:
            return NOTHING
        return {"bool": {"must": [best], "must_not": [{"term": {SLUG: slug}}]}}

    def excluded(self, clause: Clause) -> list[Query]:
        """Return what a workshop's own words must not match, or its passages are excluded with it."""
        clauses = clause.clauses if isinstance(clause, And) else (clause,)
        denied = (self.compile(child.clause) for child in clauses if isinstance(child, Not))
        return [query for query in denied if query is not None]

    def compile(self, clause: Clause, boost: float = 1.0) -> Query | None:  # noqa: PLR0911 - one for each kind
        """Return the query of ``clause`` with its scores times ``boost``."""
        match clause:
            case Word():
                return self._word(clause.text, boost * clause.count, clause.required)
            case Or(()):
                return None
            case And() | Or():
                return self._compound(clause, boost)
            case Expanded():
                also = [self.compile(expansion, boost * weight) for expansion, weight in clause.also]
                return self._best([self.compile(clause.clause, boost), *also])
            case Phrase():
                return self._best(
                    self._sequence(language, words, clause.slop, boost)
                    for language in self._lexicon.languages
                    for words in phrase_tokens(clause.text, language)
                )
            case Prefix() | Fuzzy():
                return self._expanded(clause, boost)
            case InFacet():
                return self._facet(clause.facet, clause.values, boost)
            case InZone():
                return self._in_zone(clause, boost)
            case YearRange():
                return self._facet("year", clause.among(self._lexicon.values["year"]), boost)
            case Not():
                child = self.compile(clause.clause)
                return ALL if child is None else {"bool": {"filter": [{"match_all": {}}], "must_not": [child]}}
            case Everything():
                return ALL

    def expand(self, clause: Prefix | Fuzzy, least: int = 0) -> Sequence[Form]:
        """Return all forms that a clause stands for, the best first."""
        if isinstance(clause, Prefix):
            return self._lexicon.expander.with_prefix(clause.text)
        return self._lexicon.expander.within_distance(clause.text, clause.distance, least)

    def _word(self, text: str, boost: float, required: bool) -> Query | None:
        """Match a word in any language, and add the score of its exact form."""
        best = self._best(
            self._sequence(language, tokens(text, language, required), 0, boost) for language in self._lexicon.languages
        )
        form = only_form(text)
        exact = self._term(Term(None, form), boost * bm25.FORM) if form else None
        return best if best is None or exact is None else {"bool": {"must": [best], "should": [exact]}}

    def _sequence(self, language: str, words: Sequence[Token], slop: int, boost: float) -> Query | None:
        """Match words in order; their scores add up."""
        terms = [word.term for word in words]
        scored = [self._term(Term(language, term), boost) for term in terms]
        if not terms or None in scored:
            return None
        if len(terms) == 1 and not is_stop_term(terms[0]):
            return scored[0]
        return {"bool": {"filter": [in_order(PHRASES[language], terms, slop)], "should": scored}}

    def _term(self, term: Term, boost: float) -> Query | None:
        if not self._lexicon.frequency(term):
            return None
        field, scale = FORM, self._lexicon.score_scale
        if term.language and is_stop_term(term.text):
            field, scale = STOPS[term.language], self._lexicon.stop_scales[term.language]
        elif term.language:
            field = TEXTS[term.language]
        return {"term": {field: {"value": term.text, "boost": boost * scale}}}

    def _expanded(self, clause: Prefix | Fuzzy, boost: float) -> Query | None:
        forms = self.expand(clause)[:MAX_EXPANSIONS]
        return self._best(self._term(Term(None, form.text), boost * bm25.FUZZY**form.edits) for form in forms)

    def _in_zone(self, clause: InZone, boost: float) -> Query | None:
        """Match a title, with all parts of its workshop; or lessons, with their workshop and its passages."""
        words = self._in_fields(TITLES if clause.zone == "title" else PHRASES, clause.clause)
        if words is None:
            return None
        if clause.zone == "title":
            queries = [words, _of_workshop(words)]
        else:
            lesson: Query = {"bool": {"filter": [{"term": {KIND: "highlight"}}, words]}}
            workshop: Query = {"has_child": {"type": "highlight", "query": words}}
            passage: Query = {"bool": {"filter": [{"term": {KIND: "passage"}}, _of_workshop(workshop)]}}
            queries = [lesson, workshop, passage]
        return {"constant_score": {"filter": self._sum(queries), "boost": boost}}

    def _in_fields(self, fields: Mapping[str, str], clause: Word | Phrase) -> Query | None:
        """Match a word or a phrase in a field of any language."""
        slop = clause.slop if isinstance(clause, Phrase) else 0
        phrases = [
            (language, [word.term for word in words])
            for language in self._lexicon.languages
            for words in phrase_tokens(clause.text, language)
        ]
        return self._sum(in_order(fields[language], terms, slop) for language, terms in phrases if terms)

    def _facet(self, facet: str, values: Iterable[str], boost: float) -> Query | None:
        """Match any of the values with one score: the idf of having any of them."""
        existing = sorted({*values}.intersection(self._lexicon.values[facet]))
        if not existing:
            return None
        score = boost * self._lexicon.facet_idf(facet, existing)
        return {"constant_score": {"filter": {"terms": {FACET_FIELDS[facet]: existing}}, "boost": score}}

    def _compound(self, clause: And | Or, boost: float) -> Query | None:
        required = [self.compile(child, boost) for child in clause.clauses if not is_optional(child)]
        optional = [self.compile(child, boost) for child in clause.clauses if is_optional(child)]
        optional_query = self._sum(optional)
        if not required:
            query: Query | None = ALL
        elif isinstance(clause, And):
            query = None if None in required else _every([child for child in required if child is not None])
        else:
            query = self._sum(required)
        if query is None or optional_query is None:
            return query
        return {"bool": {"must": [query], "should": [optional_query]}}

    def _sum(self, children: Iterable[Query | None]) -> Query | None:
        queries = [child for child in children if child is not None]
        if len(queries) > 1:
            return {"bool": {"should": queries, "minimum_should_match": 1}}
        return queries[0] if queries else None

    def _best(self, children: Iterable[Query | None]) -> Query | None:
        queries = [child for child in children if child is not None]
        if len(queries) > 1:
            return {"dis_max": {"queries": queries, "tie_breaker": 0.0}}
        return queries[0] if queries else None


def _of_workshop(query: Query) -> Query:
    """Return what is a part of a workshop that ``query`` matches."""
    return {"has_parent": {"parent_type": "workshop", "query": query}}


def _every(queries: list[Query]) -> Query:
    return queries[0] if len(queries) == 1 else {"bool": {"must": queries}}


def filter_of(facet: str, values: Sequence[str]) -> Query:
    """Return what has any of ``values`` in a facet."""
    return {"terms": {FACET_FIELDS[facet]: [*values]}}


def any_of(field: str, values: Iterable[Any]) -> Query:
    """Return what has any of ``values`` in a field of keywords."""
    return {"terms": {field: [*values]}}
