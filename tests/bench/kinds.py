"""Each kind of question by itself, and ranking alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from tests.bench import former
from tests.bench.corpus import SyntheticCorpus
from tests.bench.figures import Table, milliseconds, p50_p95, ratio
from tests.bench.fulljob import Rounds, alternate, open_peers
from tests.bench.options import Options
from tests.bench.processes import PeerProcess
from tests.bench.questions import KINDS, Question, of_kind, two_hundred

SIZES = (100_000,)
QUESTIONS = 60  # of each kind
NAMES = ("ours", "tantivy")


def run(options: Options) -> Iterator[Table]:
    """Yield tables of the full job for each kind, then of the top 10 without total, facets and snippets."""
    for size in options.sizes_or(SIZES):
        corpus = SyntheticCorpus(size)
        sample = corpus.sample()
        names = [name for name in NAMES if name in options.peers] + options.commits
        with open_peers(names, corpus, options) as opened:
            by_kind: dict[str, Rounds] = {
                kind: _rounds(opened, of_kind(kind, sample, QUESTIONS), options) for kind in KINDS
            }
            ranking = _rounds(opened, two_hundred(sample), options, "rank")
        yield _kind_table(by_kind, names, size)
        yield _ranking_table(ranking, size)
        yield from former.tables(f"Kinds of question, {size:,} workshops", {**by_kind, "ranking alone": ranking})


def _rounds(opened: Sequence[PeerProcess], questions: list[Question], options: Options, work: str = "full") -> Rounds:
    for process in opened:
        process.round(questions, work)  # fills caches
    return alternate(opened, questions, options.rounds, work)


def _kind_table(by_kind: Mapping[str, Rounds], names: Sequence[str], size: int) -> Table:
    timings = {name: {kind: p50_p95(rounds[name]) for kind, rounds in by_kind.items()} for name in names}
    rows = [[name, *(" / ".join(map(milliseconds, pair)) for pair in row.values())] for name, row in timings.items()]
    title = f"The full job by kind of question, {size:,} workshops"
    note = f"Milliseconds, p50 / p95 of {QUESTIONS} questions of each kind."
    return Table(title, ["ms", *by_kind], rows, [note], {"p50_p95": timings})


def _ranking_table(rounds: Rounds, size: int) -> Table:
    timings = {name: p50_p95(times) for name, times in rounds.items()}
    rows = [[name, *map(milliseconds, pair)] for name, pair in timings.items()]
    if {*NAMES} <= {*timings}:
        pairs = zip(timings["tantivy"], timings["ours"], strict=True)
        rows.append(["ours is ahead", *(ratio(peer_time / our_time) for peer_time, our_time in pairs)])
    title = f"Ranking alone (top 10 and total by BM25), {size:,} workshops"
    return Table(title, ["ms", "p50", "p95"], rows, (), {"p50_p95": timings})
