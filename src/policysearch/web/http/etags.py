"""ETags: a client that has the current answer gets 304 before anything is searched."""

from __future__ import annotations

from datetime import date
from hashlib import sha256

from flask import Flask, Response, g, request

from policysearch import __version__
from policysearch.settings import Settings
from policysearch.web.http.markdown_pages import is_markdown
from policysearch.web.http.response_cache import cached_response
from policysearch.web.http.security_headers import add_vary
from policysearch.web.site import request_generation, site

UNTAGGED_BLUEPRINTS = ("statics", "health")


def install_etags(app: Flask, settings: Settings) -> None:
    """Make ``app`` tag its responses by generation, vectors, address, language and software version.

    The settings count as software. The day counts too, since results that staff picked begin and end with a day.
    """
    software = f"{__version__} {sha256(repr(settings).encode()).hexdigest()}"

    def answer_early() -> Response | None:
        g.etag = None
        if request.blueprint in UNTAGGED_BLUEPRINTS or not (request.endpoint or is_markdown()):
            return None
        request_generation()  # before anything is searched: what pages share is kept under it
        if request.method not in ("GET", "HEAD"):
            return None
        g.etag_generation = site().searcher.version
        source = f"{software} {date.today()} {g.etag_generation} {g.language} {request.full_path}"
        g.etag = sha256(source.encode()).hexdigest()[:20]
        if request.if_none_match.contains_weak(g.etag):
            return Response(status=304)
        return cached_response(app)

    def add_etag(response: Response) -> Response:
        if g.get("is_passing"):
            response.headers["Cache-Control"] = "no-store"
        elif g.get("etag") and response.status_code in (200, 304):
            if "ETag" not in response.headers:  # a file has one of its own
                response.set_etag(g.etag, weak=True)
            response.headers.setdefault("Cache-Control", "no-cache")
        if request.blueprint not in UNTAGGED_BLUEPRINTS:
            add_vary(response, "Accept-Language")
        return response

    app.before_request(answer_early)
    app.after_request(add_etag)
