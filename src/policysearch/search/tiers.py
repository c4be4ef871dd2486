"""Lessons of a country before those of the regions that share with it: the same results, in two tiers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from policysearch.engines.contract import Id, Matched, Request, Snapshot
from policysearch.model.document import Document
from policysearch.query import And, InFacet, Not, Query
from policysearch.search.rescore import rescore_by_proximity

EXPERIENCE = "experience"


class Tiers(NamedTuple):
    """What has a selected country itself, and what has only a region that shares with it."""

    direct: Matched
    through: Matched

    def hits(self) -> list[tuple[Id, float]]:
        """Return the window's ids and scores."""
        return [*self.direct.hits, *self.through.hits]

    def scan(self) -> Iterator[Document]:
        """Yield all documents in this order."""
        yield from self.direct.scan()
        yield from self.through.scan()


def tiers(snapshot: Snapshot, query: Query, request: Request) -> Tiers | None:
    """Return the two tiers of ``request``; None where no selected country has a region that shares with it."""
    selected = query.selected(EXPERIENCE)
    if len(snapshot.vocabulary.with_regions(selected)) == len(selected):
        return None
    narrowed = tuple((facet, selected if facet == EXPERIENCE else values) for facet, values in request.filters)
    bare = request._replace(facets=(), crosstab=None)
    direct = rescore_by_proximity(snapshot, request.clause, snapshot.execute(bare._replace(filters=narrowed)))
    without_own = Not(InFacet(EXPERIENCE, selected))
    rest = bare._replace(
        clause=And((request.clause, without_own)),
        offset=max(request.offset - direct.total, 0),
        limit=max(request.limit - len(direct.hits), 0),
    )
    return Tiers(direct, rescore_by_proximity(snapshot, request.clause, snapshot.execute(rest)))
