"""Health checks: the process is alive, and it can answer a search."""

from __future__ import annotations

from flask import Blueprint, Response

from policysearch.model.errors import EngineError
from policysearch.query import Query
from policysearch.web.site import site

health = Blueprint("health", __name__)


@health.get("/healthz")
def healthz() -> Response:
    """Answer as long as the process runs."""
    return _plain("ok", 200)


@health.get("/readyz")
def readyz() -> Response:
    """Answer with the generation that answers, and why where it is not the current one; 503 where none can."""
    try:
        generation = site().searcher.search(Query(limit=1)).generation
        return _plain("\n".join(filter(None, (f"ready {generation}", site().searcher.warning))), 200)
    except EngineError as error:
        return _plain(str(error), 503)


def _plain(text: str, code: int) -> Response:
    return Response(text + "\n", code, mimetype="text/plain", headers={"Cache-Control": "no-store"})
