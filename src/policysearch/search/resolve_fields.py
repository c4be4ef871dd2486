"""A Query -> the same with each typed field as a snapshot can answer it."""

from __future__ import annotations

from policysearch.engines.contract import Snapshot
from policysearch.query import Query
from policysearch.search.resolve_facets import resolve_facets
from policysearch.search.resolve_names import resolve_names
from policysearch.search.resolve_zones import resolve_zones


def resolve_fields(snapshot: Snapshot, query: Query) -> Query:
    """Return ``query`` with names as the index writes them; with words, and a notice, for each field nothing has."""
    if ":" not in query.text and "：" not in query.text:  # no field was typed: three walks are saved
        return query
    return resolve_zones(snapshot, resolve_facets(snapshot, resolve_names(snapshot, query)))
