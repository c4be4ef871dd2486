"""The engine on a cluster beside the embedded one: builds, sizes, times, and whether they answer alike."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import replace
from statistics import median
from typing import NamedTuple

from policysearch.engines import registry
from policysearch.engines.build_contract import Generations
from policysearch.model.document import Document
from policysearch.query import Query, View, filters, parse
from policysearch.search.results import Results
from policysearch.search.service import SearchService
from policysearch.search.suggest.suggestion_builder import SuggestionBuilder
from policysearch.settings import Settings
from tests.bench import four_languages
from tests.bench.figures import Table, milliseconds, p50_p95, ratio
from tests.bench.options import Options
from tests.bench.questions import Question
from tests.cluster.cluster import Cluster

SIZES = (10_000,)
NODES = (1, 3)
TOP = 10
TIES_LOOKED_AT = 50  # hits, among which those that score like the tenth are looked for
SAME_SCORE = 1e-5  # of two scores, relative: what one engine's single precision cannot tell apart
HEAP = 1_024  # MB of each node
LEAST_OVERLAP = 0.97
EMBEDDED = "embedded"
NOTE = (
    "Wall time, and the processor's time of all processes: client, its worker and nodes; {cores} cores for all. A node "
    "is new when the first build begins, so it compiles its code meanwhile; the second build is the same once more. A "
    "build is of documents in memory, suggestions included. A search is all of the product's: ten hits with snippets "
    "and reasons, exact total, six facets, did-you-mean; results are not kept. 500 questions in four languages by "
    "turns, every second one for highlights, medians of {rounds} alternating rounds. Every node has a copy of the "
    "whole index; the size is of one copy."
)


class Timed(NamedTuple):
    """How long a build took: seconds on the wall, and of the processor in all processes."""

    wall: float
    processor: float


class Build(NamedTuple):
    """An engine with its index: its first build and the same once more, bytes of one copy.

    ``nodes`` are those of its cluster; None where there is none.
    """

    service: SearchService
    nodes: Cluster | None
    first: Timed
    second: Timed
    size: int


class Round(NamedTuple):
    """Milliseconds of each search of a round, and the processor's of all processes for one of them on average."""

    milliseconds: list[float]
    processor: float


def run(options: Options) -> Iterator[Table]:
    """Yield a table of builds and times and one of agreement for each size. The latter fails where answers differ."""
    for size in options.sizes_or(SIZES):
        documents = four_languages.documents(size)
        queries = [_query(number, *question) for number, question in enumerate(four_languages.questions(size))]
        with ExitStack() as stack:
            builds = {EMBEDDED: _build(_settings(options, EMBEDDED), documents, None)}
            for nodes in NODES:
                folder = options.scratch / f"cluster-{nodes}"
                shutil.rmtree(folder, ignore_errors=True)
                started = Cluster(folder, nodes, heap=HEAP, die_with_parent=True).started()
                running = stack.enter_context(started)
                settings = replace(
                    _settings(options, f"{nodes}"), engine="opensearch", opensearch_hosts=tuple(running.urls),
                    opensearch_replicas=nodes - 1, opensearch_prefix="bench",
                )  # fmt: skip
                name = f"OpenSearch {running.version}, {nodes} node{'s'[: nodes > 1]}"
                builds[name] = _build(settings, documents, running)
            answers = {name: _answers(built, queries) for name, built in builds.items()}
            rounds = _rounds(builds, queries, options.rounds)
            for built in builds.values():
                built.service.close()
        yield _speed_table(size, builds, rounds)
        yield _agreement_table(size, answers)


def _settings(options: Options, name: str) -> Settings:
    folder = options.scratch / f"cluster-index-{name}"
    shutil.rmtree(folder, ignore_errors=True)
    return Settings(index=folder, cache_size=0)


def _query(number: int, language: str, question: Question) -> Query:
    selected = filters(dict(question.filters))
    view: View = "highlights" if number % 2 else "workshops"
    return parse(question.text, four_languages.VOCABULARY, view=view, filters=selected, language=language)


def _build(settings: Settings, documents: Sequence[Document], nodes: Cluster | None) -> Build:
    generations = registry.open_generations(settings)
    first, second = (_timed_build(generations, documents, nodes) for _ in range(2))
    size = next(generation.size for generation in generations.list() if generation.current)
    return Build(SearchService(registry.open_engine(settings)), nodes, first, second, size)


def _timed_build(generations: Generations, documents: Sequence[Document], nodes: Cluster | None) -> Timed:
    began, worked = time.perf_counter(), _processor(nodes)
    sources = {document.workshop.slug: "1" for document in documents}
    generations.build(documents, sources, four_languages.VOCABULARY, resources=SuggestionBuilder())
    return Timed(time.perf_counter() - began, _processor(nodes) - worked)


def _processor(nodes: Cluster | None) -> float:
    """Return the seconds of the processor of this process, its children that ended, and nodes."""
    return sum(os.times()[:4]) + (nodes.processor_seconds() if nodes else 0.0)


def _answers(built: Build, queries: Sequence[Query]) -> list[Results]:
    return [built.service.search(replace(query, limit=TIES_LOOKED_AT)) for query in queries]


def _rounds(builds: Mapping[str, Build], queries: Sequence[Query], rounds: int) -> dict[str, list[Round]]:
    """Return the rounds of each engine; engines take turns."""
    by_engine: dict[str, list[Round]] = {name: [] for name in builds}
    for _ in range(rounds):
        for name, built in builds.items():
            worked = _processor(built.nodes)
            milliseconds_of_each = [_milliseconds(built, query) for query in queries]
            worked = _processor(built.nodes) - worked
            by_engine[name].append(Round(milliseconds_of_each, worked * 1e3 / len(queries)))
    return by_engine


def _milliseconds(built: Build, query: Query) -> float:
    """Return how long a search takes."""
    start = time.perf_counter()
    built.service.search(query)
    return (time.perf_counter() - start) * 1e3


def _speed_table(size: int, builds: Mapping[str, Build], rounds: Mapping[str, Sequence[Round]]) -> Table:
    rows, data, embedded = [], {}, builds[EMBEDDED]
    for name, built in builds.items():
        p50, p95 = p50_p95([round_.milliseconds for round_ in rounds[name]])
        worked = median(round_.processor for round_ in rounds[name])
        rows.append(
            [
                name,
                *_beside(built.first, embedded.first),
                *_beside(built.second, embedded.second),
                f"{built.size / 1e6:.1f} MB",
                f"{milliseconds(p50)} / {milliseconds(p95)} ms",
                f"{milliseconds(worked)} ms",
            ]
        )
        data[name] = [*built.first, *built.second, built.size, p50, p95, worked]
    header = [
        "engine",
        "first build",
        "its processor time",
        "second build",
        "its processor time",
        "size",
        "search, p50 / p95",
        "its processor time, mean",
    ]
    cores = len(os.sched_getaffinity(0))
    note = NOTE.format(cores=cores, rounds=len(rounds[EMBEDDED]))
    return Table(f"The engine on a cluster, {size:,} workshops", header, rows, [note], data)


def _beside(timed: Timed, embedded: Timed) -> list[str]:
    """Return the times of a build, each with how many times the embedded engine's it is."""
    pairs = zip(timed, embedded, strict=True)
    return [f"{seconds:.1f} s, {ratio(seconds / of_embedded)}" for seconds, of_embedded in pairs]


def _agreement_table(size: int, answers: Mapping[str, Sequence[Results]]) -> Table:
    expected = answers[EMBEDDED]
    rows, is_bad = [], False
    for name, of_engine in answers.items():
        if name == EMBEDDED:
            continue
        pairs = [*zip(expected, of_engine, strict=True)]
        totals = sum(ours.total == theirs.total for ours, theirs in pairs)
        facets = sum((ours.facets, ours.facet_totals) == (theirs.facets, theirs.facet_totals) for ours, theirs in pairs)
        overlaps = [_overlap(ours, theirs) for ours, theirs in pairs if ours.hits]
        overlap = sum(overlaps) / len(overlaps)
        is_bad |= (totals, facets) != (len(pairs), len(pairs)) or overlap < LEAST_OVERLAP
        rows.append([name, f"{totals} of {len(pairs)}", f"{facets} of {len(pairs)}", f"{overlap:.3f}"])
    header = ["beside the embedded engine", "equal totals", "equal counts of all facets", f"overlap@{TOP}"]
    note = "Hits that score like the tenth are one set."
    return Table(f"Agreement, {size:,} workshops", header, rows, [note], failed=is_bad)


def _overlap(ours: Results, theirs: Results) -> float:
    """Return the share of their first ten that are among our first ten, or score like our tenth."""
    scores = [hit.score for hit in ours.hits]
    least = scores[min(TOP, len(scores)) - 1] * (1 - SAME_SCORE)
    first = {hit.document.id for hit in ours.hits if hit.score >= least}
    listed = theirs.hits[:TOP]
    return sum(hit.document.id in first for hit in listed) / max(len(listed), 1)
