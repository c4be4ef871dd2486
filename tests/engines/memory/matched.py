"""What a request matches in memory, by brute force."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import product

import numpy as np
from numpy.typing import NDArray

from policysearch.engines import contract
from policysearch.engines.contract import Id, Request
from policysearch.model.document import Document

SCORE_DECIMALS = 9


class MemoryMatched:
    """The Matched of this engine. ``scores`` has every document of the view that matches, in the order of the build."""

    def __init__(
        self, stored: Mapping[Id, Document], request: Request, scores: Mapping[Id, float], among: Collection[Id] | None
    ) -> None:
        self._stored, self._request, self._scores, self._among = stored, request, scores, among
        self._groups: dict[Id, float] = dict.fromkeys(request.also, 0.0)
        for key, score in scores.items():
            group = key if request.view == "highlights" else stored[key].workshop.slug
            self._groups[group] = max(score, self._groups.get(group, 0.0))
        order = self._order = sorted(self._passing(), key=self._sort_key)
        self.total = len(order)
        self.hits = [(key, self._groups[key]) for key in order[request.offset : request.offset + request.limit]]
        self.facets = {facet: self._count(facet) for facet in request.facets}
        rows, columns = request.crosstab or ("", "")
        pairs = [product(stored[key].facets.get(rows, ()), stored[key].facets.get(columns, ())) for key in order]
        self.crosstab = Counter(pair for of_document in pairs for pair in of_document)
        self.candidates = sorted(scores, key=lambda key: -np.round(scores[key], SCORE_DECIMALS))[: request.candidates]

    def rescored(self, bonuses: NDArray[np.float64]) -> MemoryMatched:
        """Return the same with ``bonuses`` added to the scores of the candidates."""
        added = dict(zip(self.candidates, bonuses.tolist(), strict=True))
        scores = {key: score + added.get(key, 0.0) for key, score in self._scores.items()}
        return MemoryMatched(self._stored, self._request, scores, self._among)

    def prefetch(self, ids: Sequence[Id], passages: int) -> None:
        """Do nothing: all is in memory."""

    def best_passages(self, ids: Sequence[Id], limit: int) -> dict[Id, list[Id]]:
        """Return for each workshop its passages that match, the best first."""
        passages = [key for key in self._scores if self._stored[key].kind == "passage"]
        passages.sort(key=lambda key: -self._scores[key])
        return {slug: [key for key in passages if self._stored[key].workshop.slug == slug][:limit] for slug in ids}

    def group_total(self, facet: str, values: tuple[str, ...]) -> int:
        """Return how many documents have any of the values."""
        return sum(not {*values}.isdisjoint(self._stored[key].facets[facet]) for key in self._passing(facet))

    def group_counts(self, facet: str, values: tuple[str, ...], by: str) -> Mapping[str, int]:
        """Return the counts of the facet ``by`` among those that have any of the values."""
        group = [self._stored[key].facets for key in self._order]
        return Counter(value for facets in group if not {*values}.isdisjoint(facets[facet]) for value in {*facets[by]})

    def scan(self) -> Iterator[Document]:
        """Yield all documents in order."""
        return map(self._stored.__getitem__, self._order)

    def _passing(self, ignoring: str = "") -> list[Id]:
        keys = [key for key in self._groups if self._among is None or key in self._among]
        for facet, values in self._request.filters:
            if facet != ignoring:
                keys = [key for key in keys if not {*values}.isdisjoint(self._stored[key].facets[facet])]
        return keys

    def _sort_key(self, key: Id) -> tuple[float, int, str]:
        day = self._stored[key].workshop.start.toordinal() * (1 if self._request.sort == "oldest" else -1)
        first = float(np.round(self._groups[key], SCORE_DECIMALS)) if self._request.sort == "relevance" else 0.0
        if self._request.sort == "added":
            added = self._stored[key].workshop.added
            first = float(added.toordinal()) if added else 0.0
        return -first, day, self._stored[key].id

    def _count(self, facet: str) -> contract.FacetCounts:
        selected = dict(self._request.filters).get(facet, ())
        counts = Counter(value for key in self._passing(facet) for value in {*self._stored[key].facets[facet]})
        ranked = sorted(counts, key=lambda value: (-counts[value], value))
        values = {*ranked[: None if self._request.all_buckets else contract.MAX_BUCKETS], *selected}
        buckets = [contract.Bucket(value, counts[value], value in selected) for value in values]
        buckets.sort(key=lambda bucket: (-bucket.count, bucket.value))
        return contract.FacetCounts(tuple(buckets), len(counts))
