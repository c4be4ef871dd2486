"""Where the time and the room go: a question by its stages, a build by the rooms of the house, a segment by its arrays.

These look behind the contract, so that a target that is missed comes with what explains it.
"""

from __future__ import annotations

import cProfile
import gc
import os
import pstats
import shutil
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from policysearch import publishing
from policysearch.engines.contract import Request
from policysearch.engines.registry import open_generations
from policysearch.engines.whoosh.arrays.array_file import open_arrays
from policysearch.engines.whoosh.generations.directory import GenerationDirectory
from policysearch.search.did_you_mean import did_you_mean
from policysearch.search.highlight.display_text import DisplayTexts
from policysearch.search.hits import Hits
from policysearch.search.rescore import rescore_by_proximity
from policysearch.search.retrieve import retrieve
from policysearch.settings import Settings
from tests.bench import processes
from tests.bench.corpus import MadeUp
from tests.bench.figures import Table, percentile
from tests.bench.materials import written
from tests.bench.options import ROOT, Options
from tests.bench.peers.ours_peer import OpenedOurs
from tests.bench.questions import Question, two_hundred

SIZES = (10_000, 100_000)
BUILT = 10_000
HOUSE = str(ROOT / "src" / "policysearch")
GROUPS = {"records": "texts of documents", "documents": "lists: documents", "codes": "lists: weights"}
GROUPS |= {"positions": "lists: positions", "text": "dictionaries", "ends": "dictionaries", "slots": "dictionaries"}


def run(options: Options) -> Iterator[Table]:
    """Two tables for each size, one of a build."""
    for size in options.chosen(SIZES):
        corpus = MadeUp(size)
        folder = processes.index("ours", corpus, options.scratch)
        yield _stages(processes.apart(_asked, folder, size, options.rounds), size)
        yield _room(folder, size)
    yield _rooms(processes.apart(_built, options.scratch))


class _Laps:
    """The time between one stage and the next, by the names of stages."""

    def __init__(self) -> None:
        self.took: dict[str, list[float]] = {}
        self._last = 0.0

    def start(self) -> None:
        self._last = time.perf_counter()

    def lap(self, stage: str) -> None:
        now = time.perf_counter()
        self.took.setdefault(stage, []).append((now - self._last) * 1e6)
        self._last = time.perf_counter()


def _asked(folder: Path, size: int, rounds: int) -> dict[str, list[float]]:
    """Microseconds of each stage, question by question."""
    opened = OpenedOurs(folder)
    questions = two_hundred(MadeUp(size).drawn())
    laps, display_texts = _Laps(), DisplayTexts(opened.opened)
    for question in questions:
        query = opened.ready(question).words
        ids = [doc_id for doc_id, _ in retrieve(opened.opened, query).page()]
        laps.start()
        display_texts.of(ids)
        laps.lap("reading ten documents that were not shown lately")
    gc.collect()
    gc.freeze()  # as for every engine in the full job
    for _ in range(rounds):
        for question in questions:
            _through(opened, question, display_texts, laps)
    return laps.took


def _through(ours: OpenedOurs, question: Question, display_texts: DisplayTexts, laps: _Laps) -> None:
    """A search, stage by stage, then as a whole."""
    snapshot = ours.opened
    laps.start()
    query = ours.ready(question).words
    laps.lap("parsing (not in the full job)")
    matched = snapshot.execute(Request(query.clause, query.view, query.filters, facets=query.facets, candidates=50))
    laps.lap("matching and scoring")
    rescore_by_proximity(snapshot, query.clause, matched)
    laps.lap("proximity of words")
    retrieval = retrieve(snapshot, query)
    laps.start()
    retrieval.page()
    laps.lap("the first ten")
    Hits(retrieval, display_texts).page()
    laps.lap("ten hits with snippets and marks")
    assert retrieval.matched.facets is not None
    laps.lap("three facets")
    did_you_mean(retrieval)
    laps.lap("did you mean")
    laps.start()
    ours.search(query)
    laps.lap("the whole answer")


def _stages(took: Mapping[str, list[float]], size: int) -> Table:
    rows = [
        [stage, f"{sum(some) / len(some):,.0f}", *(f"{percentile(some, share):,.0f}" for share in (0.5, 0.95))]
        for stage, some in took.items()
    ]
    note = "Of the 200 questions of the full job, wall clock, in one process; means add up, percentiles do not."
    title = f"Where a question's time goes, {size:,} workshops, both views"
    return Table(title, ["microseconds", "mean", "p50", "p95"], rows, [note], {"took": dict(took)})


def _room(folder: Path, size: int) -> Table:
    generations = GenerationDirectory(folder)
    held = Counter[str]()
    for path in generations.folder(generations.current() or "").iterdir():
        if path.suffix == ".arrays":
            for name, array in open_arrays(path).items():
                held[GROUPS.get(name.rpartition("/")[2], "the rest")] += array.nbytes
        elif path.name.startswith("suggest"):
            held["suggestions"] += path.stat().st_size
        else:
            held["manifest, sources, vocabulary"] += path.stat().st_size
    rows = [[name, f"{count / 1e6:,.1f}", f"{count / size:,.0f}"] for name, count in held.most_common()]
    title = f"Where the room goes, {size:,} workshops, both views"
    return Table(title, ["", "MB", "bytes a workshop"], rows, (), {"bytes": dict(held)})


def _built(scratch: Path) -> Counter[str]:
    """Seconds of own time by room, of a build from Markdown files on one core."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, [*os.sched_getaffinity(0)][:1])
    settings = Settings(materials=written(BUILT, scratch), index=scratch / "profile-index")
    shutil.rmtree(settings.index, ignore_errors=True)
    with _profiled() as profile:
        generations = open_generations(settings)
        publishing.execute(publishing.plan_build(settings, generations, None), generations)
    shutil.rmtree(settings.index)
    return _by_room(pstats.Stats(profile).stats)  # type: ignore[attr-defined]


@contextmanager
def _profiled() -> Iterator[cProfile.Profile]:
    profile = cProfile.Profile(time.process_time)
    profile.enable()
    yield profile
    profile.disable()


def _by_room(stats: Mapping[Any, Any]) -> Counter[str]:
    """Own time by file of the house; that of libraries counts for the file that called them."""
    spent = Counter[str]()
    for (file, _line, _name), (_calls, _all, own, _together, callers) in stats.items():
        if file.startswith(HOUSE):
            spent[_named(file)] += own
            continue
        for (caller, _line2, _name2), told in callers.items():
            spent[_named(caller) if caller.startswith(HOUSE) else "libraries, from one another"] += told[2]
    return spent


def _named(file: str) -> str:
    return file.removeprefix(HOUSE).lstrip(os.sep).removesuffix(".py").replace(os.sep, "/")


def _rooms(spent: Counter[str]) -> Table:
    total = spent.total()
    rows = [[name, f"{seconds / total:.0%}"] for name, seconds in spent.most_common() if seconds > total / 100]
    note = "CPU time under Python's profiler, which makes calls dearer than they are: shares, not seconds."
    title = f"Where a build's time goes, {BUILT:,} Markdown files, both views, one core"
    return Table(title, ["file", "share"], rows, [note], {"seconds": dict(spent)})
