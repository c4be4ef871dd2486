"""The time of the web: the API above /healthz over HTTP, and a page of results beside the page without a search."""

from __future__ import annotations

import http.client
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from itertools import product as product_of
from pathlib import Path
from statistics import median
from typing import NamedTuple
from urllib.parse import urlencode

from flask import Flask

from policysearch import vocabulary
from policysearch.engines.registry import open_generations
from policysearch.query import Query
from policysearch.search.results import Results, Searcher
from policysearch.settings import Settings
from policysearch.web import create_app
from tests.bench import ROOT, former, peers, processes, product
from tests.bench.corpus import SyntheticCorpus
from tests.bench.figures import Table, milliseconds, p50_p95
from tests.bench.materials import build_command, materials_folder
from tests.bench.options import Options
from tests.bench.peer_server import CLOCKS
from tests.bench.process_clock import ProcessClock
from tests.bench.questions import Question, two_hundred
from tests.engines.factories import open_searcher
from tests.patience import until

SIZES = (10_000,)
FORMER_EVERY = 4  # one question of so many is asked beside former commits, some of whose pages take a second
REPEATED = 10  # requests for a page that is always the same
SEARCH = "/api/v1/search"
NOTE = "One worker; results are not kept (`cache_size = 0`); answers gzipped."
HEADERS = {"Accept-Encoding": "gzip", "Accept-Language": "en", "User-Agent": "benchmark"}
PAGES = {"API": SEARCH, "results page": "/"}


class Server(NamedTuple):
    """A connection to a running server, and the clock that its answers are timed by, in seconds."""

    connection: http.client.HTTPConnection
    now: Callable[[], float]


class ReplayingSearcher:
    """A searcher that answers every query from memory, so that a page costs all but its search."""

    def __init__(self, searcher: Searcher) -> None:
        self._searcher = searcher
        self._results: dict[Query, Results] = {}
        self.vocabulary = searcher.vocabulary
        self.generation, self.version = searcher.generation, searcher.version
        self.get, self.get_many, self.suggest = searcher.get, searcher.get_many, searcher.suggest
        self.scan, self.check, self.close = searcher.scan, searcher.check, searcher.close
        self.prepare, self.count_many = searcher.prepare, searcher.count_many
        self.compare = searcher.compare
        self.matching_words, self.outline = searcher.matching_words, searcher.outline
        self.last_changed, self.matching = searcher.last_changed, searcher.matching
        self.withdrawn = searcher.withdrawn
        self.at = searcher.at
        self.match = searcher.match
        self.warning = ""

    def search(self, query: Query) -> Results:
        if query not in self._results:
            self._results[query] = self._searcher.search(query)
        return self._results[query]


def run(options: Options) -> Iterator[Table]:
    """Yield two tables for each size, and one beside former commits if there are any."""
    for size in options.sizes_or(SIZES):
        settings = build_index(size, options.scratch)
        questions = two_hundred(SyntheticCorpus(size).sample())
        yield _above_healthz(settings, questions, size, options)
        yield _beside_replay(settings, questions, size, options)
        if options.commits:
            yield from _former_tables(questions, size, options)


def build_index(size: int, scratch: Path) -> Settings:
    """Build an index of made-up workshops; results are not kept by who serves it."""
    folder = scratch / "serving"
    shutil.rmtree(folder, ignore_errors=True)
    words, _problems = vocabulary.read(ROOT / "materials" / "vocabulary")
    corpus = SyntheticCorpus(size)
    settings = Settings(index=folder, cache_size=0, searchlog=False)
    open_generations(settings).build(product.documents(corpus), {slug: slug for slug in corpus.slugs()}, words)
    return settings


def _above_healthz(settings: Settings, questions: Sequence[Question], size: int, options: Options) -> Table:
    """Measure over HTTP from one client that keeps its connection; the server has no other work."""
    addresses = _addresses(questions)
    times: dict[str, list[list[float]]] = {"/healthz": [], SEARCH: []}
    with _serve(settings.index, ROOT, options.clock) as server:
        _round(server, addresses)
        for _ in range(options.rounds):
            times["/healthz"].append(_round(server, ["/healthz"] * len(addresses)))
            times[SEARCH].append(_round(server, addresses))
    timings = {name: p50_p95(values) for name, values in times.items()}
    above = [answer - alive for answer, alive in zip(timings[SEARCH], timings["/healthz"], strict=True)]
    rows = [[name, *map(milliseconds, pair)] for name, pair in [*timings.items(), ("above", above)]]
    return Table(f"The API over HTTP, {size:,} workshops", ["ms", "p50", "p95"], rows, [NOTE], {"ms": timings})


def _former_tables(questions: Sequence[Question], size: int, options: Options) -> Iterator[Table]:
    """Measure API and pages over HTTP of today and of former commits; each builds its index from the same files.

    With the clock "cpu" it is the processor time of the server, from when a request is sent until its answer is read.
    """
    addresses = _addresses_by_kind(questions[::FORMER_EVERY], size)
    names = [former.TODAY, *options.commits]
    times: dict[str, dict[str, list[list[float]]]] = {kind: {name: [] for name in names} for kind in addresses}
    with ExitStack() as stack:
        servers = {}
        for name in names:
            tree, folder = peers.tree(name), options.scratch / f"serving-{peers.info(name).version}"
            shutil.rmtree(folder, ignore_errors=True)
            command = build_command(materials_folder(size, options.scratch), folder)
            subprocess.run(command, env=processes.environment(tree), check=True, stdout=subprocess.DEVNULL)
            servers[name] = stack.enter_context(_serve(folder, tree, options.clock))
            for of_kind in addresses.values():
                _round(servers[name], of_kind)
        for _ in range(options.rounds):
            for kind, name in product_of(addresses, servers):
                times[kind][name].append(_round(servers[name], addresses[kind]))
    results = {f"{kind}, {size:,}": of_kind for kind, of_kind in times.items()}
    yield from former.tables("The API and pages over HTTP", results)


def _addresses_by_kind(questions: Sequence[Question], size: int) -> dict[str, list[str]]:
    """Return what is requested of each kind of page, ``REPEATED`` times or more."""
    workshops = [f"/workshops/{slug}" for slug in [*SyntheticCorpus(size).slugs()][: len(questions)]]
    one_page = {"start page": "/", "theme page": "/themes/theme-01", "map": "/map", "sitemap": "/sitemap.xml"}
    one_page |= {"feed": "/feed.atom", "alive": "/healthz"}
    return {
        "API": _addresses(questions),
        "results page": page_addresses(questions),
        "workshop page": workshops,
        **{kind: [path] * REPEATED for kind, path in one_page.items()},
    }


def _beside_replay(settings: Settings, questions: Sequence[Question], size: int, options: Options) -> Table:
    """Measure in one process without a server, whose own time would dilute the comparison."""
    real = open_searcher(settings)
    apps = {"with": create_app(real, settings), "without": create_app(ReplayingSearcher(real), settings)}
    rows, data = [], {}
    for name, path in PAGES.items():
        addresses = [f"{path}?{_parameters(question)}" for question in questions]
        rates = _rates({key: _requester(app) for key, app in apps.items()}, addresses, options)
        data[name] = rates
        share = rates["with"] / rates["without"]
        rows.append([name, f"{rates['with']:,.0f}", f"{rates['without']:,.0f}", f"{share:.2f}x"])
    real.close()
    header = ["requests/s, one process", "with its search", "without", ""]
    return Table(f"A page beside the same page without a search, {size:,} workshops", header, rows, (), data)


def _rates(asking: dict[str, Callable[[str], None]], addresses: Sequence[str], options: Options) -> dict[str, float]:
    seconds: dict[str, list[float]] = {key: [] for key in asking}
    now = CLOCKS[options.clock]
    for _ in range(options.rounds + 1):  # the first one warms
        for key, ask in asking.items():
            start = now()
            for address in addresses:
                ask(address)
            seconds[key].append(now() - start)
    return {key: len(addresses) / median(times[1:]) for key, times in seconds.items()}


def _requester(app: Flask) -> Callable[[str], None]:
    client = app.test_client()
    environment = {"environ_overrides": {"HTTP_USER_AGENT": "benchmark"}}

    def ask(address: str) -> None:
        answer = client.get(address, headers=HEADERS, **environment)
        assert answer.status_code == 200, answer.status

    return ask


@contextmanager
def _serve(index: Path, tree: Path, clock: str = "wall") -> Iterator[Server]:
    """Run ``policysearch serve`` of ``tree`` with one worker, and yield a connection to it with its clock."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    settings = {"POLICYSEARCH_CACHE_SIZE": "0", "POLICYSEARCH_SEARCHLOG": "false"}
    command = [sys.executable, "-m", "policysearch", "serve", "--workers", "1", "--port", str(port)]
    process = subprocess.Popen(
        [*command, "--index", str(index)],
        env={**processes.environment(tree), **settings},
        stdout=subprocess.DEVNULL,
    )
    try:
        wait_until_ready(port)
        now = ProcessClock(process.pid) if clock == "cpu" else time.perf_counter
        yield Server(http.client.HTTPConnection("127.0.0.1", port), now)
    finally:
        process.terminate()
        process.wait(20)


def wait_until_ready(port: int) -> None:
    """Wait until a server answers, on a busy machine as long as a test would."""

    def answers() -> bool:
        try:
            _request(Server(http.client.HTTPConnection("127.0.0.1", port), time.perf_counter), "/readyz")
        except OSError:
            return False
        return True

    until(answers)


def _round(server: Server, addresses: Sequence[str]) -> list[float]:
    server.connection.close()  # the server may have closed it while others were measured; the first request opens it
    return [_request(server, address) for address in addresses]


def _request(server: Server, address: str) -> float:
    start = server.now()
    server.connection.request("GET", address, headers=HEADERS)
    answer = server.connection.getresponse()
    answer.read()
    assert answer.status == 200, (address, answer.status)
    return (server.now() - start) * 1e3


def page_addresses(questions: Sequence[Question]) -> list[str]:
    """Return the address of each question's results page."""
    return [f"/?{_parameters(question)}" for question in questions]


def _addresses(questions: Sequence[Question]) -> list[str]:
    return [f"{SEARCH}?{_parameters(question)}" for question in questions]


def _parameters(question: Question) -> str:
    selections = [(facet, value) for facet, values in question.filters for value in values]
    return urlencode([("q", question.text), *selections])
