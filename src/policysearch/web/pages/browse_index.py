"""What there is to browse by, whole: all themes, all countries, all years, with their counts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from flask import Blueprint, render_template, request
from flask_babel import gettext as _
from flask_babel import ngettext

from policysearch.query import Query, View
from policysearch.text import fold
from policysearch.web.layout import number
from policysearch.web.site import addresses, label, language, site

lists = Blueprint("lists", __name__)
Counts = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Listed:
    """One value, worded, with its page and what is there ("3 lessons, 1 workshop"); themes stand under broader ones."""

    label: str
    address: str
    counts: str
    narrower: tuple[Listed, ...] = ()


@lists.get("/themes")
def themes() -> str:
    """Every theme of the vocabulary that there is something about, narrower ones under their broader one."""
    lessons, workshops = counted("highlights", "theme"), counted("workshops", "theme")
    known = site().searcher.vocabulary.themes
    found = {*lessons, *workshops}
    ids = [theme.id for theme in known if theme.id in found]
    ids += sorted(found - {*ids})
    broader = {theme.id: theme.broader for theme in known}

    def under(parent: str) -> Iterator[Listed]:
        for one in ids:
            held = broader.get(one, "")
            if (held if held in found and held != one else "") == parent:
                yield _listed("theme", one, _said(lessons.get(one, 0), workshops.get(one, 0)), tuple(under(one)))

    return _page(_("Themes"), under(""))


@lists.get("/countries")
def countries() -> str:
    """Every country that a lesson speaks of or a workshop was held in, by name."""
    lessons, workshops = counted("highlights", "experience"), counted("workshops", "country")
    codes = sorted({*lessons, *workshops}, key=lambda code: fold(label("country", code)))
    shown = (_listed("country", code, _said(lessons.get(code, 0), workshops.get(code, 0))) for code in codes)
    return _page(_("Countries"), shown)


@lists.get("/years")
def years() -> str:
    """Every year with a workshop, the newest first."""
    lessons, workshops = counted("highlights", "year"), counted("workshops", "year")
    shown = (_listed("year", year, _said(lessons.get(year, 0), workshops[year])) for year in sorted(workshops)[::-1])
    return _page(_("Years"), shown)


FOLDERS = {"theme": "/themes/", "country": "/countries/", "year": "/years/"}


def counted(view: View, facet: str) -> Counts:
    """How many documents each value of ``facet`` has: all values, where a Results' facets are the most frequent."""
    crossed = site().searcher.search(Query(view=view, limit=1, language=language(), crosstab=(facet, facet))).crosstab
    return {value: count for (value, other), count in crossed.items() if value == other and count}


def _listed(facet: str, value: str, counts: str, narrower: tuple[Listed, ...] = ()) -> Listed:
    return Listed(label(facet, value), addresses().path(FOLDERS[facet] + value), counts, narrower)


def _said(lessons: int, workshops: int) -> str:
    """Both counts in words, a count of nothing left out."""
    parts = [
        ngettext("%(count)s lesson", "%(count)s lessons", lessons, count=number(lessons)) if lessons else "",
        ngettext("%(count)s workshop", "%(count)s workshops", workshops, count=number(workshops)) if workshops else "",
    ]
    return ", ".join(filter(None, parts))


def _page(title: str, listed: Iterable[Listed]) -> str:
    asked = [("lang", language())] if "lang" in request.args else []
    canonical = addresses().absolute(site().addresses.bare(request.path, asked))
    return render_template("list.html", title=title, listed=[*listed], canonical=canonical)
