"""The map: themes by countries of experience, in the manner of an evidence gap map. Each cell leads to its lessons."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial
from math import log, log1p

from flask import Blueprint, Response, render_template, request

from policysearch.exporters import csv
from policysearch.query import Query, filters
from policysearch.search.results import Results
from policysearch.text import fold
from policysearch.web import search_params
from policysearch.web.catalogues import gettext as _
from policysearch.web.compare_params import ComparisonParams
from policysearch.web.downloads import provenance
from policysearch.web.search_params import to_params
from policysearch.web.site import addresses, label, language, request_vocabulary, site

evidence_map = Blueprint("evidence_map", __name__)
AXES = ("theme", "experience")
SHADES = 5
MAX_COUNTRIES = 30
MIN_LESSONS = 60  # a map of fewer tells nothing, and the start page does not lead to it
MIN_FILLED_SHARE = 1 / 3
Counts = Mapping[tuple[str, str], int]  # (theme, country) -> lessons


@dataclass(frozen=True, slots=True)
class Heading:
    """A theme or a country: its name and its own page."""

    value: str
    label: str
    address: str


@dataclass(frozen=True, slots=True)
class Cell:
    """The ``count`` lessons at ``address``; ``shade`` is from 0 (no lesson) to SHADES."""

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
    """Rows by columns. ``all_countries`` counts those without a column too; ``legend`` is (shade, fewest, most).

    The gaps: ``empty_themes`` are those of the vocabulary without a lesson on the map, ``empty_countries`` the members
    of its regions without one.
    """

    rows: tuple[Row, ...]
    countries: tuple[Heading, ...]
    all_countries: int
    legend: tuple[tuple[int, int, int], ...]
    empty_themes: tuple[Heading, ...]
    empty_countries: tuple[Heading, ...]


@evidence_map.get("/map")
def map_page() -> str:
    """Show the map of all lessons or of a search; of the most discussed countries or (``countries=all``) of all.

    The map of all lessons is worked out and written once for a generation.
    """
    query = replace(_query(), view="highlights", crosstab=AXES)
    results = site().searcher.search(query)
    all_countries = request.args.get("countries") == "all"
    to, params = addresses(), to_params(query)
    is_search = search_params.is_search(request.args)
    return render_template(
        "map.html",
        make_map=partial(make_map, results, None if all_countries else MAX_COUNTRIES),
        all_countries=all_countries,
        total=results.total,
        text=query.text,
        is_search=is_search,
        summary=provenance.summary(query),
        all_countries_address=to.path("/map", [*(params if is_search else []), ("countries", "all")]),
        results_address=to.home(params),
        compare_params=ComparisonParams((), query).to_params(),
        csv_address=to.bare("/map.csv", [*(params if is_search else []), ("lang", language())]),
    )


@evidence_map.get("/map.csv")
def map_csv() -> Response:
    """Send the counts of all themes by all countries, those without lessons too."""
    results = site().searcher.search(replace(_query(), view="highlights", crosstab=AXES))
    counts, countries, themes = results.crosstab, _countries(results.crosstab), _themes(results.crosstab)
    columns = [*countries, *(heading.value for heading in _empty_countries({*countries}))]
    rows = [*themes, *(heading.value for heading in _empty_themes({*themes}))]
    table = [[_("Theme"), *(label("experience", code) for code in columns)]]
    table += [[label("theme", theme), *(str(counts.get((theme, code), 0)) for code in columns)] for theme in rows]
    response = Response(b"".join(csv.table(table)), mimetype="text/csv")
    response.headers["Content-Disposition"] = 'attachment; filename="map.csv"'
    return response


def is_worth_showing(lessons: Results) -> bool:
    """Return True where ``lessons``, with their crosstab, are enough and fill a third of the cells of a map."""
    countries = {*_countries(lessons.crosstab)[:MAX_COUNTRIES]}
    filled = [pair for pair, count in lessons.crosstab.items() if count and pair[1] in countries]
    cells = len({theme for theme, _country in filled}) * len(countries)
    return lessons.total >= MIN_LESSONS and len(filled) >= MIN_FILLED_SHARE * cells > 0


def make_map(lessons: Results, max_countries: int | None) -> Map:
    """Return the map of the ``max_countries`` most discussed countries (None: of all)."""
    counts, to = lessons.crosstab, addresses()
    countries = _countries(counts)
    columns = tuple(_heading("experience", code, "/countries/") for code in countries[:max_countries])
    highest = max(counts.values(), default=0)

    def cell(theme: str, country: Heading) -> Cell:
        count = counts.get((theme, country.value), 0)
        address = to.home(_cell_params(lessons.query, theme, country.value)) if count else ""
        return Cell(country, count, shade(count, highest), address)

    themes = _themes(counts)
    rows = tuple(
        Row(_heading("theme", theme, "/themes/"), tuple(cell(theme, column) for column in columns)) for theme in themes
    )
    return Map(
        rows, columns, len(countries), _legend(highest), _empty_themes({*themes}), _empty_countries({*countries})
    )


def shade(count: int, highest: int) -> int:
    """Return the shade of a count, by its logarithm, so that a few large counts do not make the rest look empty."""
    return 1 + int(SHADES * log(count) / log1p(highest)) if count else 0


def _query() -> Query:
    params = search_params.parse_lenient(request.args).without_window()
    return params.query(request_vocabulary(), language())


def _heading(facet: str, value: str, folder: str) -> Heading:
    return Heading(value, label(facet, value), addresses().path(folder + value))


def _cell_params(query: Query, theme: str, country: str) -> list[tuple[str, str]]:
    selections = dict(query.filters) | {"theme": (theme,), "experience": (country,)}
    return to_params(replace(query, filters=filters(selections)))


def _countries(counts: Counts) -> list[str]:
    """Return the countries, the most discussed first."""
    totals = Counter[str]()
    for (_theme, country), count in counts.items():
        totals[country] += count
    return sorted((code for code, total in totals.items() if total), key=lambda code: (-totals[code], code))


def _themes(counts: Counts) -> list[str]:
    """Return the themes in the vocabulary's order, then those it does not have."""
    used = {theme for (theme, _country), count in counts.items() if count}
    in_vocabulary = [theme.id for theme in request_vocabulary().themes if theme.id in used]
    return [*in_vocabulary, *sorted(used - {*in_vocabulary})]


def _empty_themes(used: set[str]) -> tuple[Heading, ...]:
    return tuple(_heading("theme", t.id, "/themes/") for t in request_vocabulary().themes if t.id not in used)


def _empty_countries(used: set[str]) -> tuple[Heading, ...]:
    """Return the members of the vocabulary's regions that are not ``used``, by name; never all countries there are."""
    members = {code for region in request_vocabulary().regions for code in region.members}
    headings = [_heading("experience", code, "/countries/") for code in members - used]
    return tuple(sorted(headings, key=lambda heading: fold(heading.label)))


def _legend(highest: int) -> tuple[tuple[int, int, int], ...]:
    shades: dict[int, list[int]] = {}
    for count in range(1, highest + 1):
        shades.setdefault(shade(count, highest), []).append(count)
    return tuple((number, counts[0], counts[-1]) for number, counts in shades.items())
