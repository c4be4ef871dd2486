"""Facets as a page shows them: groups of choices, chips of the selected values, bars of the years."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from flask_babel import gettext as _

from policysearch.query import Query, filters
from policysearch.search.results import Bucket, Results
from policysearch.web import search_params
from policysearch.web.addresses import Addresses
from policysearch.web.view_models.labels import Label

ORDER = ("experience", "theme", "year", "country", "partner", "language")
OPEN = ORDER[:3]
FEWEST_YEARS = 5
WIDEST_SPAN = 120
BAR_HEIGHT = 48


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a facet with its name; ``through`` is the name of a narrower one that is counted too."""

    value: str
    label: str
    count: int
    selected: bool
    through: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """One facet. ``total`` is the number of its values, of which ``choices`` are the most frequent."""

    name: str
    title: str
    choices: tuple[Choice, ...]
    open: bool
    total: int


@dataclass(frozen=True, slots=True)
class Chip:
    """One selected value and the address of the results without it."""

    title: str
    label: str
    address: str


@dataclass(frozen=True, slots=True)
class Bar:
    """One year. ``height`` is out of BAR_HEIGHT; ``address`` toggles the year (empty: the year has no results)."""

    year: str
    count: int
    selected: bool
    height: int
    address: str


def titles() -> dict[str, str]:
    """Return the facets' names in the reader's language."""
    return {
        "experience": _("Experience from"),
        "theme": _("Theme"),
        "year": _("Year"),
        "country": _("Workshop held in"),
        "partner": _("Organizer or partner"),
        "language": _("Language of the text"),
    }


def groups(results: Results, label: Label) -> list[Group]:
    """Return the facets that divide these results (or are selected), in their order."""
    facet_titles = titles()
    return [
        Group(
            name=facet,
            title=facet_titles[facet],
            choices=choices(_sorted(facet, buckets), facet, label, results),
            open=facet in OPEN or any(bucket.selected for bucket in buckets),
            total=results.facet_totals.get(facet, len(buckets)),
        )
        for facet in ORDER
        if _divides(buckets := results.facets.get(facet, ()), results.total)
    ]


def choices(buckets: Iterable[Bucket], facet: str, label: Label, results: Results) -> tuple[Choice, ...]:
    """Return the values of ``buckets`` with their names."""
    through = {value: label(facet, narrower) for (name, value), narrower in results.through.items() if name == facet}
    return tuple(Choice(b.value, label(facet, b.value), b.count, b.selected, through.get(b.value, "")) for b in buckets)


def _divides(buckets: tuple[Bucket, ...], total: int) -> bool:
    return any(bucket.selected or bucket.count < total for bucket in buckets)


def _sorted(facet: str, buckets: tuple[Bucket, ...]) -> tuple[Bucket, ...]:
    """Return the selected buckets first, so that none hides in a long list; years newest first."""
    if facet == "year":
        return tuple(sorted(buckets, key=lambda bucket: bucket.value, reverse=True))
    return tuple(sorted(buckets, key=lambda bucket: not bucket.selected))


def _toggle_params(params: list[tuple[str, str]], facet: str, value: str) -> list[tuple[str, str]]:
    """Return ``params`` as ``toggle`` changes them. For many values of one query it is faster than a new query each."""
    pair = (facet, value)
    remaining = [param for param in params if param != pair]
    return remaining if len(remaining) < len(params) else sorted([*params, pair], key=_position)


def _position(pair: tuple[str, str]) -> tuple[int, str]:
    return search_params.ORDER.index(pair[0]), pair[1]


def toggle(query: Query, facet: str, value: str) -> Query:
    """Return the query with a facet's value selected or, where it was selected, without it."""
    selections = dict(query.filters)
    values = {*selections.get(facet, ())} ^ {value}
    return replace(query, offset=0, filters=filters({**selections, facet: tuple(values)}))


def chips(query: Query, label: Label, to: Addresses) -> list[Chip]:
    """Return the selected values."""
    facet_titles, selections = titles(), dict(query.filters)
    params = search_params.to_params(replace(query, offset=0))
    return [
        Chip(facet_titles[facet], label(facet, value), to.home(_toggle_params(params, facet, value)))
        for facet in ORDER
        for value in selections.get(facet, ())
    ]


def bars(results: Results, to: Addresses) -> list[Bar]:
    """Return the years from the first to the last one, oldest first; none where they are too few to draw."""
    years = {int(bucket.value): bucket for bucket in results.facets.get("year", ())}
    if len(years) < FEWEST_YEARS:
        return []
    highest = max(bucket.count for bucket in years.values()) or 1
    params = search_params.to_params(replace(results.query, offset=0))

    def bar(year: int) -> Bar:
        bucket = years.get(year)
        if bucket is None:
            return Bar(str(year), 0, False, 0, "")
        height = max(round(bucket.count / highest * BAR_HEIGHT), 1 if bucket.count else 0)
        address = to.home(_toggle_params(params, "year", bucket.value))
        return Bar(bucket.value, bucket.count, bucket.selected, height, address)

    span = range(min(years), max(years) + 1)
    return [bar(year) for year in (span if len(span) <= WIDEST_SPAN else sorted(years))]
