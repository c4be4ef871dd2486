"""The public, read-only JSON API."""

from __future__ import annotations

import orjson
from flask import Blueprint, Response, abort, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from policysearch.model.errors import QueryError
from policysearch.query import MAX_CHARACTERS
from policysearch.web import search_params
from policysearch.web.api.json_results import JSON, Answer, workshop
from policysearch.web.site import addresses, labels, language, site

api = Blueprint("api", __name__, url_prefix="/api/v1")


@api.get("/search")
def search() -> Response:
    """A page of results."""
    searcher = site().searcher
    asked = search_params.strictly(request.args)
    return _json(_answer().results(searcher.search(asked.query(searcher.vocabulary, language()))))


@api.get("/suggest")
def suggest() -> Response:
    """Completions of ``q``."""
    search_params.known(request.args, ("q", "lang", "limit"))
    asked = search_params.strictly(request.args)
    prefix = asked.single.get("q", "")
    if len(prefix) > MAX_CHARACTERS:
        raise QueryError(f"The parameter q is over {MAX_CHARACTERS} characters.", "Shorten it.")
    found = site().searcher.suggest(prefix, language(), min(int(asked.single.get("limit", "8")), 20))
    answer = _answer()
    return _json({"q": prefix, "suggestions": [answer.suggestion(suggestion) for suggestion in found]})


@api.get("/workshops/<slug>")
def one(slug: str) -> AnyResponse:
    """A whole workshop."""
    search_params.known(request.args, ("lang",))
    search_params.strictly(request.args)
    document = site().searcher.get(slug)
    if document is None:
        abort(404)
    if document.id != slug:
        return redirect(addresses().path(f"/api/v1/workshops/{document.id}"), 301)
    return _json(workshop(document, _answer(), site().searcher.generation))


def _answer() -> Answer:
    return Answer(addresses(), labels(), language())


def _json(body: JSON) -> Response:
    return Response(orjson.dumps(body), mimetype="application/json")
