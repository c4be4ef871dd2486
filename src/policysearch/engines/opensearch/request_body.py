"""A Request -> the bodies of its searches, which travel together: hits with facets, candidates, and a crosstab."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from policysearch.engines.contract import MAX_BUCKETS, Id, Request
from policysearch.engines.opensearch.document_source import slug_of
from policysearch.engines.opensearch.mapping import FACET_FIELDS, ID, KIND, ORDER, PHRASES, RECORD, SLUG, START
from policysearch.engines.opensearch.query_compiler import NOTHING, QueryCompiler, any_of, filter_of
from policysearch.engines.opensearch.sequences import Query
from policysearch.engines.opensearch.statistics import Lexicon
from policysearch.query import And, Clause, Expanded, Or, Word

Body = dict[str, Any]
MOST_VALUES = 10_000  # of a facet that are all counts_of; of more, the most frequent ones
PAIRS = 10_000  # of a crosstab in one answer
PRECISION = 40_000  # values up to which their number is nearly exact where there are more than MOST_VALUES
_PASSAGE: Query = {"term": {KIND: "passage"}}
_WORKSHOP: Query = {"term": {KIND: "workshop"}}
_HIGHLIGHT: Query = {"term": {KIND: "highlight"}}


class RequestBody:
    """The searches of one request."""

    def __init__(self, lexicon: Lexicon, request: Request, among: Collection[Id] | None = None) -> None:
        self._lexicon = lexicon
        self._compiler = QueryCompiler(lexicon)
        self._request = request
        self._among = among
        self.words = self._compiler.query(request.clause)
        if request.like is not None:
            self.words = self._like(self.words)

    @property
    def is_nothing(self) -> bool:
        """Return whether no document can match: a word that is required stands in none."""
        return self.words == NOTHING and not self._request.also

    def searches(self) -> dict[str, Body]:
        """Return by name the searches that answer the request."""
        request = self._request
        searches = {"hits": self.hits(self._size)}
        if request.candidates and len(_words(request.clause)) > 1:  # of one word nothing is near to another
            searches["candidates"] = self.candidates()
        if request.crosstab:
            searches["crosstab"] = self.crosstab()
        return searches

    @property
    def _size(self) -> int:
        """Return how many hits are needed: a candidate's bonus may bring a later one into the window."""
        end = self._request.offset + self._request.limit if self._request.limit else 0
        return max(end, self._request.candidates) if end else 0

    def hits(self, size: int) -> Body:
        """Return the search of the first ``size`` documents and of the counts."""
        request = self._request
        body = self.window(size) | {"_source": False}
        counts: Body = {facet: self._facet(facet) for facet in request.facets}
        for number, (facet, values) in enumerate(request.groups):
            filters = [self._selected(facet), filter_of(facet, values)]
            counts[f"group {number}"] = {"filter": {"bool": {"filter": filters}}}
        if counts:
            body["aggs"] = counts
        return body

    def window(self, size: int) -> Body:
        """Return the search of the first ``size`` documents in the request's order."""
        body: Body = {
            "query": self.grouped(),
            "size": size,
            "track_total_hits": True,
            "track_scores": True,
            "sort": _order(self._request.sort),
        }
        if self._request.filters:
            body["post_filter"] = self._selected()
        return body

    def candidates(self) -> Body:
        """Return the search of the best documents before filters and grouping, with their terms."""
        return {
            "query": {"bool": {"must": [self.words], "filter": [self._view()], "must_not": self._excluded()}},
            "size": self._request.candidates,
            "track_total_hits": False,
            "_source": [PHRASES[language] for language in self._lexicon.languages],
            "sort": _order("relevance"),
        }

    def crosstab(self, after_key: object = None) -> Body:
        """Return the search of pairs of values under all filters; ``after_key`` is where the answer before ended."""
        rows, columns = self._request.crosstab or ("", "")
        pairs: Body = {
            "size": PAIRS,
            "sources": [
                {"row": {"terms": {"field": FACET_FIELDS[rows]}}},
                {"column": {"terms": {"field": FACET_FIELDS[columns]}}},
            ],
        }
        if after_key is not None:
            pairs["after"] = after_key
        filters = [self._selected()] if self._request.filters else []
        counts: Body = {"pairs": {"composite": pairs}}
        for number, (facet, values) in enumerate(self._request.groups if after_key is None else ()):
            by = columns if facet == rows else rows
            if facet in (rows, columns):
                of_group = {"filter": filter_of(facet, values), "aggs": {"values": self._all_values(by)}}
                counts[f"group {number}"] = of_group
        return {"query": {"bool": {"filter": [self.grouped(), *filters]}}, "size": 0, "aggs": counts}

    def _all_values(self, facet: str) -> Body:
        number = len(self._lexicon.values[facet])
        return {"terms": {"field": FACET_FIELDS[facet], "size": max(number, 1)}}

    def passages(self, slugs: Sequence[str]) -> Query:
        """Return what matches the passages of some workshops that the words match."""
        filters = [_PASSAGE, any_of(SLUG, slugs)]
        query: Query = {"bool": {"must": [self.words], "filter": filters}}
        excluded = self._compiler.excluded(self._request.clause)
        if excluded:
            query["bool"]["must_not"] = [_of_excluded_workshop(excluded)]
        return query

    def best_passages(self, slugs: Sequence[str], limit: int) -> Body:
        """Return the search of the best ``limit`` passages of each workshop."""
        best = {
            "size": limit,
            "sort": [{"_score": "desc"}, {ORDER: "asc"}],
            "_source": [ID, RECORD],
        }
        by_workshop = {"field": SLUG, "size": len(slugs)}
        return {
            "query": self.passages(slugs),
            "size": 0,
            "aggs": {"workshops": {"terms": by_workshop, "aggs": {"best": {"top_hits": best}}}},
        }

    def grouped(self) -> Query:
        """Return what may be listed, filters apart: a workshop scores the best of its own words and its passages."""
        request = self._request
        if request.view == "highlights":
            query: Query = {"bool": {"must": [self.words], "filter": [_HIGHLIGHT]}}
        else:
            query = self._workshops()
        if request.also:
            also: Query = {"constant_score": {"filter": any_of(ID, request.also), "boost": 0.0}}
            query = {"bool": {"should": [query, also], "minimum_should_match": 1}}
        if self._among is not None:
            query = {"bool": {"must": [query], "filter": [any_of(ID, self._among)]}}
        return query

    def _workshops(self) -> Query:
        by_words: Query = {"bool": {"must": [self.words], "filter": [_WORKSHOP]}}
        if self.words == NOTHING or not self._lexicon.kinds["passage"]:
            return by_words
        passages: Query = {"bool": {"must": [self.words], "filter": [_PASSAGE]}}
        by_passage: Query = {"has_child": {"type": "passage", "score_mode": "max", "query": passages}}
        excluded = self._compiler.excluded(self._request.clause)
        if excluded:
            by_passage = {"bool": {"must": [by_passage], "must_not": excluded}}
        return {"dis_max": {"queries": [by_words, by_passage], "tie_breaker": 0.0}}

    def _view(self) -> Query:
        if self._request.view == "highlights":
            return _HIGHLIGHT
        return {"terms": {KIND: ["workshop", "passage"]}}

    def _excluded(self) -> list[Query]:
        """Return which passages are excluded with their workshops."""
        if self._request.view == "highlights" or not self._lexicon.kinds["passage"]:
            return []
        excluded = self._compiler.excluded(self._request.clause)
        return [{"bool": {"filter": [_PASSAGE, _of_excluded_workshop(excluded)]}}] if excluded else []

    def _like(self, words: Query) -> Query:
        like = self._request.like
        if like is None or like.document is None:
            return NOTHING
        similar = self._compiler.like(like, slug_of(str(like.document)))
        return NOTHING if similar == NOTHING else {"bool": {"must": [words, similar]}}

    def _selected(self, ignoring: str = "") -> Query:
        filters = [filter_of(facet, values) for facet, values in self._request.filters if facet != ignoring]
        return {"bool": {"filter": filters}} if filters else {"match_all": {}}

    def _facet(self, facet: str) -> Body:
        """Return the counts of a facet's values under the filters of the other facets."""
        field, number = FACET_FIELDS[facet], len(self._lexicon.values[facet])
        counts_of: Body = {"values": {"terms": {"field": field, "size": max(min(number, MOST_VALUES), 1)}}}
        if number > MOST_VALUES and self._request.all_buckets:
            counts_of["values"]["terms"]["size"] = number
        elif number > MOST_VALUES:
            counts_of["values"]["terms"]["size"] = MAX_BUCKETS
            counts_of["number"] = {"cardinality": {"field": field, "precision_threshold": PRECISION}}
            if selected := dict(self._request.filters).get(facet):
                counts_of["selected"] = {"terms": {"field": field, "include": [*selected], "size": len(selected)}}
        return {"filter": self._selected(facet), "aggs": counts_of}


def _words(clause: Clause) -> set[str]:
    """Return the words as typed, whose proximity may be looked at."""
    match clause:
        case Word():
            return {clause.text}
        case And() | Or():
            return {word for child in clause.clauses for word in _words(child)}
        case Expanded():
            return _words(clause.clause)
    return set()


def _of_excluded_workshop(excluded: list[Query]) -> Query:
    return {"has_parent": {"parent_type": "workshop", "query": {"bool": {"should": excluded}}}}


def _order(sort: str) -> list[Body]:
    """Return the order of hits: by score or by the day they were added, then the newest, then by id."""
    first: dict[str, Body] = {
        "relevance": {"_score": "desc"},
        "added": {FACET_FIELDS["added"]: {"order": "desc", "missing": "_last"}},
    }
    by_day: Body = {START: "asc" if sort == "oldest" else "desc"}
    return [*([first[sort]] if sort in first else []), by_day, {ID: "asc"}]
