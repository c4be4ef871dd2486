"""The map: themes by countries of experience, in the manner of an evidence gap map. Each cell leads to its lessons."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from math import log, log1p

from flask import Blueprint, render_template, request

from policysearch.query import Query
from policysearch.query import filters as filtering
from policysearch.search.results import Results
from policysearch.web import search_params
from policysearch.web.downloads import provenance
from policysearch.web.site import addresses, label, language, site

maps = Blueprint("maps", __name__)
AXES = ("theme", "experience")
SHADES = 5
MOST_COUNTRIES = 30
FEWEST_LESSONS = 60  # below these a map tells nothing, and the start page does not lead to it
FEWEST_FILLED = 1 / 3
Counts = Mapping[tuple[str, str], int]


@dataclass(frozen=True, slots=True)
class Heading:
    """A theme or a country, worded, and its own page."""

    value: str
    label: str
    address: str


@dataclass(frozen=True, slots=True)
class Cell:
    """``shade`` is from 0 (no lesson) to SHADES; ``address`` leads to the ``count`` lessons."""

    country: Heading
    count: int
    shade: int
    address: str


@dataclass(frozen=True, slots=True)
class Row:
    """One theme and its lessons by country."""

    theme: Heading
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Map:
    """``of`` is how many countries there are, on the map or not; ``legend`` has (shade, fewest, most) lessons."""

    rows: tuple[Row, ...]
    countries: tuple[Heading, ...]
    of: int
    legend: tuple[tuple[int, int, int], ...]


@maps.get("/map")
def page() -> str:
    """Of all lessons, or of those that a search finds; of the most discussed countries, or (``countries=all``) all."""
    query = replace(_asked(), view="highlights", crosstab=AXES)
    results = site().searcher.search(query)
    every = request.args.get("countries") == "all"
    to, asked = addresses(), search_params.of(query)
    searched = search_params.asks(request.args)
    kept = asked if searched else []
    return render_template(
        "map.html",
        map=draw(results, None if every else MOST_COUNTRIES),
        total=results.total,
        text=query.text,
        searched=searched,
        summary=provenance.summary(query),
        every=every,
        wider=to.path("/map", [*kept, ("countries", "all")]),
        listed=to.home(asked),
    )


def worth_showing(lessons: Results) -> bool:
    """Whether a map of ``lessons`` (which have its crosstab) would tell something: lessons enough, a third filled."""
    countries = {*_countries(lessons.crosstab)[:MOST_COUNTRIES]}
    filled = [pair for pair, count in lessons.crosstab.items() if count and pair[1] in countries]
    cells = len({theme for theme, _country in filled}) * len(countries)
    return lessons.total >= FEWEST_LESSONS and len(filled) >= FEWEST_FILLED * cells > 0


def draw(lessons: Results, most: int | None) -> Map:
    """The map of the ``most`` discussed countries (None: of all)."""
    counts, to = lessons.crosstab, addresses()
    countries = _countries(counts)
    columns = tuple(_heading("experience", code, "/countries/") for code in countries[:most])
    highest = max(counts.values(), default=0)

    def cell(theme: str, country: Heading) -> Cell:
        count = counts.get((theme, country.value), 0)
        address = to.home(_only(lessons.query, theme, country.value)) if count else ""
        return Cell(country, count, shade(count, highest), address)

    rows = tuple(
        Row(_heading("theme", theme, "/themes/"), tuple(cell(theme, column) for column in columns))
        for theme in _themes(counts)
    )
    return Map(rows, columns, len(countries), _legend(highest))


def shade(count: int, highest: int) -> int:
    """How dark: by the logarithm, so that a few large counts do not make all others look empty."""
    return 1 + int(SHADES * log(count) / log1p(highest)) if count else 0


def _asked() -> Query:
    asked = search_params.leniently(request.args).whole()
    return asked.query(site().searcher.vocabulary, language())


def _heading(facet: str, value: str, folder: str) -> Heading:
    return Heading(value, label(facet, value), addresses().path(folder + value))


def _only(query: Query, theme: str, country: str) -> list[tuple[str, str]]:
    selections = dict(query.filters) | {"theme": (theme,), "experience": (country,)}
    return search_params.of(replace(query, filters=filtering(selections)))


def _countries(counts: Counts) -> list[str]:
    """The countries, those with most first."""
    totals = Counter[str]()
    for (_theme, country), count in counts.items():
        totals[country] += count
    return sorted((code for code, total in totals.items() if total), key=lambda code: (-totals[code], code))


def _themes(counts: Counts) -> list[str]:
    """The themes in the vocabulary's order, then those it does not have."""
    found = {theme for (theme, _country), count in counts.items() if count}
    known = [theme.id for theme in site().searcher.vocabulary.themes if theme.id in found]
    return [*known, *sorted(found - {*known})]


def _legend(highest: int) -> tuple[tuple[int, int, int], ...]:
    shades: dict[int, list[int]] = {}
    for count in range(1, highest + 1):
        shades.setdefault(shade(count, highest), []).append(count)
    return tuple((darkness, counts[0], counts[-1]) for darkness, counts in shades.items())
