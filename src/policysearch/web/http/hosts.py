"""The Host header: a malformed or repeated one is refused, and no answer repeats it."""

from __future__ import annotations

import re

from flask import Flask, Response, request

from policysearch.web.http.error_responses import error_response
from policysearch.web.site import site

_HOST = re.compile(r"[A-Za-z0-9._-]*(?::[0-9]{0,5})?|\[[0-9A-Fa-f:.]+\](?::[0-9]{0,5})?")  # no comma: one host alone


def install_host_rules(app: Flask) -> None:
    """Make ``app`` refuse a Host that is none, and make its redirects lead to the site's own addresses."""

    def refuse() -> Response | None:
        host = request.environ.get("HTTP_HOST", "")
        return None if _HOST.fullmatch(host) else error_response(400)

    def redirect_within_site(response: Response) -> Response:
        """Replace the address that the router made from the Host header, of a path with two slashes for example."""
        location = response.headers.get("Location", "")
        if location and location.startswith(request.host_url):
            addresses = site().addresses
            path = location.removeprefix(request.host_url).lstrip("/")
            response.headers["Location"] = addresses.absolute(f"{addresses.prefix}/{path}")
            response.headers["Cache-Control"] = "no-store"
            response.set_data(b"")  # its text repeats the address
        return response

    app.before_request(refuse)
    app.after_request(redirect_within_site)
