"""Pages to browse by: a theme, a country (spoken of, or host), a year."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from flask import Blueprint, abort, redirect, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from policysearch.query import Query, View
from policysearch.query import filters as filtering
from policysearch.search.results import Hit, Results
from policysearch.vocabulary import country_code
from policysearch.web import search_params
from policysearch.web.layout import number
from policysearch.web.site import addresses, label, language, site
from policysearch.web.view_models import brief_selection, facets
from policysearch.web.view_models.facets import Bar

browse = Blueprint("browse", __name__)
NARROWING = ("experience", "theme", "year")
MOST_WAYS = 12


@dataclass(frozen=True, slots=True)
class Way:
    """One more condition to narrow a section by: in words, with its count."""

    label: str
    count: int
    address: str


@dataclass(frozen=True, slots=True)
class Section:
    """Lessons or workshops under a heading: the newest ``hits``, how many there are, and where all of them are.

    ``ways`` are (facet's title, its values) to narrow them by, ``bars`` the years to do so where they are many.
    """

    title: str
    total: int
    hits: tuple[Hit, ...]
    ways: tuple[tuple[str, tuple[Way, ...]], ...]
    bars: list[Bar]
    all: str
    asked: list[tuple[str, str]]


@browse.get("/themes/<theme>")
def theme(theme: str) -> str | Response:
    """The lessons about a theme, and the workshops it was a theme of."""
    if theme != theme.lower():
        return redirect(addresses().path(f"/themes/{theme.lower()}"), 301)
    known = {one.id: one for one in site().searcher.vocabulary.themes}
    sections = [
        _section(_("Lessons"), "highlights", "theme", theme),
        _section(_("Workshops on this theme"), "workshops", "theme", theme),
    ]
    broader = [known[theme].broader] if theme in known and known[theme].broader else []
    narrower = [one.id for one in known.values() if one.broader == theme]
    around = [(_("Broader theme"), _themes(broader)), (_("Narrower themes"), _themes(narrower))]
    return _page(_("Theme"), label("theme", theme), sections, known=theme in known, around=around)


@browse.get("/countries/<code>")
def country(code: str) -> str | Response:
    """What was said of a country's experience, and the workshops held there."""
    if code != code.upper():
        return redirect(addresses().path(f"/countries/{code.upper()}"), 301)
    sections = [
        _section(_("Lessons that speak of its experience"), "highlights", "experience", code),
        _section(_("Workshops held there"), "workshops", "country", code),
    ]
    return _page(_("Country"), label("experience", code), sections, known=country_code(code) == code)


@browse.get("/years/<int(fixed_digits=4):year>")
def year(year: int) -> str:
    """The workshops of a year."""
    sections = [_section(_("Workshops of this year"), "workshops", "year", str(year))]
    return _page(_("Year"), str(year), sections, neighbours=_years(year))


def _section(title: str, view: View, facet: str, value: str) -> Section:
    query = Query(view=view, sort="newest", language=language(), filters=filtering({facet: (value,)}))
    results, asked = site().searcher.search(query), search_params.of(query)
    bars = facets.bars(results, addresses()) if facet != "year" else []
    narrowing = [name for name in NARROWING if name != facet and not (name == "year" and bars)]
    ways = tuple((facets.titles()[name], ways) for name in narrowing if (ways := _ways(results, name)))
    return Section(title, results.total, results.hits, ways, bars, addresses().home(asked), asked)


def _ways(results: Results, facet: str) -> tuple[Way, ...]:
    """The most frequent values of another facet; of those that narrow anything."""
    query = results.query
    buckets = [bucket for bucket in results.facets.get(facet, ()) if bucket.count < results.total]

    def way(value: str, count: int) -> Way:
        narrowed = replace(query, filters=filtering({**dict(query.filters), facet: (value,)}))
        return Way(label(facet, value), count, addresses().home(search_params.of(narrowed)))

    return tuple(way(one.value, one.count) for one in buckets[:MOST_WAYS])


def _themes(ids: list[str]) -> list[tuple[str, str]]:
    return [(label("theme", one), addresses().path(f"/themes/{one}")) for one in ids]


def _years(year: int) -> tuple[str | None, str | None]:
    """The pages of the years before and after that there are workshops of."""
    everything = site().searcher.search(Query(limit=1, language=language()))
    held = [int(bucket.value) for bucket in everything.facets.get("year", ())]
    before, after = [one for one in held if one < year], [one for one in held if one > year]
    to = addresses()
    return (
        to.path(f"/years/{max(before)}") if before else None,
        to.path(f"/years/{min(after)}") if after else None,
    )


def _page(kind: str, title: str, sections: list[Section], known: bool = False, **more: Any) -> str:
    """The page; what is not ``known`` and has nothing in the collection does not exist."""
    filled = [section for section in sections if section.total]
    if not filled and not known:
        abort(404)
    asked = [("lang", language())] if "lang" in request.args else []
    return render_template(
        "browse.html",
        kind=kind,
        folder=request.path.rpartition("/")[0],
        title=title,
        main=filled[0] if filled else None,
        others=filled[1:],
        boxes=brief_selection.shown(filled[0].hits) if filled else (),
        description=f"{kind}: {title}. {_counts(filled)}",
        canonical=addresses().absolute(site().addresses.bare(request.path, asked)),
        **more,
    )


def _counts(sections: list[Section]) -> str:
    return ", ".join(f"{section.title}: {number(section.total)}" for section in sections)
