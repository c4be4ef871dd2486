"""Health checks: the process is alive, and it can answer a search."""

from __future__ import annotations

from flask import Blueprint, Response, abort, current_app

from policysearch.model.errors import EngineError, UnusableIndexError
from policysearch.query import Query
from policysearch.web.http.observation import Metrics
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
    except UnusableIndexError as error:
        return _plain(str(error), 503)
    except EngineError as error:
        current_app.logger.warning("%s", error)  # it names machines
        return _plain("The search engine cannot answer now.", 503)


@health.get("/metrics")
def metrics() -> Response:
    """Answer with counts for Prometheus, where the setting ``metrics`` is on."""
    observer: Metrics | None = current_app.extensions.get("policysearch.metrics")
    if observer is None:
        abort(404)
    text, content_type = observer.text()
    return Response(text, content_type=content_type, headers={"Cache-Control": "no-store"})


def _plain(text: str, code: int) -> Response:
    return Response(text + "\n", code, mimetype="text/plain", headers={"Cache-Control": "no-store"})
