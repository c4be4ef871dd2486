"""A Request -> the documents that match, grouped by workshop, filtered, ordered and counted."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from functools import cached_property, reduce
from typing import TYPE_CHECKING, NamedTuple, cast

import numpy as np
from numpy.typing import NDArray

from policysearch.engines.contract import MAX_BUCKETS, FacetCounts, Id, Request
from policysearch.engines.whoosh.matching.matches import NO_MATCHES, DocIds, Indices, Mask, Matches
from policysearch.engines.whoosh.matching.top_k import top_indices, top_k
from policysearch.engines.whoosh.reader.index_reader import IndexReader
from policysearch.engines.whoosh.schema import TEXTS
from policysearch.engines.whoosh.segment.segment import KINDS
from policysearch.model.document import Document
from policysearch.query import And, Clause, Expanded, Not, Or, Word

if TYPE_CHECKING:
    from policysearch.engines.whoosh.snapshot import WhooshSnapshot

_PASSAGE = KINDS.index("passage")


class Candidates(NamedTuple):
    """The documents that may be rescored: their indexes in the matches, and their doc ids, both ascending."""

    indexes: Indices
    doc_ids: DocIds

    def __len__(self) -> int:
        return len(self.indexes)


class Execution:
    """The Matched of this engine. ``matches`` are the documents of the view that the clause finds, with scores.

    ``groups`` are the documents that may be listed, before filters. Parts are worked out when they are first read.
    """

    def __init__(
        self, snapshot: WhooshSnapshot, request: Request, matches: Matches, among: Collection[Id] | None = None
    ) -> None:
        self._snapshot = snapshot
        self._reader = snapshot.reader
        self._request = request
        self._matches = matches
        self._among = among

    @cached_property
    def total(self) -> int:
        """Return how many groups pass the filters."""
        return len(self._passing_doc_ids)

    @property
    def hits(self) -> list[tuple[Id, float]]:
        """Return the window as (doc id, score)."""
        end = self._request.offset + self._request.limit
        doc_ids, scores = self._top(end)
        start = self._request.offset
        return [*zip(doc_ids[start:].tolist(), scores[start:].tolist(), strict=True)]

    @property
    def facets(self) -> dict[str, FacetCounts]:
        """Return the counts of each facet asked for; its own selection is ignored."""
        selections, limit = dict(self._request.filters), None if self._request.all_buckets else MAX_BUCKETS
        facets = {}
        for name in self._request.facets:
            counter, selected = self._reader.facets[name], selections.get(name, ())
            counts = counter.counts(self._doc_ids(name) if name in selections else self._passing_doc_ids)
            facets[name] = FacetCounts(counter.buckets(counts, selected, limit), int(np.count_nonzero(counts)))
        return facets

    @property
    def crosstab(self) -> dict[tuple[str, str], int]:
        """Return the counts of pairs of values under all filters."""
        if self._request.crosstab is None:
            return {}
        rows, columns = (self._reader.facets[name] for name in self._request.crosstab)
        return rows.crosstab(columns, self._passing_doc_ids)

    def group_total(self, facet: str, values: tuple[str, ...]) -> int:
        """Return how many groups have any of the values; the facet's own selection is ignored."""
        doc_ids = self._doc_ids(facet)
        return int(np.count_nonzero(self._reader.facets[facet].has_any(values, doc_ids)))

    def group_counts(self, facet: str, values: tuple[str, ...], by: str) -> dict[str, int]:
        """Return the counts of the facet ``by`` among those with any of the values, under all filters."""
        doc_ids, counter = self._passing_doc_ids, self._reader.facets[by]
        counts = counter.counts(doc_ids[self._reader.facets[facet].has_any(values, doc_ids)])
        return {value: count for value, count in zip(counter.values, counts.tolist(), strict=True) if count}

    @cached_property
    def candidates(self) -> Candidates:
        """Return the documents with the highest scores; of those that tie at the end, the lowest doc ids."""
        indexes = top_indices(self._matches.scores, self._request.candidates)
        return Candidates(indexes, self._matches.doc_ids.take(indexes))

    def rescored(self, bonuses: NDArray[np.float64]) -> Execution:
        """Return the same with ``bonuses`` added to the scores of the candidates.

        The doc ids stay, and with them what was worked out of the filters and the total.
        """
        scores = self._matches.scores.copy()
        scores[self.candidates.indexes] += bonuses
        rescored = Execution.__new__(Execution)
        rescored.__dict__ |= self.__dict__ | {"_matches": Matches(self._matches.doc_ids, scores)}
        rescored.__dict__.pop("_groups", None)
        return rescored

    def prefetch(self, ids: Sequence[Id], passages: int) -> None:
        """Do nothing: all is in memory."""

    def best_passages(self, ids: Sequence[Id], limit: int) -> dict[Id, list[Id]]:
        """Return for each workshop its passages that match, the best first."""
        if not self._reader.has_passages:
            return {}
        return {workshop: self._best_passages(cast(int, workshop), limit) for workshop in ids}

    def scan(self) -> Iterator[Document]:
        """Yield every document that passes, in order."""
        for doc_id in self._top(self.total).doc_ids.tolist():
            yield self._snapshot.document(doc_id)

    @cached_property
    def _groups(self) -> Matches:
        """Return what may be listed: in view workshops, a workshop with the best score of itself and its passages."""
        groups = self._matches
        if self._request.view == "workshops" and self._reader.has_passages:
            groups = _collapse(self._reader, groups)
        if self._request.also:
            groups = _with_also(groups, self._request.also)
        if self._among is not None:
            among = np.fromiter(cast("Collection[int]", self._among), np.int64)
            groups = _take(groups, np.flatnonzero(np.isin(groups.doc_ids, among)))
        return groups

    @cached_property
    def _masks(self) -> dict[str, Mask]:
        """Return for each facet which groups pass its filter."""
        doc_ids = self._groups.doc_ids
        return {facet: self._reader.facets[facet].has_any(values, doc_ids) for facet, values in self._request.filters}

    def _passing(self, ignoring: str | None = None) -> Indices:
        """Return the indexes of the groups that pass the filters, that of the facet ``ignoring`` apart."""
        masks = [mask for facet, mask in self._masks.items() if facet != ignoring]
        return np.flatnonzero(reduce(np.logical_and, masks)) if masks else np.arange(len(self._groups.doc_ids))

    @cached_property
    def _passing_doc_ids(self) -> DocIds:
        return self._doc_ids(None)

    def _doc_ids(self, ignoring: str | None) -> DocIds:
        """Return the doc ids of the groups that pass the filters, that of the facet ``ignoring`` apart."""
        doc_ids = self._groups.doc_ids
        return doc_ids.take(self._passing(ignoring)) if self._masks.keys() - {ignoring} else doc_ids

    def _top(self, count: int) -> Matches:
        """Return the first ``count`` groups that pass, in the request's order."""
        groups = self._groups
        if self._masks:
            groups = _take(groups, self._passing())
        return _take(groups, top_k(self._reader, groups, self._request.sort, count))

    def _best_passages(self, workshop: int, limit: int) -> list[Id]:
        passages = self._reader.passages(workshop)
        doc_ids, scores = self._matches
        indexes = doc_ids.searchsorted(passages).tolist()
        scored = [
            (-float(scores[index]), passage)
            for passage, index in zip(passages, indexes, strict=True)
            if index < len(doc_ids) and doc_ids[index] == passage
        ]
        return [passage for _, passage in sorted(scored)[:limit]]


def execute(snapshot: WhooshSnapshot, request: Request, among: Collection[Id] | None = None) -> Execution:
    """Match ``request`` in ``snapshot``."""
    if request.like is None:
        matches = snapshot.compiler.matches(request.clause, request.view)
    elif request.like.document is None:
        matches = NO_MATCHES
    else:
        matches = _like(snapshot, request, cast(int, request.like.document))
    return Execution(snapshot, request, _without_excluded(snapshot, request, matches), among)


def _like(snapshot: WhooshSnapshot, request: Request, doc_id: int) -> Matches:
    """Return the documents of other workshops that have the significant terms."""
    assert request.like is not None
    terms = [(TEXTS[language], boosted) for language, boosted in request.like.terms]
    matches = snapshot.compiler.matches(request.clause, request.view, terms)
    parents = snapshot.reader.parents
    return _take(matches, np.flatnonzero(parents.take(matches.doc_ids) != parents[doc_id]))


def _without_excluded(snapshot: WhooshSnapshot, request: Request, matches: Matches) -> Matches:
    """Return ``matches`` without the passages of workshops whose own words a NOT excludes."""
    reader, clause = snapshot.reader, request.clause
    clauses: tuple[Clause, ...] = clause.clauses if isinstance(clause, And) else (clause,)
    nots = tuple(_as_required(child.clause) for child in clauses if isinstance(child, Not))
    if not nots or request.view == "highlights" or not reader.has_passages:
        return matches
    excluded = snapshot.compiler.matches(Or(nots), request.view).doc_ids
    within = np.isin(reader.parents.take(matches.doc_ids), excluded)
    return _take(matches, np.flatnonzero(~within | (reader.kinds.take(matches.doc_ids) != _PASSAGE)))


def _as_required(clause: Clause) -> Clause:
    """Return a denied clause as one that must match; in a disjunction a stop word need not."""
    if isinstance(clause, Expanded):
        return replace(clause, clause=_as_required(clause.clause))
    return replace(clause, required=True) if isinstance(clause, Word) else clause


def _collapse(reader: IndexReader, matches: Matches) -> Matches:
    """Return workshops, each with the best score of its documents, which follow each other."""
    workshops = reader.parents.take(matches.doc_ids)
    starts = np.flatnonzero(np.diff(workshops, prepend=-1))
    if len(starts) == len(workshops):
        return Matches(workshops, matches.scores)
    return Matches(workshops.take(starts), np.maximum.reduceat(matches.scores, starts))


def _with_also(groups: Matches, also: Sequence[Id]) -> Matches:
    """Return ``groups`` and, with score 0, those of ``also`` that are not among them."""
    new = np.setdiff1d(np.array(also, np.int64), groups.doc_ids)
    doc_ids = np.concatenate((groups.doc_ids, new))
    order = doc_ids.argsort()
    return Matches(doc_ids.take(order), np.concatenate((groups.scores, np.zeros(len(new)))).take(order))


def _take(matches: Matches, indexes: Indices) -> Matches:
    return Matches(matches.doc_ids.take(indexes), matches.scores.take(indexes))
