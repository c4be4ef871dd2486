"""Profiles: a question's time by its stages, a build's time by files of the source, an index's size by its arrays.

They look behind the contract, to explain why a target is missed.
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
from policysearch.search.rescore import CANDIDATES, rescore_by_proximity
from policysearch.search.retrieve import retrieve
from policysearch.settings import Settings
from tests.bench import ROOT, peer_server, processes
from tests.bench.corpus import SyntheticCorpus
from tests.bench.figures import Table, percentile
from tests.bench.materials import materials_folder
from tests.bench.options import Options
from tests.bench.peers.ours_peer import PolicySearchIndex
from tests.bench.questions import Question, two_hundred

SIZES = (10_000, 100_000)
BUILT = 10_000
SOURCE = str(ROOT / "src" / "policysearch")
GROUPS = {"records": "texts of documents", "documents": "lists: documents", "codes": "lists: weights"}
GROUPS |= {"positions": "lists: positions", "text": "dictionaries", "ends": "dictionaries", "slots": "dictionaries"}


def run(options: Options) -> Iterator[Table]:
    """Yield two tables for each size, and one of a build."""
    for size in options.sizes_or(SIZES):
        corpus = SyntheticCorpus(size)
        folder = processes.index("ours", corpus, options.scratch)
        yield _stage_table(processes.run_in_process(_stage_times, folder, size, options.rounds), size)
        yield _size_table(folder, size)
    yield _build_table(processes.run_in_process(_build_profile, options.scratch))


class _Laps:
    """A stopwatch with the microseconds of each stage, by its name."""

    def __init__(self) -> None:
        self.times: dict[str, list[float]] = {}
        self._last = 0.0

    def start(self) -> None:
        self._last = time.perf_counter()

    def lap(self, stage: str) -> None:
        now = time.perf_counter()
        self.times.setdefault(stage, []).append((now - self._last) * 1e6)
        self._last = time.perf_counter()


def _stage_times(folder: Path, size: int, rounds: int) -> dict[str, list[float]]:
    """Return the microseconds of each stage, question by question."""
    index = PolicySearchIndex(folder)
    questions = two_hundred(SyntheticCorpus(size).sample())
    laps, display_texts = _Laps(), DisplayTexts(index.snapshot)
    for question in questions:
        ids = [doc_id for doc_id, _ in retrieve(index.snapshot, index.ready(question).words).page()]
        laps.start()
        display_texts.of(ids)
        laps.lap("reading ten documents that were not shown lately")
    gc.collect()
    gc.freeze()  # as for every engine in the full job
    for _ in range(rounds):
        for question in questions:
            _time_stages(index, question, display_texts, laps)
    return laps.times


def _time_stages(index: PolicySearchIndex, question: Question, display_texts: DisplayTexts, laps: _Laps) -> None:
    """Search stage by stage, then as a whole."""
    snapshot = index.snapshot
    laps.start()
    prepared = index.ready(question)
    laps.lap("parsing (not in the full job)")
    query = prepared.words
    request = Request(query.clause, query.view, query.filters, facets=query.facets, candidates=CANDIDATES)
    matched = snapshot.execute(request)
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
    index.search(prepared)
    laps.lap("the whole answer")


def _stage_table(times: Mapping[str, list[float]], size: int) -> Table:
    rows = [
        [stage, f"{sum(laps) / len(laps):,.0f}", *(f"{percentile(laps, share):,.0f}" for share in (0.5, 0.95))]
        for stage, laps in times.items()
    ]
    note = "Of the 200 questions of the full job, wall clock, in one process; means add up, percentiles do not."
    title = f"Where a question's time goes, {size:,} workshops, both views"
    return Table(title, ["microseconds", "mean", "p50", "p95"], rows, [note], {"took": dict(times)})


def _size_table(folder: Path, size: int) -> Table:
    generations = GenerationDirectory(folder)
    sizes = Counter[str]()
    for path in generations.folder(generations.current() or "").iterdir():
        if path.suffix == ".arrays":
            for name, array in open_arrays(path).items():
                sizes[GROUPS.get(name.rpartition("/")[2], "the rest")] += array.nbytes
        elif path.name.startswith("suggest"):
            sizes["suggestions"] += path.stat().st_size
        else:
            sizes["manifest, sources, vocabulary"] += path.stat().st_size
    rows = [[name, f"{count / 1e6:,.1f}", f"{count / size:,.0f}"] for name, count in sizes.most_common()]
    title = f"Where the room goes, {size:,} workshops, both views"
    return Table(title, ["", "MB", "bytes a workshop"], rows, (), {"bytes": dict(sizes)})


def _build_profile(scratch: Path) -> Counter[str]:
    """Return the seconds of each file of the source, in a build from Markdown files on one core."""
    peer_server.limit_cores(1)
    settings = Settings(materials=materials_folder(BUILT, scratch), index=scratch / "profile-index")
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
    """Return the own time of each file of the source; a library's time counts for the file that calls it."""
    total = Counter[str]()
    for (file, _line, _name), (_calls, _all, seconds, _cumulative, callers) in stats.items():
        if file.startswith(SOURCE):
            total[_module_name(file)] += seconds
            continue
        for (caller, _line2, _name2), timings in callers.items():
            total[_module_name(caller) if caller.startswith(SOURCE) else "libraries, from one another"] += timings[2]
    return total


def _module_name(file: str) -> str:
    return file.removeprefix(SOURCE).lstrip(os.sep).removesuffix(".py").replace(os.sep, "/")


def _build_table(spent: Counter[str]) -> Table:
    total = spent.total()
    rows = [[name, f"{seconds / total:.0%}"] for name, seconds in spent.most_common() if seconds > total / 100]
    note = "CPU time under Python's profiler, which makes calls dearer than they are: shares, not seconds."
    title = f"Where a build's time goes, {BUILT:,} Markdown files, both views, one core"
    return Table(title, ["file", "share"], rows, [note], {"seconds": dict(spent)})
