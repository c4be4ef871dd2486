"""For search engines: what may be read, what there is, and what is not to be indexed.

Results, briefs and embedded pages are ways to look at the pages, as many as there are searches: they say ``noindex``.
They are not disallowed as well, since a crawler that may not read a page never sees that it is not to be indexed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import chain, islice

from flask import Blueprint, Flask, Response, abort, render_template, request

from policysearch.query import Query, View
from policysearch.search.results import Results
from policysearch.web import search_params
from policysearch.web.pages.browse_index import counted
from policysearch.web.pages.evidence_map import AXES, worth_showing
from policysearch.web.site import site

crawlers = Blueprint("crawlers", __name__)
MOST = 40_000  # addresses in one file; the protocol allows 50,000 and 50 MB
STANDING = (
    "/",
    "/themes",
    "/countries",
    "/years",
    "/about",
    "/help",
    "/accessibility",
    "/privacy",
    "/api",
    "/embed/setup",
)
BROWSED = (("theme", "/themes/"), ("year", "/years/"))
_UNINDEXED = re.compile(r"/(brief|embed|oembed|opensearch|feed|export)(\.\w+)?|/api/v1/.*")
_SEARCHES = frozenset(search_params.NAMES) - {"lang"}
Entry = tuple[str, date | None]


def shun(app: Flask) -> None:
    """Have every answer that is not to be indexed say so, whatever made it."""

    def add(response: Response) -> Response:
        if _UNINDEXED.fullmatch(request.path) or (request.path == "/" and _SEARCHES.intersection(request.args)):
            response.headers["X-Robots-Tag"] = "noindex"
        return response

    app.after_request(add)


@crawlers.get("/robots.txt")
def robots() -> Response:
    """Read by crawlers at the top of a host; under a path prefix, whoever keeps the host copies it there."""
    to = site().addresses
    sitemap = [f"Sitemap: {to.absolute(to.bare('/sitemap.xml'))}"] if to.origin else []  # has to be a full address
    lines = [
        "# Results, briefs and embedded pages are to be read but not indexed: they say so themselves.",
        "# Result sets as files, and the endless ways to combine filters and chosen lessons, are not for crawlers.",
        "User-agent: *",
        f"Disallow: {to.bare('/export.')}",
        f"Disallow: {to.prefix}/*lesson=",
        f"Disallow: {to.prefix}/*?*&*&*&",
        *sitemap,
    ]
    return Response("\n".join(lines) + "\n", mimetype="text/plain")


@crawlers.get("/sitemap.xml")
def sitemap() -> Response:
    """Every address to be indexed; of a very large collection, the list of such lists."""
    workshops, lessons = _found("workshops"), _found("highlights")
    standing = [*_standing(lessons)]
    parts = -(-(len(standing) + workshops.total + lessons.total) // MOST)
    if parts == 1:
        return _urls(chain(standing, _documents()))
    to = site().addresses
    addresses = [to.absolute(to.bare(f"/sitemap-{part}.xml")) for part in range(1, parts + 1)]
    return _xml(render_template("sitemaps.xml", addresses=addresses))


@crawlers.get("/sitemap-<int:part>.xml")
def part(part: int) -> Response:
    """One of a very large collection's lists, numbered from 1."""
    everything = chain(_standing(_found("highlights")), _documents())
    entries = [*islice(everything, max(part - 1, 0) * MOST, part * MOST)]
    if not entries:
        abort(404)
    return _urls(entries)


def _found(view: View) -> Results:
    return site().searcher.search(Query(view=view, limit=1, crosstab=AXES if view == "highlights" else None))


def _standing(lessons: Results) -> Iterator[Entry]:
    """Addresses of pages that change with every workshop, so that no day is said."""
    yield from ((path, None) for path in STANDING)
    if worth_showing(lessons):
        yield "/map", None
    for facet, folder in BROWSED:
        yield from ((f"{folder}{value}", None) for value in counted("workshops", facet))
    countries = dict.fromkeys((*counted("workshops", "country"), *counted("highlights", "experience")))
    yield from ((f"/countries/{code}", None) for code in countries)


def _documents() -> Iterator[Entry]:
    """Every workshop's address and its lessons', each with the day it was last changed."""
    for document in site().searcher.scan(Query(sort="newest")):
        held = document.workshop
        changed = held.updated or held.added
        yield f"/workshops/{held.slug}", changed
        yield from ((f"/workshops/{held.slug}/{highlight.id}", changed) for highlight in held.text("").highlights)


def _urls(entries: Iterable[Entry]) -> Response:
    to = site().addresses
    listed = [(to.absolute(to.bare(path)), changed) for path, changed in entries]
    return _xml(render_template("sitemap.xml", entries=listed))


def _xml(page: str) -> Response:
    return Response(page, mimetype="application/xml")
