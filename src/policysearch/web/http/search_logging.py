"""Search logging: searches and opened pages are counted, without anything about the reader (see ``searchlog``)."""

from __future__ import annotations

import re
from functools import partial
from urllib.parse import parse_qs

from flask import Flask, Response, g, request

from policysearch.search.results import Results
from policysearch.searchlog import SearchLog
from policysearch.settings import Settings
from policysearch.web.addresses import split_address
from policysearch.web.http.markdown_pages import page_path
from policysearch.web.http.process_end import at_process_end
from policysearch.web.http.referrer import own_referrer

PREVIOUS_QUERY = "before"  # the parameter in which the form of a zero-result page sends that page's query
END_SECONDS = 2.0  # in which a process that ends writes its last searches; a server's has a few in all
_ROBOT = re.compile(r"bot\b|crawl|spider|slurp|preview|monitor|curl|wget|python|httpx|headless", re.I)
_DOCUMENT_PATH = re.compile(r"/workshops/(.+)")


def install_search_logging(app: Flask, settings: Settings) -> None:
    """Make ``app`` log the searches of readers and the pages they open, unless the settings switch the log off."""
    if not settings.searchlog:
        return
    log = SearchLog(settings.searchlog_path, settings.searchlog_days)
    app.extensions["policysearch.searchlog"] = log
    at_process_end(partial(log.close, END_SECONDS))

    def record(response: Response) -> Response:
        if request.method == "GET" and response.status_code in (200, 304) and not _is_robot():
            _record_request(log)
        return response

    app.after_request(record)


def remember_results(results: Results) -> Results:
    """Remember the results of the reader's search for the log, and return them."""
    g.search_results = results
    return results


def _record_request(log: SearchLog) -> None:
    results: Results | None = g.get("search_results")
    if results is not None:
        if results.query.offset == 0 and not _is_refinement(results.query.text):
            previous = _previous_query()
            log.record_search(results.query.text, results.query.language, bool(results.total), previous)
        return
    page = _DOCUMENT_PATH.fullmatch(page_path(request.path))
    if page and "Range" not in request.headers:
        log.record_opening(page[1])


def _previous_query() -> str:
    """Return the search of the page without results that this one was sent from; empty where another site sent it.

    Else a page anywhere could pair words of its choice, which the report would offer as synonyms.
    """
    previous, referrer = request.args.get(PREVIOUS_QUERY, ""), own_referrer()
    return previous if referrer and previous in parse_qs(referrer.query).get("q", ()) else ""


def _is_refinement(text: str) -> bool:
    """Return True where the referring page has the same query: a filter or another order, not a new search."""
    referrer = split_address(request.referrer or "")
    return referrer is not None and text in parse_qs(referrer.query).get("q", ())


def _is_robot() -> bool:
    return bool(_ROBOT.search(request.headers.get("User-Agent", "")))
