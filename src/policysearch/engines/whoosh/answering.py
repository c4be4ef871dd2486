"""What was found -> Results: a page of hits, facet counts, a crosstab."""

from __future__ import annotations

from policysearch.documents import FACETS
from policysearch.engine import Bucket, Results
from policysearch.engines.whoosh.corrections import correct
from policysearch.engines.whoosh.finding import Found, find
from policysearch.engines.whoosh.hits import Hits
from policysearch.engines.whoosh.opened import Opened
from policysearch.engines.whoosh.rescue import rescue
from policysearch.query import Query


def answer(opened: Opened, query: Query) -> Results:
    """The ranked, faceted answer of one generation."""
    found = find(opened, query)
    order = found.listed(opened)
    hits = Hits(opened, found)
    page = order[query.offset : query.offset + query.limit]
    facets, facet_totals = _facets(opened, found)
    asked = query.like is None and query.offset == 0
    return Results(
        query=query,
        total=len(order),
        hits=tuple(hits.hit(int(found.units.documents[n]), float(found.units.scores[n])) for n in page),
        facets=facets,
        facet_totals=facet_totals,
        generation=opened.name,
        relaxed=found.relaxed,
        expansions=query.expansions,
        notices=(*query.notices, *found.notices),
        suggestion=correct(opened, found, len(order)) if asked else None,
        rescue=() if len(order) or not asked else rescue(opened, found),
        crosstab=_crosstab(opened, found),
    )


def _facets(opened: Opened, found: Found) -> tuple[dict[str, tuple[Bucket, ...]], dict[str, int]]:
    buckets, totals = {}, {}
    passing = found.filtered(opened)
    for facet in FACETS:
        selected = found.query.selected(facet)
        mask = found.filtered(opened, ignoring=facet) if selected else passing
        counts = opened.facets[facet].counts(found.units.documents[mask])
        buckets[facet] = opened.facets[facet].buckets(counts, selected)
        totals[facet] = int((counts > 0).sum())
    return buckets, totals


def _crosstab(opened: Opened, found: Found) -> dict[tuple[str, str], int]:
    if found.query.crosstab is None:
        return {}
    first, second = found.query.crosstab
    documents = found.units.documents[found.filtered(opened)]
    return opened.facets[first].crossed(opened.facets[second], documents)
