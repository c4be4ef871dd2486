"""Ways out of an empty page: what to drop, and how many results that gives."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from policysearch.engines.contract import Rescue
from policysearch.engines.whoosh.matching.execute import Execution, execute, reparsed
from policysearch.engines.whoosh.snapshot import Snapshot
from policysearch.query import And, Query, droppable_parts, filters, remove_part

SHOWN = 5
TRIED = 12


def rescue(opened: Snapshot, found: Execution) -> tuple[Rescue, ...]:
    """Each filter and each word without which there are results; the most results first."""
    ways = list(dict.fromkeys(_ways(opened, found)))[:TRIED]
    counted = [Rescue(drop, execute(opened, query).total) for drop, query in ways]
    return tuple(sorted((way for way in counted if way.total), key=lambda way: -way.total)[:SHOWN])


def _ways(opened: Snapshot, found: Execution) -> Iterator[tuple[str, Query]]:
    query = found.query
    chosen = dict(query.filters)
    for facet, values in query.filters:
        for value in values:
            left = tuple(one for one in values if one != value)
            yield f"{facet}:{value}", replace(query, filters=filters({**chosen, facet: left}))
    if isinstance(query.clause, And):
        for drop in droppable_parts(query.text, opened.vocabulary):
            yield drop, reparsed(opened, query, remove_part(query.text, drop))
