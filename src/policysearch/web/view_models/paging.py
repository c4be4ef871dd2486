"""Pages of results, and the ways out of a search that found little."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from policysearch.query import MAX_WINDOW, Query, remove_part
from policysearch.search.results import Results, WayOut
from policysearch.web.addresses import Addresses
from policysearch.web.catalogues import gettext as _
from policysearch.web.search_params import GENERATION, to_params
from policysearch.web.view_models.chips import toggle
from policysearch.web.view_models.counted_link import CountedLink
from policysearch.web.view_models.facets import titles
from policysearch.web.view_models.labels import Label
from policysearch.web.view_models.ranges import ranges


@dataclass(frozen=True, slots=True)
class Paging:
    """The reader's position: page ``number`` of ``count``; addresses are None where there is no such page."""

    number: int
    count: int
    previous: str | None
    next: str | None


def paging(results: Results, to: Addresses) -> Paging:
    """Return the position among the pages that can be reached: none begins beyond the window of MAX_WINDOW results."""
    query = results.query
    params = page_params(results)
    reachable = min(results.total, MAX_WINDOW)
    count = -(-reachable // query.limit)
    number = query.offset // query.limit + 1

    def page(offset: int) -> str:
        return to.home(params(offset))

    next_offset = query.offset + query.limit
    return Paging(
        number,
        count,
        page(max(query.offset - query.limit, 0)) if query.offset else None,
        page(next_offset) if next_offset < reachable and next_offset + query.limit <= MAX_WINDOW else None,
    )


def page_params(results: Results) -> Callable[[int], list[tuple[str, str]]]:
    """Return what gives the parameters of another page of the same list, from its offset.

    They name the version of the collection, so that no hit is repeated or left out where it changes meanwhile. Where
    meaning could not take part for a moment, it does not on other pages either.
    """
    query = results.query if results.is_final else replace(results.query, meaning=False)
    version = results.version or results.generation
    return lambda offset: [*to_params(query, offset), (GENERATION, version)]


def ways_out(results: Results, label: Label, to: Addresses) -> Iterator[CountedLink]:
    """Yield the words and filters to drop, each with the results that this gives."""
    for way in results.ways_out:
        address = to.home(to_params(_without(results.query, way)))
        yield CountedLink(_text(way, results.query, label), way.total, address)


def _text(way: WayOut, query: Query, label: Label) -> str:
    if not way.facet:
        return way.value
    of_range = ranges(query).get(way.facet)
    title, words = of_range[:2] if of_range else (titles()[way.facet], label(way.facet, way.value))
    return f"{_('%(name)s:', name=title)} {words}"


def _without(query: Query, way: WayOut) -> Query:
    if way.facet == "years":
        return replace(query, offset=0, years=None)
    if way.facet == "since":
        return replace(query, offset=0, since=None)
    if way.facet:
        return toggle(query, way.facet, way.value)
    return replace(query, offset=0, text=" ".join(remove_part(query.text, way.value).split()))
