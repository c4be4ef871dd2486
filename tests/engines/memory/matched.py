"""The documents that match -> what is listed and counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import product

import numpy as np
from numpy.typing import NDArray

from policysearch.engines.contract import MAX_BUCKETS, Bucket, FacetCounts, Id, Request
from policysearch.model.document import Document

SCORE_DECIMALS = 9


class MemoryMatched:
    """The Matched of this engine. ``scores`` has every document of the view that matches, in the order of the build."""

    def __init__(
        self,
        documents: Mapping[Id, Document],
        request: Request,
        scores: Mapping[Id, float],
        among: Collection[Id] | None,
    ) -> None:
        self._documents = documents
        self._request = request
        self._scores = scores
        self._among = among

    @property
    def total(self) -> int:
        """Return how many pass the filters."""
        return len(self._passing())

    @property
    def hits(self) -> list[tuple[Id, float]]:
        """Return the window."""
        return self._ordered[self._request.offset : self._request.offset + self._request.limit]

    @property
    def facets(self) -> dict[str, FacetCounts]:
        """Return the counts of each facet asked for."""
        return {facet: self._counted(facet) for facet in self._request.facets}

    @property
    def crosstab(self) -> dict[tuple[str, str], int]:
        """Return the counts of pairs of values."""
        if self._request.crosstab is None:
            return {}
        rows, columns = self._request.crosstab
        values = [(self._values(found, rows), self._values(found, columns)) for found in self._passing()]
        return dict(Counter(pair for pairs in values for pair in product(*pairs)))

    @cached_property
    def candidates(self) -> list[Id]:
        """Return the best documents before filters; of those that tie at the end, the first of the build."""
        return sorted(self._scores, key=lambda found: -_rounded(self._scores[found]))[: self._request.candidates]

    def rescored(self, bonuses: NDArray[np.float64]) -> MemoryMatched:
        """Return the same with ``bonuses`` added to the scores of the candidates."""
        added = dict(zip(self.candidates, bonuses.tolist(), strict=True))
        scores = {found: score + added.get(found, 0.0) for found, score in self._scores.items()}
        return MemoryMatched(self._documents, self._request, scores, self._among)

    def best_passages(self, ids: Sequence[Id], limit: int) -> dict[Id, list[Id]]:
        """Return for each workshop its passages that match, the best first."""
        passages = [found for found in self._scores if self._documents[found].kind == "passage"]
        passages.sort(key=lambda found: -self._scores[found])
        return {workshop: [one for one in passages if self._workshop(one) == workshop][:limit] for workshop in ids}

    def scan(self) -> Iterator[Document]:
        """Yield all documents in order."""
        return (self._documents[found] for found, _ in self._ordered)

    @cached_property
    def _groups(self) -> dict[Id, float]:
        """The documents that may be listed, before filters, with their scores."""
        groups: dict[Id, float] = {}
        for found, score in self._scores.items():
            group = found if self._request.view == "highlights" else self._workshop(found)
            groups[group] = max(score, groups.get(group, 0.0))
        groups = dict.fromkeys(self._request.also, 0.0) | groups
        return groups if self._among is None else {one: groups[one] for one in groups if one in self._among}

    def _passing(self, ignoring: str = "") -> list[Id]:
        filters = [(facet, {*values}) for facet, values in self._request.filters if facet != ignoring]
        return [one for one in self._groups if all(values & self._values(one, facet) for facet, values in filters)]

    @cached_property
    def _ordered(self) -> list[tuple[Id, float]]:
        """All that pass, by score, then by day, then by id."""
        sign, by_score = (1 if self._request.sort == "oldest" else -1), self._request.sort == "relevance"

        def key(found: Id) -> tuple[float, int, str]:
            document = self._documents[found]
            day = sign * document.workshop.start.toordinal()
            return (-_rounded(self._groups[found]) if by_score else 0.0), day, document.id

        return [(found, self._groups[found]) for found in sorted(self._passing(), key=key)]

    def _counted(self, facet: str) -> FacetCounts:
        selected = dict(self._request.filters).get(facet, ())
        counts = Counter(value for found in self._passing(facet) for value in self._values(found, facet))
        ranked = sorted(counts, key=lambda value: (-counts[value], value))
        shown = {*ranked[: None if self._request.all_buckets else MAX_BUCKETS], *selected}
        buckets = [Bucket(value, counts[value], value in selected) for value in shown]
        return FacetCounts(tuple(sorted(buckets, key=lambda bucket: (-bucket.count, bucket.value))), len(counts))

    def _values(self, found: Id, facet: str) -> set[str]:
        return {*self._documents[found].facets[facet]}

    def _workshop(self, found: Id) -> Id:
        return self._documents[found].workshop.slug


def _rounded(score: float) -> float:
    return float(np.round(score, SCORE_DECIMALS))
