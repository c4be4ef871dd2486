"""A Query -> the units its view lists: with all words, else with any; filtered and ordered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property, reduce

import numpy as np

from policysearch.engines.whoosh.matching.matches import NO_MATCHES, DocIds, Indices, Mask, Matches
from policysearch.engines.whoosh.matching.top_k import top_k
from policysearch.engines.whoosh.reader.index_reader import IndexReader
from policysearch.engines.whoosh.segment.segment import KINDS
from policysearch.engines.whoosh.snapshot import Snapshot
from policysearch.query import And, Clause, Everything, Not, Or, Query, parse, relax
from policysearch.search import more_like_this
from policysearch.search.rescore import rescore_by_proximity

_PASSAGE = KINDS.index("passage")


class Execution:
    """What ``clause`` finds for ``query``: ``matches`` are the documents of its view, ``units`` what is listed of them.

    ``units`` are all that the words find, whatever the filters, and what was ``picked`` (in the order of pinning).
    """

    def __init__(self, collection: IndexReader, query: Query, clause: Clause, matches: Matches, relaxed: bool) -> None:
        self.collection = collection
        self.query = query
        self.clause = clause
        self.matches = matches
        self.relaxed = relaxed

    @cached_property
    def picked(self) -> list[int]:
        """The numbers of pinned units that the view may list."""
        numbers = dict.fromkeys(map(self.collection.number, self.query.pinned))
        return [n for n in numbers if n is not None and self.collection.is_listed(n, self.query.view)]

    @cached_property
    def groups(self) -> Matches:
        """In view workshops, a workshop is found by itself or by one of its passages; the best one scores."""
        units = self.matches
        if self.query.view == "workshops" and self.collection.has_passages:
            units = _collapse(self.collection, units)
        return _with_pinned(units, self.picked) if self.query.pinned else units

    def passing(self, ignoring: str | None = None) -> Indices:
        """The places of those units that pass the filters, those of the facet ``ignoring`` apart."""
        masks = [mask for facet, mask in self._masks.items() if facet != ignoring]
        return np.flatnonzero(reduce(np.logical_and, masks)) if masks else np.arange(len(self.groups.doc_ids))

    @cached_property
    def filtered(self) -> DocIds:
        """The documents of the units that pass the filters."""
        return self.documents(None)

    def documents(self, ignoring: str | None) -> DocIds:
        """The documents of the units that pass, those of the facet ``ignoring`` apart."""
        documents = self.groups.doc_ids
        return documents.take(self.passing(ignoring)) if self._masks.keys() - {ignoring} else documents

    @cached_property
    def total(self) -> int:
        """How many units pass the filters."""
        return len(self.filtered)

    def top(self, count: int) -> Matches:
        """The first ``count`` units that pass, in the query's order."""
        units = self.groups
        if self._masks:
            places = self.passing()
            units = Matches(units.doc_ids.take(places), units.scores.take(places))
        if not self.query.pinned or self.query.sort != "relevance":
            return _take(units, top_k(self.collection, units, self.query.sort, count))
        held = np.isin(units.doc_ids, self.picked)
        others = _take(units, np.flatnonzero(~held))
        others = _take(others, top_k(self.collection, others, self.query.sort, count))
        first = [int(np.searchsorted(units.doc_ids, n)) for n in self.picked if n in units.doc_ids]
        return Matches(*(np.concatenate(pair)[:count] for pair in zip(_take(units, first), others, strict=True)))

    def scores(self, documents: Sequence[int]) -> list[tuple[int, float]]:
        """Those of ``documents`` that were found, with their scores."""
        held, scores = self.matches
        places = held.searchsorted(documents).tolist()
        found = [
            (n, place) for n, place in zip(documents, places, strict=True) if place < len(held) and held[place] == n
        ]
        return [(number, float(scores[place])) for number, place in found]

    def rescored(self) -> Execution:
        """The same, the first of them ranked by how close their words stand."""
        matches = rescore_by_proximity(self.collection, self.clause, self.matches)
        return Execution(self.collection, self.query, self.clause, matches, self.relaxed)

    @cached_property
    def _masks(self) -> dict[str, Mask]:
        documents = self.groups.doc_ids
        return {facet: self.collection.facets[facet].has_any(values, documents) for facet, values in self.query.filters}


def execute(opened: Snapshot, query: Query) -> Execution:
    """What ``query`` finds: with all words, else with any."""
    found = _execute(opened, query, query.clause)
    if found.total or isinstance(query.clause, Everything):
        return found
    looser = relax(query.clause)
    if looser == query.clause:
        return found
    relaxed = _execute(opened, query, looser, True)
    return relaxed if relaxed.total else found


def count(opened: Snapshot, query: Query) -> int:
    """How many units ``query`` finds with all of its words."""
    return _execute(opened, replace(query, pinned=()), query.clause).total


def reparsed(opened: Snapshot, query: Query, text: str) -> Query:
    """``query`` with another text, understood as if it had been typed."""
    parsed = parse(text, opened.vocabulary, expand=query.expand, language=query.language)
    return replace(query, text=text, clause=parsed.clause, expansions=parsed.expansions)


def _execute(opened: Snapshot, query: Query, clause: Clause, relaxed: bool = False) -> Execution:
    collection = opened.reader
    if query.like is None:
        matches = opened.compiler.matches(clause, query.view)
    else:
        number = collection.number(query.like)
        matches = NO_MATCHES if number is None else _like(opened, number, query, clause)
    return Execution(collection, query, clause, _allowed(opened, query, clause, matches), relaxed)


def _like(opened: Snapshot, number: int, query: Query, clause: Clause) -> Matches:
    """Documents of other workshops that say what document ``number`` says."""
    collection = opened.reader
    telling = more_like_this.significant_terms_of(collection, opened.document(number))
    documents, scores = opened.compiler.matches(clause, query.view, telling)
    others = np.flatnonzero(collection.parents.take(documents) != collection.parents[number])
    return Matches(documents.take(others), scores.take(others))


def _allowed(opened: Snapshot, query: Query, clause: Clause, matches: Matches) -> Matches:
    """Without the passages of workshops whose own words a NOT excludes."""
    collection = opened.reader
    clauses = clause.clauses if isinstance(clause, And) else (clause,)
    nots = tuple(one.clause for one in clauses if isinstance(one, Not))
    if not nots or query.view == "highlights" or not collection.has_passages:
        return matches
    excluded = opened.compiler.matches(Or(nots), query.view).doc_ids
    within = np.isin(collection.parents.take(matches.doc_ids), excluded)
    return _take(matches, np.flatnonzero(~within | (collection.kinds.take(matches.doc_ids) != _PASSAGE)))


def _collapse(collection: IndexReader, matches: Matches) -> Matches:
    """Workshops, each with the best score of its documents (which follow each other)."""
    workshops = collection.parents.take(matches.doc_ids)
    starts = np.flatnonzero(np.diff(workshops, prepend=-1))
    if len(starts) == len(workshops):
        return Matches(workshops, matches.scores)
    return Matches(workshops.take(starts), np.maximum.reduceat(matches.scores, starts))


def _with_pinned(units: Matches, picked: list[int]) -> Matches:
    new = np.setdiff1d(np.array(picked, np.int64), units.doc_ids)
    documents = np.concatenate((units.doc_ids, new))
    order = documents.argsort()
    return Matches(documents.take(order), np.concatenate((units.scores, np.zeros(len(new)))).take(order))


def _take(matches: Matches, places: Indices | list[int]) -> Matches:
    chosen = np.asarray(places, np.int64)
    return Matches(matches.doc_ids.take(chosen), matches.scores.take(chosen))
