"""Indexing what is in memory already, on one core and on two."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from statistics import median

from tests.bench import peers
from tests.bench.corpus import Corpus, InMemory, SyntheticCorpus
from tests.bench.figures import Table
from tests.bench.former import TODAY
from tests.bench.options import Options
from tests.bench.processes import PeerProcess

SIZES = (10_000, 100_000)
NAMES = ("ours", "ours1", "tantivy", "tantivy2", "sqlite")
CORES = (1, 2)
NOTE = (
    "Workshops a second (seconds). Texts are in memory before and everything is on the disk after, ours with fsync and "
    "checksums. Two views: every highlight is a document of its own besides, 3 for each workshop. "
    "“Again” is a second build in the same process, beside the first."
)
Seconds = Mapping[int, Sequence[float]]  # by number of cores: the first build, the second one


def run(options: Options) -> Iterator[Table]:
    """Yield one table for each size, and one beside former commits if there are any."""
    for size in options.sizes_or(SIZES):
        medians = _measure(size, options)
        yield _table(size, medians)
        if options.commits and TODAY in medians:
            yield _former_table(size, medians, options.commits)


def _measure(size: int, options: Options) -> dict[str, Seconds]:
    names = [name for name in NAMES if name.rstrip("12") in options.peers and not peers.missing(name)]
    names += options.commits
    corpus = InMemory(SyntheticCorpus(size))
    rounds = 3 if size < 50_000 else 2
    seconds: dict[str, dict[int, list[list[float]]]] = {name: {cores: [] for cores in CORES} for name in names}
    for _ in range(min(rounds, options.rounds)):
        for name in names:
            for cores in CORES:
                seconds[name][cores].append(_build_seconds(name, corpus, cores, options))
    return {
        name: {cores: [median(times) for times in zip(*builds, strict=True)] for cores, builds in by_cores.items()}
        for name, by_cores in seconds.items()
    }


def _build_seconds(name: str, corpus: Corpus, cores: int, options: Options) -> list[float]:
    """Return the seconds of a build, and of a second one in the same place (this product only)."""
    builds = 2 if peers.module(name).startswith("ours") else 1
    with PeerProcess(name) as process:
        return process.time_builds(options.scratch / "building", corpus, cores, builds, options.clock)


def _table(size: int, medians: Mapping[str, Seconds]) -> Table:
    rows = [[_label(name), *(_cell(size, times) for times in row.values())] for name, row in medians.items()]
    header = ["", "one core", "two cores"]
    return Table(f"Indexing alone, {size:,} workshops", header, rows, [NOTE], {"seconds": medians})


def _former_table(size: int, medians: Mapping[str, Seconds], commits: Sequence[str]) -> Table:
    rows = [
        [peers.info(name).version, *(_ratios(medians[TODAY][cores], medians[name][cores]) for cores in CORES)]
        for name in commits
    ]
    title = f"Indexing alone, {size:,} workshops: seconds today / at a former commit"
    return Table(title, ["commit", "one core: first, again", "two cores"], rows)


def _ratios(today: Sequence[float], then: Sequence[float]) -> str:
    return ", ".join(f"{new / old:.3f}" for new, old in zip(today, then, strict=True))


def _cell(size: int, times: Sequence[float]) -> str:
    return ", again ".join(f"{size / seconds:,.0f} ({seconds:.1f} s)" for seconds in times)


def _label(name: str) -> str:
    peer = peers.info(name)
    return f"{peer.name}{', both views' if peers.module(name) == TODAY else ''} {peer.version}"
