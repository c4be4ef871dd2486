"""What the web adds: the API above /healthz over HTTP, and a page of results beside the same page without a search."""

from __future__ import annotations

import http.client
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from urllib.parse import urlencode

from flask import Flask

from policysearch import vocabulary
from policysearch.engines.registry import open_generations
from policysearch.query import Query
from policysearch.search.results import Results, Searcher
from policysearch.settings import Settings
from policysearch.web import create_app
from tests.bench import product
from tests.bench.corpus import MadeUp
from tests.bench.figures import Table, milliseconds, percentile
from tests.bench.options import ROOT, Options
from tests.bench.questions import Question, two_hundred
from tests.engines.factories import open_searcher

SIZES = (10_000,)
HEADERS = {"Accept-Encoding": "gzip", "Accept-Language": "en", "User-Agent": "benchmark"}
PAGES = {"API": "/api/v1/search", "results page": "/"}


class Replayed:
    """A searcher that has found everything before: what is left of a page is not the search."""

    def __init__(self, searcher: Searcher) -> None:
        self._searcher = searcher
        self._found: dict[Query, Results] = {}
        self.vocabulary = searcher.vocabulary
        self.generation = searcher.generation
        self.get, self.get_many, self.suggest = searcher.get, searcher.get_many, searcher.suggest
        self.scan, self.close = searcher.scan, searcher.close

    def search(self, query: Query) -> Results:
        found = self._found.get(query)
        if found is None:
            found = self._found[query] = self._searcher.search(query)
        return found


def run(options: Options) -> Iterator[Table]:
    """Two tables for each size."""
    for size in options.chosen(SIZES):
        settings = _indexed(size, options.scratch)
        questions = two_hundred(MadeUp(size).drawn())
        yield _above(settings, questions, size, options.rounds)
        yield _beside(settings, questions, size, options.rounds)


def _indexed(size: int, scratch: Path) -> Settings:
    folder = scratch / "serving"
    shutil.rmtree(folder, ignore_errors=True)
    words, _problems = vocabulary.read(ROOT / "materials" / "vocabulary")
    corpus = MadeUp(size)
    settings = Settings(index=folder, cache_size=0, searchlog=False)
    open_generations(settings).build(product.documents(corpus), {slug: slug for slug in corpus.slugs()}, words)
    return settings


def _above(settings: Settings, questions: Sequence[Question], size: int, rounds: int) -> Table:
    """Over HTTP from one client that keeps its connection, the server idle otherwise."""
    with _served(settings) as port:
        connection = http.client.HTTPConnection("127.0.0.1", port)
        addresses = [f"/api/v1/search?{_parameters(question)}" for question in questions]
        for address in addresses:
            _took(connection, address)
        found: dict[str, list[list[float]]] = {"/healthz": [], "/api/v1/search": []}
        for _ in range(rounds):
            found["/healthz"].append([_took(connection, "/healthz") for _ in addresses])
            found["/api/v1/search"].append([_took(connection, address) for address in addresses])
    halves = {
        name: [median(percentile(one, share) for one in some) for share in (0.5, 0.95)] for name, some in found.items()
    }
    above = [answer - alive for answer, alive in zip(halves["/api/v1/search"], halves["/healthz"], strict=True)]
    rows = [[name, *map(milliseconds, pair)] for name, pair in [*halves.items(), ("above", above)]]
    note = "One worker; results are not kept (`cache_size = 0`); answers gzipped."
    return Table(f"The API over HTTP, {size:,} workshops", ["ms", "p50", "p95"], rows, [note], {"ms": halves})


def _beside(settings: Settings, questions: Sequence[Question], size: int, rounds: int) -> Table:
    """In one process, without a server: the strictest comparison, as a server's own time would dilute it."""
    real = open_searcher(settings)
    apps = {"with": create_app(real, settings), "without": create_app(Replayed(real), settings)}
    rows, data = [], {}
    for name, path in PAGES.items():
        addresses = [f"{path}?{_parameters(question)}" for question in questions]
        rates = _rates({key: _asking(app) for key, app in apps.items()}, addresses, rounds)
        data[name] = rates
        share = rates["with"] / rates["without"]
        rows.append([name, f"{rates['with']:,.0f}", f"{rates['without']:,.0f}", f"{share:.2f}x"])
    real.close()
    header = ["requests/s, one process", "with its search", "without", ""]
    return Table(f"A page beside the same page without a search, {size:,} workshops", header, rows, (), data)


def _rates(asking: dict[str, Callable[[str], None]], addresses: Sequence[str], rounds: int) -> dict[str, float]:
    took: dict[str, list[float]] = {key: [] for key in asking}
    for _ in range(rounds + 1):  # the first one warms
        for key, ask in asking.items():
            began = time.perf_counter()
            for address in addresses:
                ask(address)
            took[key].append(time.perf_counter() - began)
    return {key: len(addresses) / median(some[1:]) for key, some in took.items()}


def _asking(app: Flask) -> Callable[[str], None]:
    client = app.test_client()
    environment = {"environ_overrides": {"HTTP_USER_AGENT": "benchmark"}}

    def ask(address: str) -> None:
        answer = client.get(address, headers=HEADERS, **environment)
        assert answer.status_code == 200, answer.status

    return ask


@contextmanager
def _served(settings: Settings) -> Iterator[int]:
    """``policysearch serve`` with one worker; its port."""
    with socket.create_server(("127.0.0.1", 0)) as chosen:
        port = chosen.getsockname()[1]
    environment = {**os.environ, "POLICYSEARCH_CACHE_SIZE": "0", "POLICYSEARCH_SEARCHLOG": "false"}
    command = [sys.executable, "-m", "policysearch", "serve", "--workers", "1", "--port", str(port)]
    process = subprocess.Popen([*command, "--index", str(settings.index)], env=environment, stdout=subprocess.DEVNULL)
    try:
        _await(port)
        yield port
    finally:
        process.terminate()
        process.wait(20)


def _await(port: int) -> None:
    for _ in range(400):
        try:
            _took(http.client.HTTPConnection("127.0.0.1", port), "/readyz")
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise TimeoutError("The server does not answer.")


def _took(connection: http.client.HTTPConnection, address: str) -> float:
    began = time.perf_counter()
    connection.request("GET", address, headers=HEADERS)
    answer = connection.getresponse()
    answer.read()
    assert answer.status == 200, (address, answer.status)
    return (time.perf_counter() - began) * 1e3


def _parameters(question: Question) -> str:
    chosen = [(facet, value) for facet, values in question.filters for value in values]
    return urlencode([("q", question.text), *chosen])
