"""A Query -> the groups that its view lists: with all words, else with any; filtered and sorted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from policysearch.query import And, Clause, Everything, Expanded, Not, Or, Query, Word, relax
from tests.engines.whoosh.oracle import more_like_this
from tests.engines.whoosh.oracle.compile import QueryCompiler, every
from tests.engines.whoosh.oracle.matches import Matches, match
from tests.engines.whoosh.oracle.proximity import rescore_by_proximity
from tests.engines.whoosh.oracle.whoosh_snapshot import WhooshSnapshot


@dataclass(frozen=True, slots=True)
class Execution:
    """``groups`` are the workshops or highlights that match, before filters, with the ``pinned`` ones (doc ids)."""

    query: Query
    groups: Matches
    pinned: NDArray[np.int64]
    relaxed: bool = False

    def passes_filters(self, snapshot: WhooshSnapshot, ignoring: str | None = None) -> NDArray[np.bool_]:
        """Return a mask of the groups that pass the filters, without that of the facet ``ignoring``."""
        mask = np.ones(len(self.groups.doc_ids), bool)
        for facet, values in selections(self.query, snapshot).items():
            if facet != ignoring:
                mask &= snapshot.facets[facet].has_any(values)[self.groups.doc_ids]
        return mask

    def ranking(self, snapshot: WhooshSnapshot) -> NDArray[np.int64]:
        """Return the indices in ``groups`` of all that pass the filters, in the order of the query."""
        indices = np.flatnonzero(self.passes_filters(snapshot))
        doc_ids = self.groups.doc_ids[indices]
        newest_first, ranks = -snapshot.starts[doc_ids], snapshot.ranks[doc_ids]
        if self.query.sort == "newest":
            return indices[np.lexsort((ranks, newest_first))]
        if self.query.sort == "oldest":
            return indices[np.lexsort((ranks, -newest_first))]
        if self.query.sort == "added":
            return indices[np.lexsort((ranks, newest_first, -snapshot.added[doc_ids]))]
        return indices[np.lexsort((ranks, newest_first, -self.groups.scores[indices], self._pin_order(doc_ids)))]

    def _pin_order(self, doc_ids: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return sort keys: pinned groups come first, in the order of pinning."""
        order = np.full(len(doc_ids), len(self.pinned))
        for rank, doc_id in enumerate(self.pinned):
            order[doc_ids == doc_id] = rank
        return order


def selections(query: Query, snapshot: WhooshSnapshot) -> dict[str, Sequence[str]]:
    """Return what is selected of each column: filters, years and the days on which documents were added."""
    selected: dict[str, Sequence[str]] = dict(query.filters)
    if query.years:
        years = map(str, range(query.years.first or 1, (query.years.last or 2_100) + 1))
        selected["year"] = [*query.selected("year"), *years]
    if query.since:
        days = [document.workshop.added for document in snapshot.documents.values()]
        selected["added"] = [day.isoformat() for day in days if day and day >= query.since]
    return selected


def execute(snapshot: WhooshSnapshot, query: Query) -> Execution:
    """Return the results of ``query`` with all words; where there are none, with any of them."""
    strict = _execute(snapshot, query, query.clause)
    if strict.passes_filters(snapshot).any() or isinstance(query.clause, Everything):
        return strict
    relaxed_clause = relax(query.clause)
    if relaxed_clause == query.clause:
        return strict
    relaxed = _execute(snapshot, query, relaxed_clause)
    return replace(relaxed, relaxed=True) if relaxed.passes_filters(snapshot).any() else strict


def _execute(snapshot: WhooshSnapshot, query: Query, clause: Clause) -> Execution:
    whoosh_query = QueryCompiler(snapshot).compile(And((clause,)))  # a stop word alone excludes nothing in an And
    if query.like is not None:
        whoosh_query = every([whoosh_query, more_like_this.like(snapshot, query.like)])
    matches = _without_excluded_passages(snapshot, clause, match(snapshot, whoosh_query))
    if query.like is not None:
        matches = _without_workshop_of(snapshot, query.like, matches)
    is_highlight = snapshot.kinds["highlight"]
    in_view = is_highlight if query.view == "highlights" else ~is_highlight
    matches = rescore_by_proximity(snapshot, clause, matches, in_view)
    pinned = _pinned(snapshot, query)
    return Execution(query, _with_pinned(_collapse(snapshot, query, matches), pinned), pinned)


def _without_excluded_passages(snapshot: WhooshSnapshot, clause: Clause, matches: Matches) -> Matches:
    """Drop the passages of workshops whose own text a NOT excludes."""
    doc_ids, scores = matches
    clauses = clause.clauses if isinstance(clause, And) else (clause,)
    nots = tuple(_as_required(child.clause) for child in clauses if isinstance(child, Not))
    is_passage = snapshot.kinds["passage"][doc_ids]
    if not nots or not is_passage.any():
        return matches
    excluded = match(snapshot, QueryCompiler(snapshot).compile(Or(nots))).doc_ids
    is_allowed = ~(is_passage & np.isin(snapshot.parents[doc_ids], excluded))
    return Matches(doc_ids[is_allowed], scores[is_allowed])


def _as_required(clause: Clause) -> Clause:
    """Return a denied clause as one that must match; in a disjunction a stop word need not."""
    if isinstance(clause, Expanded):
        return replace(clause, clause=_as_required(clause.clause))
    return replace(clause, required=True) if isinstance(clause, Word) else clause


def _without_workshop_of(snapshot: WhooshSnapshot, document_id: str, matches: Matches) -> Matches:
    doc_id = snapshot.doc_id(document_id)
    if doc_id is None:
        return matches
    doc_ids, scores = matches
    is_elsewhere = snapshot.parents[doc_ids] != snapshot.parents[doc_id]
    return Matches(doc_ids[is_elsewhere], scores[is_elsewhere])


def _collapse(snapshot: WhooshSnapshot, query: Query, matches: Matches) -> Matches:
    """Return highlights, or workshops with the best score of their own text and their passages."""
    doc_ids, scores = matches
    is_highlight = snapshot.kinds["highlight"][doc_ids]
    if query.view == "highlights":
        return Matches(doc_ids[is_highlight], scores[is_highlight])
    workshops, inverse = np.unique(snapshot.parents[doc_ids[~is_highlight]], return_inverse=True)
    best_scores = np.zeros(len(workshops))
    np.maximum.at(best_scores, inverse, scores[~is_highlight])
    return Matches(workshops, best_scores)


def _pinned(snapshot: WhooshSnapshot, query: Query) -> NDArray[np.int64]:
    is_listed = snapshot.is_listed(query.view)
    doc_ids = [snapshot.doc_id(document_id) for document_id in query.pinned]
    return np.asarray([doc_id for doc_id in doc_ids if doc_id is not None and is_listed[doc_id]], np.int64)


def _with_pinned(groups: Matches, pinned: NDArray[np.int64]) -> Matches:
    """Add the pinned groups that do not match, with a score of 0."""
    new = np.setdiff1d(pinned, groups.doc_ids)
    doc_ids = np.concatenate((groups.doc_ids, new))
    order = np.argsort(doc_ids)
    return Matches(doc_ids[order], np.concatenate((groups.scores, np.zeros(len(new))))[order])
