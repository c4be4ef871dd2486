"""Pages to browse by: a theme, a country (discussed, or host), a year."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import Blueprint, abort, redirect, render_template, request
from werkzeug.wrappers import Response

from policysearch.model.document import FACETS
from policysearch.query import Query, View, filters
from policysearch.search.results import Hit, Results
from policysearch.vocabulary import country_code
from policysearch.web.catalogues import gettext as _
from policysearch.web.languages import number
from policysearch.web.pages.browse_index import count_values
from policysearch.web.search_params import to_params
from policysearch.web.site import addresses, label, labels, language, request_vocabulary, site
from policysearch.web.view_models import facets
from policysearch.web.view_models.brief_selection import lesson_boxes
from policysearch.web.view_models.counted_link import CountedLink
from policysearch.web.view_models.gaps import Gap, gaps, neighbouring_countries, neighbouring_themes
from policysearch.web.view_models.year_bars import YearBars, year_bars

browse = Blueprint("browse", __name__)
NARROWING = ("experience", "theme", "year")
MAX_LINKS = 12


@dataclass(frozen=True, slots=True)
class Section:
    """Lessons or workshops under a heading: the newest ``hits`` of ``total``, and the ``address`` of all of them.

    ``narrowing`` are (facet's title, its values) to narrow them by, ``bars`` the years where they are many. ``params``
    are the parameters of the search.
    """

    title: str
    total: int
    hits: tuple[Hit, ...]
    narrowing: tuple[tuple[str, tuple[CountedLink, ...]], ...]
    bars: YearBars | None
    address: str
    params: list[tuple[str, str]]


@browse.get("/themes/<theme>")
def theme(theme: str) -> str | Response:
    """Show the lessons about a theme, and its workshops."""
    if theme != theme.lower():
        return redirect(addresses().path(f"/themes/{theme.lower()}"), 301)
    themes = {entry.id: entry for entry in request_vocabulary().themes}
    sections = [
        _section(_("Lessons"), "highlights", "theme", theme),
        _section(_("Workshops on this theme"), "workshops", "theme", theme),
    ]
    broader = [themes[theme].broader] if theme in themes and themes[theme].broader else []
    narrower = [entry.id for entry in themes.values() if entry.broader == theme]
    around = [(_("Broader theme"), _theme_links(broader)), (_("Narrower themes"), _theme_links(narrower))]
    used = {*count_values("highlights", "theme"), *count_values("workshops", "theme")}
    empty = gaps("theme", "/themes/", neighbouring_themes(request_vocabulary(), theme), used)
    return _page(
        _("Theme"),
        label("theme", theme),
        sections,
        exists=theme in themes,
        around=around,
        gaps=empty,
        compare=("theme", theme),
    )


@browse.get("/countries/<code>")
def country(code: str) -> str | Response:
    """Show the lessons about a country's experience, and the workshops held there."""
    if code.lower() in request_vocabulary().region_ids.values():
        return _region(code)
    if code != code.upper():
        return redirect(addresses().path(f"/countries/{code.upper()}"), 301)
    sections = [
        _section(_("Lessons about this country’s experience"), "highlights", "experience", code),
        _section(_("Workshops held there"), "workshops", "country", code),
    ]
    exists = country_code(code) == code
    return _page(
        _("Country"),
        label("experience", code),
        sections,
        exists=exists,
        gaps=_empty_countries(code),
        compare=("experience", code),
    )


def _region(region: str) -> str | Response:
    """Show the lessons about a region's experience."""
    if region != region.lower():
        return redirect(addresses().path(f"/countries/{region.lower()}"), 301)
    sections = [_section(_("Lessons about this region’s experience"), "highlights", "experience", region)]
    return _page(
        _("Region"),
        label("experience", region),
        sections,
        exists=True,
        gaps=_empty_countries(region),
        compare=("experience", region),
    )


def _empty_countries(place: str) -> list[Gap]:
    used = {*count_values("highlights", "experience"), *count_values("workshops", "country")}
    return gaps("experience", "/countries/", neighbouring_countries(request_vocabulary(), place), used)


@browse.get("/years/<int(fixed_digits=4):year>")
def year(year: int) -> str:
    """Show the workshops of a year."""
    sections = [_section(_("Workshops of this year"), "workshops", "year", str(year))]
    return _page(_("Year"), str(year), sections, neighbours=_neighbouring_years(year))


def _section(title: str, view: View, facet: str, value: str) -> Section:
    selection = filters({facet: (value,)})
    query = Query(view=view, sort="newest", language=language(), filters=selection, facets=NARROWING)
    results, params = site().searcher.search(query), to_params(query)
    bars = year_bars(results) if facet != "year" else None
    names = [name for name in NARROWING if name != facet and not (name == "year" and bars)]
    links_by_name = ((name, _narrowing_links(results, name, params)) for name in names)
    narrowing = tuple((facets.titles()[name], links) for name, links in links_by_name if links)
    return Section(title, results.total, results.hits, narrowing, bars, addresses().home(params), params)


def _narrowing_links(results: Results, facet: str, params: list[tuple[str, str]]) -> tuple[CountedLink, ...]:
    """Return the most frequent values of another facet than that of ``params``, without those that all results have.

    Addresses are those that ``to_params`` makes, whose parameters stand in one order.
    """
    buckets = [bucket for bucket in results.facets.get(facet, ()) if bucket.count < results.total][:MAX_LINKS]
    name, to = labels(), addresses()
    place = 1 + (FACETS.index(facet) > FACETS.index(params[1][0]))
    return tuple(
        CountedLink(name(facet, value), count, to.home([*params[:place], (facet, value), *params[place:]]))
        for value, count, _selected in buckets
    )


def _theme_links(ids: list[str]) -> list[tuple[str, str]]:
    return [(label("theme", theme), addresses().path(f"/themes/{theme}")) for theme in ids]


def _neighbouring_years(year: int) -> tuple[str | None, str | None]:
    """Return the addresses of the nearest earlier and later years with workshops; None where there is none."""
    results = site().searcher.search(Query(limit=1, language=language()))
    years = [int(bucket.value) for bucket in results.facets.get("year", ())]
    earlier, later = [number for number in years if number < year], [number for number in years if number > year]
    to = addresses()
    return (
        to.path(f"/years/{max(earlier)}") if earlier else None,
        to.path(f"/years/{min(later)}") if later else None,
    )


def _page(
    kind: str,
    title: str,
    sections: list[Section],
    exists: bool = False,
    compare: tuple[str, str] | None = None,
    **variables: Any,
) -> str:
    """Return the page, or abort with 404 where it has no documents and is not known to ``exist`` without them.

    ``compare`` is the parameter of the comparison that the page leads to.
    """
    filled = [section for section in sections if section.total]
    if not filled and not exists:
        abort(404)
    return render_template(
        "browse.html",
        kind=kind,
        folder=request.path.rpartition("/")[0],
        title=title,
        main=filled[0] if filled else None,
        more_sections=filled[1:],
        boxes=lesson_boxes(filled[0].hits) if filled else (),
        description=f"{kind}: {title}. {_counts(filled)}",
        compare_address=addresses().path("/compare", [compare]) if compare else "",
        **variables,
    )


def _counts(sections: list[Section]) -> str:
    return ", ".join(f"{section.title}: {number(section.total)}" for section in sections)
