"""Pages of results, and the ways out of a search that found little."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from flask_babel import gettext as _

from policysearch.query import MAX_WINDOW, Query, remove_part
from policysearch.search.results import Results, WayOut
from policysearch.web import search_params
from policysearch.web.addresses import Addresses
from policysearch.web.view_models.facets import titles, toggled
from policysearch.web.view_models.labels import Label


@dataclass(frozen=True, slots=True)
class Paging:
    """Where the reader is: page ``number`` of ``count``; addresses are None where there is no such page."""

    number: int
    count: int
    previous: str | None
    next: str | None


def paging(results: Results, to: Addresses) -> Paging:
    """The pages that can be reached: none begins beyond the window of 10,000 results."""
    query = results.query
    reachable = min(results.total, MAX_WINDOW)
    count = -(-reachable // query.limit)
    number = query.offset // query.limit + 1

    def page(offset: int) -> str:
        return to.home(search_params.of(replace(query, offset=offset)))

    after = query.offset + query.limit
    return Paging(
        number,
        count,
        page(max(query.offset - query.limit, 0)) if query.offset else None,
        page(after) if after < reachable and after + query.limit <= MAX_WINDOW else None,
    )


@dataclass(frozen=True, slots=True)
class DropLink:
    """Something to drop, worded, and what that gives."""

    label: str
    total: int
    address: str


def ways_out(results: Results, label: Label, to: Addresses) -> Iterator[DropLink]:
    """The words and filters to drop, each with its address."""
    for way in results.ways_out:
        address = to.home(search_params.of(_without(results.query, way)))
        yield DropLink(_worded(way, label), way.total, address)


def _worded(way: WayOut, label: Label) -> str:
    return f"{_('%(name)s:', name=titles()[way.facet])} {label(way.facet, way.value)}" if way.facet else way.value


def _without(query: Query, way: WayOut) -> Query:
    if way.facet:
        return toggled(query, way.facet, way.value)
    return replace(query, offset=0, text=" ".join(remove_part(query.text, way.value).split()))
