"""Lessons of a country before those of the regions that share with it: the same results, in two tiers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from policysearch.engines.contract import Id, Matched, Request, Snapshot
from policysearch.model.document import Document
from policysearch.query import And, InFacet, Not, Query
from policysearch.search.rescore import rescore_by_proximity
from policysearch.vocabulary import Vocabulary

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


def is_tiered(query: Query, vocabulary: Vocabulary) -> bool:
    """Return whether a selected country has a region that shares with it."""
    selected = query.selected(EXPERIENCE)
    return bool(selected) and len(vocabulary.with_regions(selected)) > len(selected)


def tiers(snapshot: Snapshot, query: Query, request: Request, matched: Matched) -> Tiers | None:
    """Return the two tiers of ``request`` in one round trip; None where no country has a region that shares with it.

    ``matched`` is what the request matched; the selected countries are one of its groups.
    """
    if not is_tiered(query, snapshot.vocabulary):
        return None
    selected = query.selected(EXPERIENCE)
    direct_total = matched.group_total(EXPERIENCE, selected)
    narrowed = tuple((facet, selected if facet == EXPERIENCE else values) for facet, values in request.filters)
    bare = request._replace(facets=(), crosstab=None, groups=())
    direct = bare._replace(filters=narrowed)
    through = bare._replace(
        clause=And((request.clause, Not(InFacet(EXPERIENCE, selected)))),
        offset=max(request.offset - direct_total, 0),
        limit=max(request.limit - max(direct_total - request.offset, 0), 0),
    )
    snapshot.prepare([direct, through])
    return Tiers(
        *(rescore_by_proximity(snapshot, request.clause, snapshot.execute(tier)) for tier in (direct, through))
    )
