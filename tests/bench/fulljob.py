"""The full job: top 10 by BM25(F), exact total, three drill-sideways facets, snippets of the ten hits."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence

from tests.bench import agreement, peers, processes
from tests.bench.corpus import Corpus, MadeUp
from tests.bench.figures import Table, halves, milliseconds, times
from tests.bench.options import Options
from tests.bench.questions import Question, two_hundred

SIZES = (1_000, 10_000, 100_000, 300_000)
NOTE = (
    "Milliseconds, p50 / p95 of 200 questions (60 AND, 40 OR, 30 phrases, 20 NOT, 20 prefixes, 30 with filters), "
    "medians of alternating rounds in separate processes. All get their queries ready made. Ours indexes both views, "
    "every highlight as a document of its own besides (3 for each workshop), weighs how near words stand and may ask "
    "“did you mean”; peers index workshops alone, in one field."
)


def run(options: Options) -> Iterator[Table]:
    """A table of times, one of ratios."""
    return of(map(MadeUp, options.chosen(SIZES)), options)


def of(corpora: Iterable[Corpus], options: Options) -> Iterator[Table]:
    """The same, for each of ``corpora``."""
    found: dict[str, dict[str, tuple[float, float]]] = {}
    notes: list[str] = []
    for corpus in corpora:
        names = [name for name in options.peers if peers.load(name).largest >= len(corpus)]
        found[corpus.name] = measured(names, corpus, options, notes)
        yield _times(found, options, [NOTE])
    yield _ratios(found, options, notes)


def measured(
    names: Sequence[str], corpus: Corpus, options: Options, notes: list[str]
) -> dict[str, tuple[float, float]]:
    """(p50, p95) of each peer; ``notes`` gets what they disagree about."""
    questions = two_hundred(corpus.drawn())
    asked = [processes.Asked(name, processes.index(name, corpus, options.scratch), options.clock) for name in names]
    answers = {one.name: one.answers(questions) for one in asked}
    notes += [f"{corpus.name}: {line}" for line in agreement.compared(questions, answers)]
    rounds = alternating(asked, questions, options.rounds)
    for one in asked:
        one.close()
    found = {name: halves(took) for name, took in rounds.items()}
    for name, pair in found.items():  # a larger one may take long, or be given up
        print(f"{corpus.name}: {name} {' / '.join(map(milliseconds, pair))} ms", file=sys.stderr, flush=True)
    return found


def alternating(
    asked: Sequence[processes.Asked], questions: Sequence[Question], rounds: int, work: str = "full"
) -> dict[str, list[list[float]]]:
    """Every peer's rounds, one of each in turn."""
    took: dict[str, list[list[float]]] = {one.name: [] for one in asked}
    for _ in range(rounds):
        for one in asked:
            took[one.name].append(one.round(questions, work))
    return took


def _times(found: dict[str, dict[str, tuple[float, float]]], options: Options, notes: list[str]) -> Table:
    rows = [
        [
            _named(name),
            *("–" if name not in had else " / ".join(map(milliseconds, had[name])) for had in found.values()),
        ]
        for name in options.peers
    ]
    return Table("The full job, by number of workshops", ["ms", *map(_worded, found)], rows, notes, {"p50_p95": found})


def _ratios(found: dict[str, dict[str, tuple[float, float]]], options: Options, notes: list[str]) -> Table:
    rows = []
    for name in options.peers:
        if name != "ours":
            cells = (
                " / ".join(times(theirs / mine) for theirs, mine in zip(had[name], had["ours"], strict=True))
                if name in had and "ours" in had
                else "–"
                for had in found.values()
            )
            rows.append([_named(name), *cells])
    return Table("How many times ours is ahead of", ["p50 / p95", *map(_worded, found)], rows, notes)


def _named(name: str) -> str:
    peer = peers.load(name)
    return f"{peer.name} {peer.version}"


def _worded(corpus: str) -> str:
    return f"{int(corpus):,}" if corpus.isdigit() else corpus
