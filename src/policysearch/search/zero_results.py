"""Ways out of an empty page: what to drop, and how many results that gives."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from policysearch.query import And, Query, droppable_parts, filters, remove_part
from policysearch.search.did_you_mean import is_nearly_all
from policysearch.search.missing import queries_of_words
from policysearch.search.results import WayOut
from policysearch.search.retrieve import Retrieval, count_all, count_relaxed, prepare_counts, reparsed

YEARS, SINCE = "years", "since"  # what is dropped besides a facet's value
MAX_WAYS = 5
MAX_TRIED = 12


def ways_out(retrieval: Retrieval) -> tuple[WayOut, ...]:
    """Return each filter and each part of the text without which there are results; the most results first.

    A way to nearly everything is none.
    """
    ways = list(islice(_ways(retrieval), MAX_TRIED))
    queries = [query for _, _, query in ways]
    prepare_counts(retrieval.snapshot, [*queries_of_words(retrieval).values()], queries)  # the page says both
    totals = count_relaxed(retrieval.snapshot, queries)
    every = count_all(retrieval.snapshot, retrieval.query) if any(totals) else 0
    with_results = [
        WayOut(facet, value, total)
        for (facet, value, _), total in zip(ways, totals, strict=True)
        if total and not is_nearly_all(total, every)
    ]
    return tuple(sorted(with_results, key=lambda way: -way.total)[:MAX_WAYS])


def _ways(retrieval: Retrieval) -> Iterator[tuple[str, str, Query]]:
    """Yield (facet, value, query without it) for all that is selected, then ("", part, query) for each part typed."""
    query = retrieval.query
    selections = dict(query.filters)
    for facet, values in query.filters:
        for value in values:
            remaining = tuple(selected for selected in values if selected != value)
            yield facet, value, replace(query, filters=filters({**selections, facet: remaining}))
    if query.years:
        yield YEARS, query.years.text, replace(query, years=None)
    if query.since:
        yield SINCE, query.since.isoformat(), replace(query, since=None)
    if isinstance(query.clause, And):
        for part in droppable_parts(query.text, retrieval.snapshot.vocabulary):
            yield "", part, reparsed(retrieval.snapshot, query, remove_part(query.text, part))
