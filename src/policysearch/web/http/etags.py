"""ETags: a reader who has the answer already gets 304 before anything is searched; an answer kept is sent again."""

from __future__ import annotations

from datetime import date
from hashlib import sha256

from flask import Flask, Response, g, request

from policysearch import __version__
from policysearch.settings import Settings
from policysearch.web.http.response_cache import again
from policysearch.web.http.security_headers import vary
from policysearch.web.site import site

UNTAGGED = ("statics", "health")


def tag(app: Flask, settings: Settings) -> None:
    """Tag what ``app`` answers by generation, address, language and software version.

    The settings count as software; the day counts because results chosen by staff begin and end with a day.
    """
    software = f"{__version__} {sha256(repr(settings).encode()).hexdigest()}"

    def answer_early() -> Response | None:
        g.etag = None
        if request.method not in ("GET", "HEAD") or request.blueprint in UNTAGGED or request.endpoint is None:
            return None
        g.tagged = site().searcher.generation
        seen = f"{software} {date.today()} {g.tagged} {g.language} {request.full_path}"
        g.etag = sha256(seen.encode()).hexdigest()[:20]
        if request.if_none_match.contains_weak(g.etag):
            return Response(status=304)
        return again(app)

    def add(response: Response) -> Response:
        if g.get("etag") and response.status_code in (200, 304):
            response.set_etag(g.etag, weak=True)
            response.headers.setdefault("Cache-Control", "no-cache")
        if request.blueprint not in UNTAGGED:
            vary(response, "Accept-Language")
        return response

    app.before_request(answer_early)
    app.after_request(add)
