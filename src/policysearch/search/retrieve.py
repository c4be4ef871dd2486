"""A Query -> what an engine matches for it: with all words, else with any; pins, rescoring and paging settled."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from policysearch.engines.contract import Id, Like, Matched, Request, Snapshot
from policysearch.method_cache import cached_for_object
from policysearch.model.document import Document
from policysearch.query import Clause, Everything, Query, parse, relax
from policysearch.search.more_like_this import significant_terms
from policysearch.search.pins import listed_pins, pinned_first
from policysearch.search.rescore import CANDIDATES, rescore_by_proximity
from policysearch.search.resolve_fields import resolve_fields
from policysearch.search.tiers import EXPERIENCE, Tiers, is_tiered, tiers
from policysearch.search.words_apart import keep_apart

THEME = "theme"
Group = tuple[str, tuple[str, ...]]  # a facet, and values of it
MAX_PASSAGES = 3  # of a workshop that a page shows
_NOTHING = Like((), None)


class Retrieval(NamedTuple):
    """What was matched for ``query`` in ``snapshot``: by ``request``, whose clause is the query's, or relaxed.

    ``pins`` are the ids of the query's pinned documents that the view may list, in their order. ``first`` are the first
    documents found in another order than that of words, with their scores; none where words alone order. ``tiers``
    are the same documents in two parts, in an order that stands before any other.
    """

    snapshot: Snapshot
    query: Query
    request: Request
    matched: Matched
    relaxed: bool
    pins: tuple[Id, ...] = ()
    first: tuple[tuple[Id, float], ...] = ()
    tiers: Tiers | None = None

    @property
    def clause(self) -> Clause:
        """Return the clause that matched."""
        return self.request.clause

    @property
    def total(self) -> int:
        """Return how many documents paging lists."""
        return self.matched.total

    def page(self) -> list[tuple[Id, float]]:
        """Return the page's ids and scores, pinned ones first."""
        hits = self.hits()
        if self.pins and self.query.sort == "relevance":
            hits = pinned_first(self.snapshot, self.request, hits, self.pins)
        start = self.query.offset - self.request.offset
        return hits[start : start + self.query.limit]

    def hits(self) -> list[tuple[Id, float]]:
        """Return what the request lists, from its own offset on: ids with scores, pins apart."""
        if self.tiers:
            return self.tiers.hits()
        return [*self.first, *self.matched.hits[len(self.first) :]]

    def prefetch(self, ids: Sequence[Id]) -> None:
        """Read at once what a page of ``ids`` shows."""
        self.matched.prefetch(ids, MAX_PASSAGES)

    def scan(self) -> Iterator[Document]:
        """Yield all documents in the order of the pages."""
        if self.tiers:
            yield from self.tiers.scan()
            return
        leading = [*self.first]
        if self.pins and self.query.sort == "relevance":
            leading = pinned_first(self.snapshot, self.request, leading, self.pins)
        documents = self.snapshot.documents([doc_id for doc_id, _ in leading])
        yield from documents
        leading_ids = {document.id for document in documents}
        yield from (document for document in self.matched.scan() if document.id not in leading_ids)


def retrieve(snapshot: Snapshot, query: Query, first: int = 0, *, best_only: bool = False) -> Retrieval:
    """Match ``query`` with all of its words; where nothing has them all, with any of them.

    Pages among the ``first`` documents found are cut from all of these, so that they can be ordered anew. With
    ``best_only``, what is read are the best documents matched, and there are no tiers.
    """
    pins = listed_pins(snapshot, query)
    request = _page_request(snapshot, query, pins, first)
    matched, relaxed = snapshot.execute(request), False
    if not matched.total and not isinstance(query.clause, Everything):
        looser = request._replace(clause=relax(query.clause))
        any_word = snapshot.execute(looser) if looser.clause != query.clause else matched
        if any_word.total:
            request, matched, relaxed = looser, any_word, True
    matched = rescore_by_proximity(snapshot, request.clause, matched)
    in_tiers = None if pins or best_only else tiers(snapshot, query, request, matched)
    return Retrieval(snapshot, query, request, matched, relaxed, pins, tiers=in_tiers)


def prepare(snapshot: Snapshot, queries: Sequence[Query], first: int = 0) -> None:
    """Ask at once what ``retrieve`` asks for each of the queries."""
    snapshot.prepare([_page_request(snapshot, query, listed_pins(snapshot, query), first) for query in queries])


@cached_for_object
def themes_with_narrower(snapshot: Snapshot) -> tuple[Group, ...]:
    """Return each broader theme with its narrower ones, as groups of a request."""
    return tuple((THEME, (theme, *narrower)) for theme, narrower in snapshot.vocabulary.narrower.items())


@cached_for_object
def countries_with_regions(snapshot: Snapshot) -> tuple[Group, ...]:
    """Return each country here with the regions here that share with it, as groups of a request."""
    shared = snapshot.vocabulary.sharing_regions
    values = frozenset(snapshot.values(EXPERIENCE)) if shared else frozenset()
    groups = ((code, *filter(values.__contains__, regions)) for code, regions in shared.items())
    return tuple((EXPERIENCE, group) for group in groups if len(group) > 1)


def _groups(snapshot: Snapshot, query: Query) -> tuple[Group, ...]:
    """Return what is counted together: in the facets and the crosstab that are asked for, and of tiers the first."""
    facets = {*query.facets, *(query.crosstab or ())}
    themes = themes_with_narrower(snapshot) if THEME in facets else ()
    countries = countries_with_regions(snapshot) if EXPERIENCE in query.facets else ()
    selected = ((EXPERIENCE, query.selected(EXPERIENCE)),) if is_tiered(query, snapshot.vocabulary) else ()
    return (*themes, *countries, *selected)


def narrowing(snapshot: Snapshot, query: Query) -> tuple[Group, ...]:
    """Return the query's filters as an engine takes them: values of columns. One without values lets nothing pass.

    A theme has its narrower themes, and a country the regions that share with it. A range of years selects years, and
    ``since`` the days of ``added`` that are in the index.
    """
    if not (query.filters or query.years or query.since):
        return ()
    selections, vocabulary = dict(query.filters), snapshot.vocabulary
    for theme in query.selected(THEME):
        selections[THEME] += vocabulary.narrower.get(theme, ())
    if EXPERIENCE in selections:
        selections[EXPERIENCE] = vocabulary.with_regions(selections[EXPERIENCE])
    if query.years:
        selections["year"] = (*query.selected("year"), *query.years.among(snapshot.values("year")))
    if query.since:
        days = snapshot.values("added")
        selections["added"] = tuple(days[bisect_left(days, query.since.isoformat()) :])
    return tuple(sorted((column, tuple(sorted({*values}))) for column, values in selections.items()))


def count_strict(snapshot: Snapshot, queries: list[Query]) -> list[int]:
    """Return how many documents each query matches with all of its words, pins apart."""
    return snapshot.count_many([_count_request(snapshot, query, ()) for query in queries])


def prepare_counts(snapshot: Snapshot, strict: Sequence[Query], relaxed: Sequence[Query] = ()) -> None:
    """Ask at once what ``count_strict`` and ``count_relaxed`` ask for queries."""
    with_all_words = [_count_request(snapshot, query, ()) for query in strict]
    snapshot.prepare([*with_all_words, *_all_or_any_word(snapshot, relaxed)])


def prepare_any_word(snapshot: Snapshot, query: Query, first: int = 0) -> None:
    """Ask at once what ``retrieve`` asks for a query that nothing may have all words of."""
    request = _page_request(snapshot, query, listed_pins(snapshot, query), first)
    snapshot.prepare([request, request._replace(clause=relax(query.clause))])


def count_all(snapshot: Snapshot, query: Query) -> int:
    """Return how many documents the query's view has, words and filters apart."""
    return snapshot.count_many([Request(view=query.view, limit=0)])[0]


def count_relaxed(snapshot: Snapshot, queries: list[Query]) -> list[int]:
    """Return how many documents each query lists: with all of its words, else with any."""
    totals = snapshot.count_many(_all_or_any_word(snapshot, queries))  # at once: an engine may be far away
    return [strict or relaxed for strict, relaxed in zip(totals[: len(queries)], totals[len(queries) :], strict=True)]


def _all_or_any_word(snapshot: Snapshot, queries: Sequence[Query]) -> list[Request]:
    """Return what counts each query with all of its words, and behind these what counts each with any of them."""
    requests = [_count_request(snapshot, query, listed_pins(snapshot, query)) for query in queries]
    return [*requests, *(request._replace(clause=relax(request.clause)) for request in requests)]


def reparsed(snapshot: Snapshot, query: Query, text: str) -> Query:
    """Return ``query`` with another text, read as if it had been typed. What was said of its parameters still holds."""
    parsed = parse(text, snapshot.vocabulary, expand=query.expand, language=query.language)
    of_parameters = [notice for notice in query.notices if notice.code == "malformed_date"]
    reread = replace(
        query,
        text=text,
        clause=parsed.clause,
        expansions=parsed.expansions,
        notices=(*of_parameters, *parsed.notices),
        pinned=parsed.pinned,
    )
    return keep_apart(snapshot, resolve_fields(snapshot, reread))


def _count_request(snapshot: Snapshot, query: Query, pins: tuple[Id, ...]) -> Request:
    """Return what matches ``query``, nothing listed or counted but the total."""
    selections = narrowing(snapshot, query)
    return Request(query.clause, query.view, selections, limit=0, like=_like(snapshot, query), also=pins)


def _page_request(snapshot: Snapshot, query: Query, pins: tuple[Id, ...], first: int) -> Request:
    """Return what answers ``query``. Pins need all hits before the page too, and the scores of the candidates."""
    least = CANDIDATES if pins and query.sort == "relevance" else 0
    least = max(least, first) if least or query.offset < first else 0
    return Request(
        query.clause,
        query.view,
        narrowing(snapshot, query),
        query.sort,
        0 if least else query.offset,
        max(query.offset + query.limit, least) if least else query.limit,
        query.facets,
        query.all_buckets,
        query.crosstab,
        _like(snapshot, query),
        pins,
        CANDIDATES,
        _groups(snapshot, query),
    )


def _like(snapshot: Snapshot, query: Query) -> Like | None:
    if query.like is None:
        return None
    (document_id,) = snapshot.ids([query.like])
    if document_id is None:
        return _NOTHING
    (document,) = snapshot.documents([document_id])
    return Like(significant_terms(snapshot, document), document_id)
