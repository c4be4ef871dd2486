"""What was searched and opened, for the search log. Nothing of who asked leaves this file: see ``searchlog``."""

from __future__ import annotations

import atexit
import re
from urllib.parse import parse_qs, urlsplit

from flask import Flask, Response, g, request

from policysearch.search.results import Results
from policysearch.searchlog import SearchLog
from policysearch.settings import Settings

BEFORE = "before"  # a zero-result page's form sends what was asked there
_ROBOT = re.compile(r"bot\b|crawl|spider|slurp|preview|monitor|curl|wget|python|httpx|headless", re.I)
_OPENED = re.compile(r"/workshops/(.+)")


def note(app: Flask, settings: Settings) -> None:
    """Count what readers of ``app`` search and open, unless the settings say that nothing is kept."""
    if not settings.searchlog:
        return
    log = SearchLog(settings.searchlog_path, settings.searchlog_days)
    app.extensions["policysearch.searchlog"] = log
    atexit.register(log.close)

    def count(response: Response) -> Response:
        if request.method == "GET" and response.status_code in (200, 304) and not _is_robot():
            _count(log)
        return response

    app.after_request(count)


def found(results: Results) -> Results:
    """Remember, until the request is answered, what a reader's own search found."""
    g.found = results
    return results


def _count(log: SearchLog) -> None:
    results: Results | None = g.get("found")
    if results is not None:
        if results.query.offset == 0 and not _narrows(results.query.text):
            log.record_search(
                results.query.text, results.query.language, bool(results.total), request.args.get(BEFORE, "")
            )
        return
    page = _OPENED.fullmatch(request.path)
    if page and "Range" not in request.headers:
        log.record_opening(page[1])


def _narrows(text: str) -> bool:
    """Whether the same words were asked on the page that led here: a filter or another order, not a new search."""
    return text in parse_qs(urlsplit(request.referrer or "").query).get("q", ())


def _is_robot() -> bool:
    return bool(_ROBOT.search(request.headers.get("User-Agent", "")))
