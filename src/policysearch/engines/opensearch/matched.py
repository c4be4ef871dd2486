"""The Matched of this engine: what came back in one round trip, ordered anew where the caller adds to scores."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from policysearch.engines.contract import MAX_BUCKETS, Bucket, FacetCounts, Id, Request
from policysearch.engines.opensearch.document_source import slug_of
from policysearch.engines.opensearch.request_body import PAIRS, RequestBody
from policysearch.engines.opensearch.response import Answer
from policysearch.model.document import Document

if TYPE_CHECKING:
    from policysearch.engines.opensearch.snapshot import OpenSearchSnapshot

SCORE_DECIMALS = 9
MOST_BEST = 100  # passages of each workshop in one answer; of more, all are scanned


class ScoredHit(NamedTuple):
    """A document that is listed, with what orders it."""

    id: str
    score: float
    start: int


class ScoredCandidates(NamedTuple):
    """The best documents before filters and grouping: ids, scores, and the terms of their zones by field."""

    ids: tuple[str, ...]
    scores: NDArray[np.float64]
    terms: Sequence[Mapping[str, Any]]

    def __len__(self) -> int:
        return len(self.ids)


class OpenSearchMatched:
    """The answer to a request. ``first`` are the first hits, more than the window where scores may be raised."""

    def __init__(
        self, snapshot: OpenSearchSnapshot, request: Request, body: RequestBody, answers: Mapping[str, Answer]
    ) -> None:
        self._snapshot = snapshot
        self._request = request
        self._body = body
        self._answers = answers
        self._passages: dict[Id, Sequence[Id]] = {}
        self._is_rescored = False
        self._first = [_scored_hit(hit) for hit in answers["hits"].hits]

    @property
    def total(self) -> int:
        """Return how many documents match and pass the filters."""
        return self._answers["hits"].total

    @property
    def hits(self) -> list[tuple[Id, float]]:
        """Return the window as (id, score)."""
        offset, limit = self._request.offset, self._request.limit
        return [(hit.id, hit.score) for hit in self._first[offset : offset + limit]]

    @cached_property
    def facets(self) -> dict[str, FacetCounts]:
        """Return the counts of each facet asked for."""
        counts, selections = self._answers["hits"].counts, dict(self._request.filters)
        most = None if self._request.all_buckets else MAX_BUCKETS
        return {facet: _facet_counts(counts[facet], selections.get(facet, ()), most) for facet in self._request.facets}

    @cached_property
    def crosstab(self) -> dict[tuple[str, str], int]:
        """Return the counts of pairs of values under all filters."""
        pairs: dict[tuple[str, str], int] = {}
        answer = self._answers.get("crosstab")
        while answer is not None:
            aggregation = answer.counts["pairs"]
            buckets = aggregation["buckets"]
            pairs |= {(bucket["key"]["row"], bucket["key"]["column"]): bucket["doc_count"] for bucket in buckets}
            is_end = len(buckets) < PAIRS
            answer = None if is_end else self._snapshot.search([self._body.crosstab(aggregation["after_key"])])[0]
        return pairs

    def group_total(self, facet: str, values: tuple[str, ...]) -> int:
        """Return how many documents have any of the values of a group of the request."""
        number = self._request.groups.index((facet, values))
        return int(self._answers["hits"].counts[f"group {number}"]["doc_count"])

    def group_counts(self, facet: str, values: tuple[str, ...], by: str) -> dict[str, int]:
        """Return the counts of the other facet of the crosstab among the documents of a group."""
        assert {facet, by} == {*(self._request.crosstab or ())}
        number = self._request.groups.index((facet, values))
        buckets = self._answers["crosstab"].counts[f"group {number}"]["values"]["buckets"]
        return {bucket["key"]: int(bucket["doc_count"]) for bucket in buckets}

    @cached_property
    def candidates(self) -> ScoredCandidates:
        """Return the documents with the highest scores."""
        if not self._request.candidates:
            return ScoredCandidates((), np.empty(0), ())
        answer = self._answers.get("candidates") or self._snapshot.search([self._body.candidates()])[0]
        hits = [_scored_hit(hit) for hit in answer.hits]
        scores = np.array([hit.score for hit in hits], np.float64)
        return ScoredCandidates(tuple(hit.id for hit in hits), scores, [hit.get("_source", {}) for hit in answer.hits])

    def rescored(self, bonuses: NDArray[np.float64]) -> OpenSearchMatched:
        """Return the same with ``bonuses`` added to the scores of the candidates, ordered anew."""
        raised: dict[str, float] = {}
        candidates = self.candidates
        for doc_id, score in zip(candidates.ids, (candidates.scores + bonuses).tolist(), strict=True):
            group = doc_id if self._request.view == "highlights" else slug_of(doc_id)
            raised[group] = max(score, raised.get(group, 0.0))
        first = [hit._replace(score=max(hit.score, raised.get(hit.id, 0.0))) for hit in self._first]
        rescored = OpenSearchMatched.__new__(OpenSearchMatched)
        if self._request.sort == "relevance":
            first.sort(key=_sort_key)
        rescored.__dict__ |= self.__dict__ | {"_first": first, "_is_rescored": True}
        return rescored

    def prefetch(self, ids: Sequence[Id], passages: int) -> None:
        """Read the documents of ``ids``, the values of their highlights and their best passages in one round trip.

        What was read before is not asked for again.
        """
        unread = [str(doc_id) for doc_id in ids if doc_id not in self._passages]
        has_passages = self._request.view == "workshops" and self._snapshot.lexicon.kinds["passage"]
        body = self._body.best_passages(unread, passages) if unread and has_passages else None
        answer = self._snapshot.read_page([str(doc_id) for doc_id in ids], body)
        if answer is not None:
            self._add_passages(unread, answer)

    def best_passages(self, ids: Sequence[Id], limit: int) -> Mapping[Id, Sequence[Id]]:
        """Return for each workshop its passages that match, the best first."""
        if not self._snapshot.lexicon.kinds["passage"] or not ids:
            return {}
        if limit > MOST_BEST:
            return self._all_passages({str(doc_id) for doc_id in ids})
        if missing := [str(doc_id) for doc_id in ids if doc_id not in self._passages]:
            (answer,) = self._snapshot.search([self._body.best_passages(missing, limit)])
            self._add_passages(missing, answer)
        return {doc_id: self._passages[doc_id][:limit] for doc_id in ids if self._passages[doc_id]}

    def _add_passages(self, ids: Sequence[Id], answer: Answer) -> None:
        self._passages |= dict.fromkeys(ids, ())
        self._passages |= self._snapshot.best_passages(answer)

    def scan(self) -> Iterator[Document]:
        """Yield every document that passes, in order: those that were ordered anew, and then the others."""
        first = self._first if self._is_rescored else []
        yield from self._snapshot.documents([hit.id for hit in first])
        if self.total > len(first):
            body = self._body.window(0)
            yield from islice(self._snapshot.scan(body, skip={hit.id for hit in first}), self.total)

    def _all_passages(self, slugs: set[str]) -> dict[Id, list[Id]]:
        passages: dict[Id, list[Id]] = {}
        for passage in self._snapshot.scan_passages(self._body.passages(sorted(slugs))):
            passages.setdefault(slug_of(passage), []).append(passage)
        return passages


def nothing_matched(snapshot: OpenSearchSnapshot, request: Request, body: RequestBody) -> OpenSearchMatched:
    """Return the answer to a request that has words that no document has; the cluster need not be asked."""
    groups = [f"group {number}" for number in range(len(request.groups))]
    no_hits = {"hits": {"total": {"value": 0}}}
    no_values: dict[str, Any] = {"values": {"buckets": ()}}
    counts = {facet: {**no_values, "number": {"value": 0}} for facet in request.facets}
    counts |= {group: {"doc_count": 0} for group in groups}
    hits = Answer({**no_hits, "aggregations": counts})
    pairs = {"pairs": {"buckets": ()}} | dict.fromkeys(groups, no_values)
    answers = {"hits": hits, "candidates": hits, "crosstab": Answer({**no_hits, "aggregations": pairs})}
    return OpenSearchMatched(snapshot, request, body, answers)


def _sort_key(hit: ScoredHit) -> tuple[float, int, str]:
    return -round(hit.score, SCORE_DECIMALS), -hit.start, hit.id


def _scored_hit(hit: Mapping[str, Any]) -> ScoredHit:
    *_, start, doc_id = hit["sort"]
    return ScoredHit(doc_id, float(hit["_score"] or 0.0), start)


def _facet_counts(aggregation: Mapping[str, Any], selected: Sequence[str], most: int | None) -> FacetCounts:
    """Return the buckets of a facet from its counts, the most frequent ones and all selected ones."""
    buckets = [*aggregation["values"]["buckets"], *aggregation.get("selected", {}).get("buckets", ())]
    counts = {bucket["key"]: int(bucket["doc_count"]) for bucket in buckets}
    number = int(aggregation["number"]["value"]) if "number" in aggregation else len(counts)
    ranked = sorted(counts, key=lambda value: (-counts[value], value))
    values = {*ranked[:most], *selected}
    selection = [Bucket(value, counts.get(value, 0), value in selected) for value in values]
    selection.sort(key=lambda bucket: (-bucket.count, bucket.value))
    return FacetCounts(tuple(selection), number)
