"""What a reader or a program is told when something is wrong: a page, or RFC 9457 problem+json under ``/api/``."""

from __future__ import annotations

import json
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from flask import Flask, Response, current_app, render_template, request
from flask_babel import gettext as _
from werkzeug.exceptions import HTTPException

from policysearch.model.errors import EngineError, PolicySearchError, QueryError
from policysearch.query import MAX_CHARACTERS


def explain(app: Flask) -> None:
    """Have ``app`` word every error."""
    app.register_error_handler(PolicySearchError, ours)
    app.register_error_handler(HTTPException, https)
    app.register_error_handler(Exception, unforeseen)


def ours(error: PolicySearchError) -> Response:
    """What this package raised: a bad request, or a service that cannot answer now."""
    if isinstance(error, QueryError):
        return told(400, error.message, error.hint, parameter=error.parameter)
    if isinstance(error, EngineError):
        return told(503, error.message, error.hint)
    return told(500, error.message, error.hint)


def https(error: HTTPException) -> Response:
    """What Flask or a view aborted with, its own headers (Allow, Location) kept."""
    code = error.code or 500
    if code < 400:
        return Response(status=code, headers=error.get_headers())
    answer = told(code)
    for name, value in error.get_headers():
        if name in ("Allow", "Retry-After"):
            answer.headers[name] = value
    return answer


def unforeseen(error: Exception) -> Response:
    """A defect: logged whole, told without detail."""
    current_app.logger.exception("A request failed", exc_info=error)
    return told(500)


def told(code: int, detail: str = "", hint: str = "", **more: str) -> Response:
    """The error in the form that the address asked promises."""
    if request.path.startswith("/api/"):
        return problem(code, detail, hint, **more)
    asked = request.args.get("q", "")
    page = render_template("error.html", code=code, detail=worded(asked, more), asked=asked[:MAX_CHARACTERS])
    return Response(page, code, mimetype="text/html")


def worded(asked: str, named: Mapping[str, str]) -> str:
    """For people: which cap a search is over, in their language. Other details are for programs and staff."""
    if "parameter" not in named:
        return ""
    said: str
    if named["parameter"] == "offset":
        said = _("Only the first 10,000 results can be listed. Narrow the search, or take all results as a file.")
    elif len(asked) > MAX_CHARACTERS:
        said = _("A search takes at most 1,000 characters. Please shorten it.")
    else:
        said = _("A search takes at most 64 words and conditions. Please leave some of them out.")
    return said


def problem(code: int, detail: str = "", hint: str = "", **more: str) -> Response:
    """RFC 9457: ``parameter`` (in ``more``) names the one that is wrong, ``hint`` the way out."""
    body: dict[str, Any] = {"type": "about:blank", "title": HTTPStatus(code).phrase, "status": code}
    body |= {name: value for name, value in {"detail": detail, "hint": hint, **more}.items() if value}
    return Response(json.dumps(body, ensure_ascii=False), code, mimetype="application/problem+json")
