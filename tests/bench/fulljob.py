"""The full job: top 10 by BM25(F), exact total, three drill-sideways facets, snippets of the ten hits."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager

from tests.bench import agreement, former, peers, processes
from tests.bench.corpus import Corpus, SyntheticCorpus
from tests.bench.figures import Table, milliseconds, p50_p95, ratio
from tests.bench.options import Options
from tests.bench.processes import PeerProcess
from tests.bench.questions import Question, two_hundred

SIZES = (1_000, 10_000, 100_000, 300_000)
NOTE = (
    "Milliseconds, p50 / p95 of 200 questions (60 AND, 40 OR, 30 phrases, 20 NOT, 20 prefixes, 30 with filters), "
    "medians of alternating rounds in separate processes. All get their queries ready made. Ours indexes both views, "
    "every highlight as a document of its own besides (3 for each workshop), weighs how near words stand and may ask "
    "“did you mean”; peers index workshops alone, in one field."
)
Rounds = dict[str, list[list[float]]]  # by peer and round, the milliseconds of each question


def run(options: Options) -> Iterator[Table]:
    """Yield a table of times for each size, one of ratios, one beside former commits if there are any."""
    return tables(map(SyntheticCorpus, options.sizes_or(SIZES)), options)


def tables(corpora: Iterable[Corpus], options: Options) -> Iterator[Table]:
    """Yield the same tables for each of ``corpora``."""
    results: dict[str, Rounds] = {}
    notes: list[str] = []
    for corpus in corpora:
        names = [name for name in options.peers if peers.info(name).largest >= len(corpus)]
        results[corpus.name] = measure(names, corpus, options, notes)
        yield _time_table(results, options, [NOTE])
    yield _ratio_table(results, options, notes)
    yield from former.tables("The full job", {_heading(name): rounds for name, rounds in results.items()})


def measure(names: Sequence[str], corpus: Corpus, options: Options, notes: list[str]) -> Rounds:
    """Return the times of each peer; add to ``notes`` what the peers disagree about."""
    questions = two_hundred(corpus.sample())
    with open_peers(names, corpus, options) as opened:
        answers = {process.name: process.answers(questions) for process in opened}
        notes += [f"{corpus.name}: {line}" for line in agreement.agreement_lines(questions, answers)]
        if former.TODAY in answers:
            commits = filter(peers.is_commit, names)
            lines = [agreement.identity_line(name, answers[former.TODAY], answers[name]) for name in commits]
            notes += [f"{corpus.name}: {line}" for line in lines]
        rounds = alternate(opened, questions, options.rounds)
    for name in rounds:  # a larger corpus may take long, or be given up
        cell = " / ".join(map(milliseconds, p50_p95(rounds[name])))
        print(f"{corpus.name}: {name} {cell} ms", file=sys.stderr, flush=True)
    return rounds


@contextmanager
def open_peers(names: Sequence[str], corpus: Corpus, options: Options) -> Iterator[list[PeerProcess]]:
    """Yield a process of each peer, with its index of ``corpus`` open."""
    folders = {name: processes.index(name, corpus, options.scratch) for name in names}
    with ExitStack() as stack:
        opened = [stack.enter_context(PeerProcess(name)) for name in names]
        for process in opened:
            process.open(folders[process.name], options.clock)
        yield opened


def alternate(opened: Sequence[PeerProcess], questions: Sequence[Question], rounds: int, work: str = "full") -> Rounds:
    """Return every peer's times of ``work``. Peers take turns in each round, every second round in reverse order."""
    times: Rounds = {process.name: [] for process in opened}
    for number in range(rounds):
        for process in opened if number % 2 == 0 else reversed(opened):
            times[process.name].append(process.round(questions, work))
    return times


def _time_table(results: Mapping[str, Rounds], options: Options, notes: list[str]) -> Table:
    timings = {corpus: {name: p50_p95(times) for name, times in rounds.items()} for corpus, rounds in results.items()}
    rows = [
        [_label(name), *(" / ".join(map(milliseconds, row[name])) if name in row else "–" for row in timings.values())]
        for name in options.peers
    ]
    header = ["ms", *map(_heading, timings)]
    return Table("The full job, by number of workshops", header, rows, notes, {"p50_p95": timings})


def _ratio_table(results: Mapping[str, Rounds], options: Options, notes: list[str]) -> Table:
    rows = [
        [_label(name), *(_ratio_cell(rounds, name) for rounds in results.values())]
        for name in options.peers
        if name != "ours"
    ]
    return Table("How many times ours is ahead of", ["p50 / p95", *map(_heading, results)], rows, notes)


def _ratio_cell(rounds: Rounds, name: str) -> str:
    if not {name, "ours"} <= {*rounds}:
        return "–"
    pairs = zip(p50_p95(rounds[name]), p50_p95(rounds["ours"]), strict=True)
    return " / ".join(ratio(peer_time / our_time) for peer_time, our_time in pairs)


def _label(name: str) -> str:
    return "{0.name} {0.version}".format(peers.info(name))


def _heading(corpus: str) -> str:
    return f"{int(corpus):,}" if corpus.isdigit() else corpus
