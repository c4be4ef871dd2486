"""What was found -> Results: a page of hits, facet counts, a crosstab."""

from __future__ import annotations

import numpy as np

from policysearch.engines.contract import Bucket, Results
from policysearch.engines.whoosh.compile import notices
from policysearch.engines.whoosh.matching.execute import Execution, execute
from policysearch.engines.whoosh.snapshot import Snapshot
from policysearch.query import Query
from policysearch.search.did_you_mean import correct
from policysearch.search.hits import Hits
from policysearch.search.zero_results import rescue


def build_results(opened: Snapshot, query: Query) -> Results:
    """The ranked, faceted answer of one generation."""
    found = execute(opened, query).rescored()
    documents, scores = found.top(query.offset + query.limit)
    page = zip(documents[query.offset :].tolist(), scores[query.offset :].tolist(), strict=True)
    hits = Hits(opened, opened.display_texts, found)
    facets, facet_totals = facet_buckets(found)
    asked = query.like is None and query.offset == 0
    return Results(
        query=query,
        total=found.total,
        hits=tuple([hits.hit(number, score) for number, score in page]),
        facets=facets,
        facet_totals=facet_totals,
        generation=opened.id,
        relaxed=found.relaxed,
        expansions=query.expansions,
        notices=(*query.notices, *dict.fromkeys(notices(found.collection, found.clause))),
        suggestion=correct(opened, found, found.total) if asked else None,
        rescue=() if found.total or not asked else rescue(opened, found),
        crosstab=_crosstab(found),
    )


def facet_buckets(found: Execution) -> tuple[dict[str, tuple[Bucket, ...]], dict[str, int]]:
    """Per facet that is asked for, its buckets, and how many values there are."""
    buckets, totals = {}, {}
    for name in found.query.facets:
        facet, selected = found.collection.facets[name], found.query.selected(name)
        counts = facet.counts(found.documents(name) if selected else found.filtered)
        buckets[name] = facet.buckets(counts, selected)
        totals[name] = int(np.count_nonzero(counts))
    return buckets, totals


def _crosstab(found: Execution) -> dict[tuple[str, str], int]:
    if found.query.crosstab is None:
        return {}
    first, second = (found.collection.facets[name] for name in found.query.crosstab)
    return first.crosstab(second, found.filtered)
