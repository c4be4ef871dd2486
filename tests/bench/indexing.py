"""Indexing what is in memory already, on one core and on two."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Iterator
from statistics import median

from tests.bench import peers, processes
from tests.bench.corpus import Held, MadeUp
from tests.bench.figures import Table
from tests.bench.options import Options

SIZES = (10_000, 100_000)
NAMES = ("ours", "ours1", "tantivy", "tantivy2", "sqlite")
NOTE = (
    "Workshops a second (seconds). Texts are in memory before and everything is on the disk after, ours with fsync and "
    "checksums. Two views: every highlight is a document of its own besides, 3 for each workshop. "
    "“Again” is a second build in the same process, beside the first."
)


def run(options: Options) -> Iterator[Table]:
    """One table for each size."""
    for size in options.chosen(SIZES):
        yield _table(size, options)


def _table(size: int, options: Options) -> Table:
    names = [name for name in NAMES if name.rstrip("12") in options.peers and not peers.missing(name)]
    rounds = 3 if size < 50_000 else 2
    took: dict[str, dict[int, list[tuple[float, float]]]] = {name: {1: [], 2: []} for name in names}
    for _ in range(min(rounds, options.rounds)):
        for name in names:
            for cores in (1, 2):
                took[name][cores].append(processes.apart(_built, name, size, cores, options))
    found = {
        name: {cores: [median(one) for one in zip(*some, strict=True)] for cores, some in had.items()}
        for name, had in took.items()
    }
    rows = [[_named(name), *(_said(size, pair) for pair in had.values())] for name, had in found.items()]
    return Table(f"Indexing alone, {size:,} workshops", ["", "one core", "two cores"], rows, [NOTE], {"seconds": found})


def _built(name: str, size: int, cores: int, options: Options) -> tuple[float, float]:
    """Seconds for a first build and for another one in the same place (this product's only)."""
    clock = processes.spent if options.clock == "cpu" else time.perf_counter
    folder = options.scratch / "building"
    peer = peers.load(name)
    corpus = Held(MadeUp(size))
    taken = [*peer.taken(corpus)]
    slugs = corpus.slugs()
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, [*os.sched_getaffinity(0)][:cores])
    seconds = []
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for _ in range(2 if name.startswith("ours") else 1):
        began = clock()
        peer.build(folder, taken, slugs, cores)
        seconds.append(clock() - began)
    shutil.rmtree(folder)
    return seconds[0], seconds[-1]


def _said(size: int, pair: list[float]) -> str:
    first, again = (f"{size / seconds:,.0f} ({seconds:.1f} s)" for seconds in pair)
    return first if first == again else f"{first}, again {again}"


def _named(name: str) -> str:
    peer = peers.load(name)
    return f"{peer.name}{', both views' if name == 'ours' else ''} {peer.version}"
