"""The public, read-only JSON API."""

from __future__ import annotations

import orjson
from flask import Blueprint, Response, redirect, request
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response as AnyResponse

from policysearch.model.errors import QueryError
from policysearch.query import MAX_CHARACTERS
from policysearch.web import compare_params, search_params
from policysearch.web.api.comparison_json import ComparisonSerializer
from policysearch.web.api.json_results import JSON, ResultsSerializer
from policysearch.web.existing_documents import existing_document
from policysearch.web.http.error_responses import problem
from policysearch.web.site import addresses, labels, language, request_vocabulary, site, stay_with
from policysearch.web.site import search as site_search

api = Blueprint("api", __name__, url_prefix="/api/v1")
MAX_SUGGESTIONS = 20


@api.get("/search")
def search() -> Response:
    """Send a page of results."""
    params = search_params.parse_strict(request.args)
    version = params.single.get(search_params.GENERATION)
    if version and not stay_with(version):
        return problem(
            410,
            "The collection has changed since this list was begun.",
            "Begin anew, without offset and generation.",
            parameter=search_params.GENERATION,
        )
    query = params.query(request_vocabulary(), language())
    return _json(_serializer().results(site_search(query)))


@api.get("/compare")
def compare() -> Response:
    """Send the lessons of two to four countries or regions side by side, by themes."""
    params = compare_params.parse_strict(request.args, request_vocabulary(), language())
    comparison = site().searcher.compare(params.query, params.places, params.in_cell)
    serializer = ComparisonSerializer(_serializer(), addresses(), language())
    return _json(serializer.comparison(comparison, params))


@api.get("/suggest")
def suggest() -> Response:
    """Send completions of ``q``."""
    search_params.reject_unknown(request.args, ("q", "lang", "limit"))
    params = search_params.parse_strict(request.args).single
    prefix = params.get("q", "")
    if len(prefix) > MAX_CHARACTERS:
        raise QueryError(f"The parameter q is over {MAX_CHARACTERS} characters.", "Shorten it.")
    suggestions = site().searcher.suggest(prefix, language(), min(int(params.get("limit", "8")), MAX_SUGGESTIONS))
    serializer = _serializer()
    return _json({"q": prefix, "suggestions": [serializer.suggestion(suggestion) for suggestion in suggestions]})


@api.get("/workshops/<slug>")
def workshop(slug: str) -> AnyResponse:
    """Send a complete workshop; redirect from a former slug."""
    search_params.reject_unknown(request.args, ("lang",))
    search_params.parse_strict(request.args)
    try:
        document = existing_document(slug, "workshop")
    except NotFound:
        return problem(404, f"There is no workshop {slug!r}.", "Searches give the ids of workshops.")
    if document.id != slug:
        return redirect(addresses().path(f"/api/v1/workshops/{document.id}"), 301)
    return _json(_serializer().workshop(document, site().searcher.generation))


def _serializer() -> ResultsSerializer:
    return ResultsSerializer(addresses(), labels(), language())


def _json(body: JSON) -> Response:
    return Response(orjson.dumps(body), mimetype="application/json")
