"""The results page over HTTP through RSGI, as ``serve`` speaks it, beside WSGI: pages per second of processor time."""

from __future__ import annotations

import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from statistics import median

from tests.bench import ROOT, processes
from tests.bench.corpus import SyntheticCorpus
from tests.bench.figures import Table, ratio
from tests.bench.options import Options
from tests.bench.questions import two_hundred
from tests.bench.serving import HEADERS, build_index, page_addresses, wait_until_ready

SIZES = (1_000,)
CLIENTS = 4
INTERFACES = ("RSGI", "WSGI")
LEAST = 0.8  # of WSGI's throughput
SERVERS = {
    "RSGI": "from policysearch.cli.serve import create_in_worker as create",
    "WSGI": "from policysearch.wsgi import create",
}
PROGRAM = """
from granian import Granian
from granian.constants import HTTPModes, Interfaces
{create}
server = Granian(
    "policysearch", address="127.0.0.1", port={port}, interface=Interfaces.{interface}, http=HTTPModes.http1,
    websockets=False, blocking_threads={threads}, log_access=False,
)
server.serve(target_loader=create, wrap_loader=False)
"""
NOTE = "One worker with as many threads; results are not kept; processor time of the worker; medians over the rounds."


def run(options: Options) -> Iterator[Table]:
    """Yield a table for each size; it failed where RSGI has less than ``LEAST`` of WSGI's throughput."""
    for size in options.sizes_or(SIZES):
        settings = build_index(size, options.scratch)
        addresses = page_addresses(two_hundred(SyntheticCorpus(size).sample()))
        rates: dict[str, list[float]] = {name: [] for name in INTERFACES}
        for _ in range(options.rounds):
            for name in INTERFACES:
                with _serve(name, settings.index) as (port, worker):
                    rates[name].append(_pages_per_second(port, worker, addresses))
        medians = {name: median(values) for name, values in rates.items()}
        share = medians["RSGI"] / medians["WSGI"]
        row = [*(f"{medians[name]:,.0f}" for name in INTERFACES), ratio(share)]
        title = f"Results pages per second of processor time, {CLIENTS} clients, {size:,} workshops"
        yield Table(title, [*INTERFACES, "RSGI / WSGI"], [row], [NOTE], {"rates": rates}, failed=share < LEAST)


def _pages_per_second(port: int, worker: int, addresses: Sequence[str]) -> float:
    """Request every page from each client, once to warm the worker and once to measure."""
    with ThreadPoolExecutor(CLIENTS) as clients:
        [*clients.map(lambda _: _request_all(port, addresses), range(CLIENTS))]
        start = _processor_seconds(worker)
        [*clients.map(lambda _: _request_all(port, addresses), range(CLIENTS))]
    return CLIENTS * len(addresses) / (_processor_seconds(worker) - start)


def _request_all(port: int, addresses: Sequence[str]) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", port)
    for address in addresses:
        connection.request("GET", address, headers=HEADERS)
        answer = connection.getresponse()
        answer.read()
        assert answer.status == 200, (address, answer.status)
    connection.close()


def _processor_seconds(process: int) -> float:
    fields = Path(f"/proc/{process}/stat").read_text("utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@contextmanager
def _serve(interface: str, index: Path) -> Iterator[tuple[int, int]]:
    """Run a server of one worker; yield its port and the process of the worker."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    program = PROGRAM.format(create=SERVERS[interface], port=port, interface=interface, threads=_threads(interface))
    settings = {
        "POLICYSEARCH_CACHE_SIZE": "0",
        "POLICYSEARCH_SEARCHLOG": "false",
        "POLICYSEARCH_INDEX": str(index.resolve()),
    }
    server = subprocess.Popen([sys.executable, "-c", program], env={**processes.environment(ROOT), **settings})
    try:
        wait_until_ready(port)
        children = Path(f"/proc/{server.pid}/task/{server.pid}/children")
        yield port, int(children.read_text("utf-8").split()[0])
    finally:
        server.terminate()
        server.wait(20)
        time.sleep(0.2)


def _threads(interface: str) -> int:
    """Return the threads of granian's own pool: under RSGI answers are made in the adapter's."""
    return CLIENTS if interface == "WSGI" else 1
