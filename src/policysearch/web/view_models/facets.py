"""Facets as a page shows them: groups of choices, the chips of what is chosen, the years as bars."""

from __future__ import annotations

from dataclasses import dataclass, replace

from flask_babel import gettext as _

from policysearch import query as asking
from policysearch.query import Query
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
    """One value of a facet, worded."""

    value: str
    label: str
    count: int
    selected: bool


@dataclass(frozen=True, slots=True)
class Group:
    """One facet. ``total`` is how many values there are, shown or not."""

    name: str
    title: str
    choices: tuple[Choice, ...]
    open: bool
    total: int


@dataclass(frozen=True, slots=True)
class Chip:
    """One selected value and the address without it."""

    title: str
    label: str
    address: str


@dataclass(frozen=True, slots=True)
class Bar:
    """One year. ``height`` is out of BAR_HEIGHT; ``address`` toggles the year (empty: nothing of that year)."""

    year: str
    count: int
    selected: bool
    height: int
    address: str


def titles() -> dict[str, str]:
    """The facets' names in the reader's language."""
    return {
        "experience": _("Experience from"),
        "theme": _("Theme"),
        "year": _("Year"),
        "country": _("Workshop held in"),
        "partner": _("Organizer or partner"),
        "language": _("Language of the text"),
    }


def groups(results: Results, label: Label) -> list[Group]:
    """The facets that divide these results (or are selected), in their order."""
    named = titles()
    return [
        Group(
            name=facet,
            title=named[facet],
            choices=tuple(Choice(b.value, label(facet, b.value), b.count, b.selected) for b in _sorted(facet, buckets)),
            open=facet in OPEN or any(bucket.selected for bucket in buckets),
            total=results.facet_totals.get(facet, len(buckets)),
        )
        for facet in ORDER
        if _divides(buckets := results.facets.get(facet, ()), results.total)
    ]


def _divides(buckets: tuple[Bucket, ...], total: int) -> bool:
    return any(bucket.selected or bucket.count < total for bucket in buckets)


def _sorted(facet: str, buckets: tuple[Bucket, ...]) -> tuple[Bucket, ...]:
    """Selected ones first, so that none hides in a long list; years newest first."""
    if facet == "year":
        return tuple(sorted(buckets, key=lambda bucket: bucket.value, reverse=True))
    return tuple(sorted(buckets, key=lambda bucket: not bucket.selected))


def _toggled(asked: list[tuple[str, str]], facet: str, value: str) -> list[tuple[str, str]]:
    """``toggled`` on parameters, for many values of one query: a query made anew for each would cost more."""
    pair = (facet, value)
    kept = [one for one in asked if one != pair]
    return kept if len(kept) < len(asked) else sorted([*asked, pair], key=_place)


def _place(pair: tuple[str, str]) -> tuple[int, str]:
    return search_params.ORDER.index(pair[0]), pair[1]


def toggled(query: Query, facet: str, value: str) -> Query:
    """The query with a facet's value selected or, where it was, not."""
    selections = dict(query.filters)
    values = {*selections.get(facet, ())} ^ {value}
    return replace(query, offset=0, filters=asking.filters({**selections, facet: tuple(values)}))


def chips(query: Query, label: Label, to: Addresses) -> list[Chip]:
    """What is selected, each removable."""
    named, selections = titles(), dict(query.filters)
    asked = search_params.of(replace(query, offset=0))
    return [
        Chip(named[facet], label(facet, value), to.home(_toggled(asked, facet, value)))
        for facet in ORDER
        for value in selections.get(facet, ())
    ]


def bars(results: Results, to: Addresses) -> list[Bar]:
    """The years, oldest first, those between without results too; none where they are too few to draw."""
    years = {int(bucket.value): bucket for bucket in results.facets.get("year", ())}
    if len(years) < FEWEST_YEARS:
        return []
    highest = max(bucket.count for bucket in years.values()) or 1
    asked = search_params.of(replace(results.query, offset=0))

    def bar(year: int) -> Bar:
        bucket = years.get(year)
        if bucket is None:
            return Bar(str(year), 0, False, 0, "")
        height = max(round(bucket.count / highest * BAR_HEIGHT), 1 if bucket.count else 0)
        return Bar(bucket.value, bucket.count, bucket.selected, height, to.home(_toggled(asked, "year", bucket.value)))

    span = range(min(years), max(years) + 1)
    return [bar(year) for year in (span if len(span) <= WIDEST_SPAN else sorted(years))]
