"""For search engines: robots.txt, the sitemap, and ``noindex`` headers.

Results, briefs and embedded pages repeat the content of other pages, and there are as many as searches: they carry
``noindex``. robots.txt does not disallow them, since a crawler that may not read a page never sees its ``noindex``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import chain, islice

from flask import Blueprint, Flask, Response, abort, current_app, render_template, request

from policysearch.query import Query, View
from policysearch.search.outline import OutlineEntry
from policysearch.search.results import Results
from policysearch.web import search_params
from policysearch.web.pages.browse_index import count_values
from policysearch.web.pages.evidence_map import AXES, is_worth_showing
from policysearch.web.site import site

crawlers = Blueprint("crawlers", __name__)
MAX_ADDRESSES = 40_000  # in one file; the protocol allows 50,000 and 50 MB
MAX_PARTS = 50_000  # of a sitemap, by the protocol
PARTS_AT_ONCE = 8_000  # of a sitemap that is sent: pieces of its template, some four to a line
STANDING_PAGES = (
    "/",
    "/themes",
    "/countries",
    "/years",
    "/for-my-text",
    "/about",
    "/help",
    "/accessibility",
    "/privacy",
    "/api",
    "/embed/setup",
)
BROWSE_FOLDERS = (("theme", "/themes/"), ("year", "/years/"))
_UNINDEXED = re.compile(
    r"/(brief|embed|oembed|opensearch|feed|export|print)(\.\w+)*|/api/v1/.*|/facets/.*|/workshops/.*/cite|/map\.csv|/compare(\.\w+)?"
)
_SEARCH_NAMES = frozenset(search_params.NAMES) - {"lang"}
Entry = tuple[str, date | None]  # (path, day of the last change)


def install_crawler_rules(app: Flask) -> None:
    """Make ``app`` send ``noindex`` with every response that is not to be indexed, whatever made it."""

    def add_noindex(response: Response) -> Response:
        if _UNINDEXED.fullmatch(request.path) or _is_opened_from_results():
            response.headers["X-Robots-Tag"] = "noindex"
        return response

    app.after_request(add_noindex)


def _is_opened_from_results() -> bool:
    """Return whether the address has a search: of a page of results, or of a document opened from one."""
    has_search = request.path == "/" or request.path.startswith("/workshops/")
    return has_search and not _SEARCH_NAMES.isdisjoint(request.args)


@crawlers.get("/robots.txt")
def robots() -> Response:
    """Send robots.txt. Crawlers read it at the root of a host: a site under a path prefix has to be copied there."""
    to = site().addresses
    sitemap = [f"Sitemap: {to.absolute(to.bare('/sitemap.xml'))}"] if to.origin else []  # has to be a full address
    lines = [
        "# Results, briefs and embedded pages are to be read but not indexed: they say so themselves.",
        "# Result sets as files, and the endless ways to combine filters and chosen lessons, are not for crawlers.",
        "User-agent: *",
        f"Disallow: {to.bare('/export.')}",
        f"Disallow: {to.prefix}/*lesson=",
        f"Disallow: {to.prefix}/*lessons=",
        f"Disallow: {to.prefix}/*keep=",
        f"Disallow: {to.prefix}/*?*&*&*&",
        *sitemap,
    ]
    return Response("\n".join(lines) + "\n", mimetype="text/plain")


@crawlers.get("/sitemap.xml")
def sitemap() -> Response:
    """Send every address to be indexed or, of a very large collection, the index of its sitemaps."""
    workshops, lessons = _search("workshops"), _search("highlights")
    page_entries = [*_page_entries(lessons)]
    parts = -(-(len(page_entries) + workshops.total + lessons.total) // MAX_ADDRESSES)
    if parts == 1:
        return _urls(chain(page_entries, _document_entries(site().searcher.outline())))
    to = site().addresses
    addresses = [to.absolute(to.bare(f"/sitemap-{part}.xml")) for part in range(1, parts + 1)]
    return _xml(render_template("sitemaps.xml", addresses=addresses))


@crawlers.get("/sitemap-<int:part>.xml")
def sitemap_part(part: int) -> Response:
    """Send one sitemap of a very large collection, numbered from 1."""
    if part > MAX_PARTS:
        abort(404)
    page_entries = [*_page_entries(_search("highlights"))]
    all_entries = chain(page_entries, _document_entries(site().searcher.outline()))
    entries = islice(all_entries, max(part - 1, 0) * MAX_ADDRESSES, part * MAX_ADDRESSES)
    first = next(entries, None)
    if first is None:
        abort(404)
    return _urls(chain([first], entries))


def _search(view: View) -> Results:
    return site().searcher.search(Query(view=view, limit=1, crosstab=AXES if view == "highlights" else None))


def _page_entries(lessons: Results) -> Iterator[Entry]:
    """Yield the pages that are no documents, without a day, since they change with every workshop."""
    yield from ((path, None) for path in STANDING_PAGES)
    if is_worth_showing(lessons):
        yield "/map", None
    for facet, folder in BROWSE_FOLDERS:
        yield from ((f"{folder}{value}", None) for value in count_values("workshops", facet))
    countries = dict.fromkeys((*count_values("workshops", "country"), *count_values("highlights", "experience")))
    yield from ((f"/countries/{code}", None) for code in countries)


def _document_entries(outline: Iterable[OutlineEntry]) -> Iterator[Entry]:
    """Yield every workshop and its lessons, each with the day of its last change."""
    for entry in outline:
        path = f"/workshops/{entry.slug}"
        yield path, entry.changed
        yield from ((f"{path}/{lesson}", entry.changed) for lesson in entry.lessons)


def _urls(entries: Iterable[Entry]) -> Response:
    """Send the addresses while they are made: the first bytes wait for none but the first.

    They are made after the request has ended, so that nothing of it is left where nobody reads them (HEAD).
    """
    to = site().addresses
    full = ((to.absolute(to.bare(path)), changed) for path, changed in entries)
    stream = current_app.jinja_env.get_template("sitemap.xml").stream(entries=full)
    stream.enable_buffering(PARTS_AT_ONCE)
    return Response(stream, mimetype="application/xml")


def _xml(page: str) -> Response:
    return Response(page, mimetype="application/xml")
