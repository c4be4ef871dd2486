"""The oracle: the query language as Whoosh queries, answered by Whoosh's own searcher over the index it is given.

Slow and plain; what the arrays answer is held against it. It has no code of theirs, but the numbers of the ranking.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from policysearch.model.document import FACETS
from policysearch.query import Query
from tests.engines.whoosh.oracle.execute import find
from tests.engines.whoosh.oracle.whoosh_snapshot import Opened

__all__ = ["Answer", "Opened", "ask"]


@dataclass(frozen=True)
class Answer:
    """All that is found, in order: ``scores`` by id; counts of facets without their own selection."""

    ids: tuple[str, ...]
    scores: Mapping[str, float]
    facets: Mapping[str, Mapping[str, int]]
    crosstab: Mapping[tuple[str, str], int]
    relaxed: bool
    notices: tuple[str, ...]


def ask(opened: Opened, query: Query) -> Answer:
    """What Whoosh says to ``query``."""
    found = find(opened, query)
    listed = [int(n) for n in found.units.documents[found.listed(opened)]]
    ids = tuple(opened.document(n).id for n in listed)
    scores = dict(zip(map(int, found.units.documents), map(float, found.units.scores), strict=True))
    facets = {}
    for facet in FACETS:
        passing = found.units.documents[found.filtered(opened, ignoring=facet)]
        facets[facet] = opened.facets[facet].counts([int(n) for n in passing])
    crosstab = {}
    if query.crosstab:
        first, second = (opened.facets[name] for name in query.crosstab)
        crosstab = first.crossed(second, listed)
    return Answer(
        ids, {opened.document(n).id: scores[n] for n in listed}, facets, crosstab, found.relaxed, found.notices
    )
