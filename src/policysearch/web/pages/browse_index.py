"""The index of pages to browse by: all themes, all countries, all years, with their counts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from flask import Blueprint, render_template

from policysearch.query import Query, View
from policysearch.text import fold
from policysearch.web.catalogues import gettext as _
from policysearch.web.catalogues import ngettext
from policysearch.web.languages import number
from policysearch.web.site import addresses, label, language, request_vocabulary, site

browse_index = Blueprint("browse_index", __name__)
FOLDERS = {"theme": "/themes/", "experience": "/countries/", "year": "/years/"}
Counts = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """One value with its page and its ``counts`` in words ("3 lessons, 1 workshop"); a theme has its narrower ones."""

    label: str
    address: str
    counts: str
    narrower: tuple[IndexEntry, ...] = ()


@browse_index.get("/themes")
def themes() -> str:
    """Show every theme with a document, narrower ones under their broader one."""
    lessons, workshops = count_values("highlights", "theme"), count_values("workshops", "theme")
    used = {*lessons, *workshops}
    ids = [theme.id for theme in request_vocabulary().themes if theme.id in used]
    ids += sorted(used - {*ids})
    broader = {theme.id: theme.broader for theme in request_vocabulary().themes}

    def parent_of(theme: str) -> str:
        parent = broader.get(theme, "")
        return parent if parent in used and parent != theme else ""

    def under(parent: str) -> Iterator[IndexEntry]:
        for theme in ids:
            if parent_of(theme) == parent:
                counts = _counts(lessons.get(theme, 0), workshops.get(theme, 0))
                yield _entry("theme", theme, counts, tuple(under(theme)))

    return _page(_("Themes"), under(""))


@browse_index.get("/countries")
def countries() -> str:
    """Show every country that a lesson discusses or that hosted a workshop, by name."""
    lessons, workshops = count_values("highlights", "experience"), count_values("workshops", "country")
    codes = sorted({*lessons, *workshops}, key=lambda code: fold(label("experience", code)))
    entries = (_entry("experience", code, _counts(lessons.get(code, 0), workshops.get(code, 0))) for code in codes)
    return _page(_("Countries"), entries)


@browse_index.get("/years")
def years() -> str:
    """Show every year with a workshop, the newest first."""
    lessons, workshops = count_values("highlights", "year"), count_values("workshops", "year")
    newest_first = sorted(workshops, reverse=True)
    entries = (_entry("year", year, _counts(lessons.get(year, 0), workshops[year])) for year in newest_first)
    return _page(_("Years"), entries)


def count_values(view: View, facet: str) -> Counts:
    """Return the number of documents of each value of ``facet``: of all values, not of the 50 most frequent alone."""
    query = Query(view=view, limit=1, language=language(), facets=(facet,), all_buckets=True)
    return {bucket.value: bucket.count for bucket in site().searcher.search(query).facets[facet] if bucket.count}


def _entry(facet: str, value: str, counts: str, narrower: tuple[IndexEntry, ...] = ()) -> IndexEntry:
    return IndexEntry(label(facet, value), addresses().path(FOLDERS[facet] + value), counts, narrower)


def _counts(lessons: int, workshops: int) -> str:
    """Return both counts in words, without a count of 0."""
    parts = [
        ngettext("%(count)s lesson", "%(count)s lessons", lessons, count=number(lessons)) if lessons else "",
        ngettext("%(count)s workshop", "%(count)s workshops", workshops, count=number(workshops)) if workshops else "",
    ]
    return ", ".join(filter(None, parts))


def _page(title: str, entries: Iterable[IndexEntry]) -> str:
    return render_template("list.html", title=title, entries=[*entries])
