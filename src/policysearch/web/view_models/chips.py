"""The chosen filters, each with the address of the results without it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from policysearch.query import Query, filters
from policysearch.web import search_params
from policysearch.web.addresses import Addresses
from policysearch.web.view_models.facets import selected_facets, titles
from policysearch.web.view_models.labels import Label
from policysearch.web.view_models.ranges import ranges


@dataclass(frozen=True, slots=True)
class Chip:
    """One selected value and the address of the results without it."""

    title: str
    label: str
    address: str


def chips(query: Query, label: Label, to: Addresses) -> list[Chip]:
    """Return the selected values, and the ranges."""
    facet_titles = titles()
    params = search_params.to_params(query, 0)
    of_facets = [
        Chip(facet_titles[facet], label(facet, value), to.home(toggle_params(params, facet, value)))
        for facet, value in selected_facets(query)
    ]
    of_ranges = [
        Chip(title, words, to.home([param for param in params if param[0] not in names]))
        for title, words, names in ranges(query).values()
    ]
    return of_facets + of_ranges


def toggle(query: Query, facet: str, value: str) -> Query:
    """Return the query with a facet's value selected or, where it was selected, without it."""
    selections = dict(query.filters)
    values = {*selections.get(facet, ())} ^ {value}
    return replace(query, offset=0, filters=filters({**selections, facet: tuple(values)}))


def toggle_params(params: list[tuple[str, str]], facet: str, value: str) -> list[tuple[str, str]]:
    """Return ``params`` as ``toggle`` changes them. For many values of one query it is faster than a new query each."""
    pair = (facet, value)
    remaining = [param for param in params if param != pair]
    return remaining if len(remaining) < len(params) else sorted([*params, pair], key=_position)


def _position(pair: tuple[str, str]) -> tuple[int, str]:
    return search_params.ORDER.index(pair[0]), pair[1]
