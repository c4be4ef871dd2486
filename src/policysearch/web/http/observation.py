"""Observation of requests, off unless set: metrics for Prometheus, and an access log without readers' addresses."""

from __future__ import annotations

import logging
import os
import time
from typing import Protocol
from urllib.parse import quote

from flask import Flask, Response, g, request

from policysearch.settings import Settings

MULTIPROCESS = "PROMETHEUS_MULTIPROC_DIR"  # in the environment: the folder in which all processes count together
_METHODS = ("GET", "HEAD", "POST", "OPTIONS")
_BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10)  # seconds

access_log = logging.getLogger("policysearch.access")


class Observer(Protocol):
    """Takes each answer, with the seconds that it took to make."""

    def observe(self, response: Response, seconds: float) -> None: ...


class AccessLog:
    """Writes a line for each request: method, path, status, bytes, seconds. No address, and no search: it may tell who
    asks.
    """

    def __init__(self) -> None:
        if not access_log.handlers:
            handler = logging.StreamHandler()
            handler.setFormatter(logging.Formatter("%(asctime)s %(message)s"))
            access_log.addHandler(handler)
            access_log.setLevel(logging.INFO)

    def observe(self, response: Response, seconds: float) -> None:
        """Write the line. The path is quoted, so that it is one line."""
        size = response.content_length
        path = quote(request.path)
        line = f"{request.method} {path} {response.status_code} {'-' if size is None else size} {seconds:.4f}"
        access_log.info("%s", line)


class Metrics:
    """Counts answers and the time that they take, by the family of their addresses."""

    def __init__(self) -> None:
        from prometheus_client import CollectorRegistry, Counter, Histogram  # none of it where metrics are off

        self._registry = CollectorRegistry()
        self._answers = Counter(
            "policysearch_answers",
            "Answers by method, family of addresses and status.",
            ("method", "pages", "status"),
            registry=self._registry,
        )
        self._seconds = Histogram(
            "policysearch_answer_seconds",
            "Seconds that an answer took to make.",
            ("pages",),
            buckets=_BUCKETS,
            registry=self._registry,
        )

    def observe(self, response: Response, seconds: float) -> None:
        """Count an answer."""
        method = request.method if request.method in _METHODS else "other"
        pages = request.blueprint or "none"
        self._answers.labels(method, pages, str(response.status_code)).inc()
        self._seconds.labels(pages).observe(seconds)

    def text(self) -> tuple[bytes, str]:
        """Return what all processes counted, and its content type."""
        from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest
        from prometheus_client.multiprocess import MultiProcessCollector

        registry = self._registry
        if MULTIPROCESS in os.environ:
            registry = CollectorRegistry()
            MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
        return generate_latest(registry), CONTENT_TYPE_LATEST


def install_observation(app: Flask, settings: Settings) -> None:
    """Make ``app`` count and log its answers where the settings say so. To be called first, so as to see them last."""
    observers: list[Observer] = []
    if settings.access_log:
        observers.append(AccessLog())
    if settings.metrics:
        metrics = Metrics()
        app.extensions["policysearch.metrics"] = metrics
        observers.append(metrics)
    if not observers:
        return

    def start() -> None:
        g.started = time.perf_counter()

    def observe(response: Response) -> Response:
        seconds = time.perf_counter() - g.started
        for observer in observers:
            observer.observe(response, seconds)
        return response

    app.before_request(start)
    app.after_request(observe)
