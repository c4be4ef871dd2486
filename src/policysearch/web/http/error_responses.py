"""Error responses: a page for people, RFC 9457 problem+json for programs (``/api/``, ``/mcp``)."""

from __future__ import annotations

import json
from http import HTTPStatus
from typing import Any

from flask import Flask, Response, current_app, render_template, request
from werkzeug.exceptions import HTTPException

from policysearch.model.errors import (
    AlertsError,
    EngineError,
    PolicySearchError,
    QueryError,
    UnusableIndexError,
)
from policysearch.query import MAX_CLAUSES, MAX_PASTED, MAX_WINDOW
from policysearch.web.catalogues import gettext as _
from policysearch.web.languages import number
from policysearch.web.site import site


def install_error_pages(app: Flask) -> None:
    """Make ``app`` answer every error with a page or a problem."""
    app.register_error_handler(PolicySearchError, on_our_error)
    app.register_error_handler(HTTPException, on_http_error)
    app.register_error_handler(Exception, on_defect)
    app.after_request(_forbid_storing)


def _forbid_storing(response: Response) -> Response:
    """Keep caches from serving an error after its cause is gone."""
    if response.status_code >= 400:
        response.headers["Cache-Control"] = "no-store"
    return response


def on_our_error(error: PolicySearchError) -> Response:
    """Answer an error that this package raised: a bad request, or a service that cannot answer now."""
    if isinstance(error, QueryError):
        return error_response(400, error.message, error.hint, parameter=error.parameter)
    if isinstance(error, EngineError):
        return _unavailable(error)
    if isinstance(error, AlertsError):
        current_app.logger.error("%s", error)  # it names a file, which readers need not know
        return error_response(500)
    return error_response(500, error.message, error.hint)


def _unavailable(error: EngineError) -> Response:
    """Answer that an index is to be built yet, or that the engine cannot answer; and when to try again."""
    if isinstance(error, UnusableIndexError):
        response = error_response(503, error.message, error.hint, preparing=True)
    else:
        current_app.logger.warning("%s", error)  # it names machines, which readers need not know
        response = error_response(503, "The search engine cannot answer now.", "Try again in a moment.")
    response.headers["Retry-After"] = str(error.retry_after)
    return response


def on_http_error(error: HTTPException) -> Response:
    """Answer an error that Flask or a view aborted with; its headers Allow, Retry-After and Location stay."""
    code = error.code or 500
    if code < 400:
        return Response(status=code, headers=error.get_headers())
    response = error_response(code, gone=getattr(error, "title", ""))
    for name, value in error.get_headers():
        if name in ("Allow", "Retry-After"):
            response.headers[name] = value
    return response


def on_defect(error: Exception) -> Response:
    """Answer an unforeseen exception without its details, and log it completely.

    Where it comes from a damaged index, another generation answers in a moment.
    """
    current_app.logger.exception("A request failed", exc_info=error)
    try:
        is_damaged = site().searcher.check()
    except EngineError:
        is_damaged = True
    response = error_response(503 if is_damaged else 500)
    if is_damaged:
        response.headers["Retry-After"] = "1"
    return response


def error_response(
    code: int, detail: str = "", hint: str = "", gone: str = "", *, preparing: bool = False, **members: str
) -> Response:
    """Return the error as a problem for programs, else as a page. ``members`` as in ``problem``.

    ``gone`` is the title of a workshop that was withdrawn, ``preparing`` says that an index is to be built yet.
    """
    if request.path.startswith("/api/") or request.path == "/mcp":
        return problem(code, detail or (f"“{gone}” was withdrawn." if gone else ""), hint, **members)
    text = request.args.get("q", "")
    reason = cap_message(text, members["parameter"]) if "parameter" in members else ""
    page = render_template(
        "error.html", code=code, reason=reason, gone=gone, preparing=preparing, text=text[:MAX_PASTED]
    )
    return Response(page, code, mimetype="text/html")


def cap_message(text: str, parameter: str) -> str:
    """Return the cap that the search ``text`` is over, in the reader's language; ``parameter`` is the one too large."""
    message: str
    if parameter == "offset":
        message = _(
            "Only the first %(limit)s results can be listed. Narrow the search, or download all results.",
            limit=number(MAX_WINDOW),
        )
    elif len(text) > MAX_PASTED:
        message = _("A search takes at most %(limit)s characters. Please shorten it.", limit=number(MAX_PASTED))
    else:
        message = _(
            "A search takes at most %(limit)s words and conditions. Please leave some of them out.",
            limit=number(MAX_CLAUSES),
        )
    return message


def problem(code: int, detail: str = "", hint: str = "", **members: str) -> Response:
    """Return an RFC 9457 problem. The member ``parameter`` names the one that is wrong, ``hint`` says the way out."""
    body: dict[str, Any] = {"type": "about:blank", "title": HTTPStatus(code).phrase, "status": code}
    body |= {name: value for name, value in {"detail": detail, "hint": hint, **members}.items() if value}
    return Response(json.dumps(body, ensure_ascii=False), code, mimetype="application/problem+json")
