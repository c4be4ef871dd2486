"""A long choice for a brief is in the address of a page, packed, and not in each of its links.

Links say ``keep`` instead. The request of such a link is redirected to the same address with the choice of the page
that it stands on, which the Referer names; so it stays without scripts too. With scripts the browser keeps it anyway.
"""

from __future__ import annotations

from urllib.parse import parse_qsl

from flask import Flask, g, redirect, request
from werkzeug.wrappers import Response

from policysearch.web.http.referrer import own_referrer
from policysearch.web.search_params import LESSON, MAX_LESSONS, given_lessons
from policysearch.web.site import site
from policysearch.web.view_models.brief_selection import CHOICE, KEEP, Pairs, is_long, selection_params


def install_kept_choice(app: Flask) -> None:
    """Make ``app`` send requests on to the address with the choice: of ``keep``, and of many lessons one by one."""
    app.before_request(with_choice)


def with_choice() -> Response | None:
    """Return the redirect; None where the address has the choice as it is to be."""
    if request.method not in ("GET", "HEAD") or request.path.startswith("/api/"):  # which knows no such parameters
        return None
    if KEEP in request.args:
        referrer = own_referrer()
        return _redirect([pair for pair in parse_qsl(referrer.query if referrer else "") if pair[0] in CHOICE])
    if is_long([(LESSON, lesson) for lesson in request.args.getlist(LESSON)]):
        lessons = given_lessons(request.args)[: MAX_LESSONS + 1]  # one too many, so that the page says so
        return _redirect(selection_params(lessons, g.brief_title))
    return None


def _redirect(choice: Pairs) -> Response:
    params = [pair for pair in request.args.items(multi=True) if pair[0] not in (KEEP, *CHOICE)]
    response = redirect(site().addresses.bare(request.path, [*params, *choice]), 302)
    response.headers["Cache-Control"] = "no-store"
    response.vary.update(("Accept-Language", "Referer"))
    return response
