"""A long choice for a brief is in the address of a page, and not in each of its links.

Links say ``keep`` instead. The request of such a link is redirected to the same address with the choice of the page
that it stands on, which the Referer names; so it stays without scripts too. With scripts the browser keeps it anyway.
"""

from __future__ import annotations

from urllib.parse import parse_qsl

from flask import Flask, redirect, request
from werkzeug.wrappers import Response

from policysearch.web.http.referrer import own_referrer
from policysearch.web.search_params import LESSON, TITLE
from policysearch.web.site import site
from policysearch.web.view_models.brief_selection import KEEP


def install_kept_choice(app: Flask) -> None:
    """Make ``app`` send requests with ``keep`` on to the address with the choice."""
    app.before_request(with_choice)


def with_choice() -> Response | None:
    """Return the redirect; None for a request without ``keep``."""
    if KEEP not in request.args or request.method not in ("GET", "HEAD"):
        return None
    referrer = own_referrer()
    choice = [pair for pair in parse_qsl(referrer.query if referrer else "") if pair[0] in (LESSON, TITLE)]
    params = [pair for pair in request.args.items(multi=True) if pair[0] != KEEP]
    response = redirect(site().addresses.bare(request.path, [*params, *choice]), 302)
    response.headers["Cache-Control"] = "no-store"
    response.vary.update(("Accept-Language", "Referer"))
    return response
