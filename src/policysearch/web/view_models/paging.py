"""Pages of results, and the ways out of a search that found little."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from flask_babel import gettext as _

from policysearch.engines.contract import Rescue, Results
from policysearch.model.document import FACETS
from policysearch.query import MAX_WINDOW, Query, remove_part
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
class WayOut:
    """Something to drop, worded, and what that gives."""

    label: str
    total: int
    address: str


def ways_out(results: Results, label: Label, to: Addresses) -> Iterator[WayOut]:
    """The words and filters to drop, each with its address."""
    for rescue in results.rescue:
        address = to.home(search_params.of(_without(results.query, rescue)))
        yield WayOut(_worded(rescue, results.query, label), rescue.total, address)


def _filter(rescue: Rescue, query: Query) -> tuple[str, str] | None:
    facet, _, value = rescue.drop.partition(":")
    return (facet, value) if facet in FACETS and value in query.selected(facet) else None


def _worded(rescue: Rescue, query: Query, label: Label) -> str:
    dropped = _filter(rescue, query)
    return f"{_('%(name)s:', name=titles()[dropped[0]])} {label(*dropped)}" if dropped else rescue.drop


def _without(query: Query, rescue: Rescue) -> Query:
    dropped = _filter(rescue, query)
    if dropped:
        return toggled(query, *dropped)
    return replace(query, offset=0, text=" ".join(remove_part(query.text, rescue.drop).split()))
