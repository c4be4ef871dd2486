"""Each kind of question by itself, and ranking alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tests.bench import processes
from tests.bench.corpus import MadeUp
from tests.bench.figures import Table, halves, milliseconds, times
from tests.bench.fulljob import alternating
from tests.bench.options import Options
from tests.bench.questions import KINDS, Question, of_kind, two_hundred

SIZES = (100_000,)
ASKED = 60
AGAINST = ("ours", "tantivy")


def run(options: Options) -> Iterator[Table]:
    """The full job for each kind, then the top 10 without total, facets and snippets."""
    for size in options.chosen(SIZES):
        corpus = MadeUp(size)
        first = corpus.drawn()
        names = [name for name in AGAINST if name in options.peers]
        asked = [processes.Asked(name, processes.index(name, corpus, options.scratch), options.clock) for name in names]
        yield _by_kind(asked, {kind: of_kind(kind, first, ASKED) for kind in KINDS}, size, options)
        yield _ranking(asked, two_hundred(first), size, options)
        for one in asked:
            one.close()


def _by_kind(
    asked: Sequence[processes.Asked], questions: dict[str, list[Question]], size: int, options: Options
) -> Table:
    found: dict[str, dict[str, tuple[float, float]]] = {one.name: {} for one in asked}
    for kind, some in questions.items():
        for one in asked:
            one.answers(some)
        for name, rounds in alternating(asked, some, options.rounds).items():
            found[name][kind] = halves(rounds)
    rows = [[name, *(" / ".join(map(milliseconds, pair)) for pair in had.values())] for name, had in found.items()]
    title = f"The full job by kind of question, {size:,} workshops"
    note = f"Milliseconds, p50 / p95 of {ASKED} questions of each kind."
    return Table(title, ["ms", *questions], rows, [note], {"p50_p95": found})


def _ranking(asked: Sequence[processes.Asked], questions: list[Question], size: int, options: Options) -> Table:
    for one in asked:
        one.round(questions, "rank")
    took = alternating(asked, questions, options.rounds, "rank")
    found = {name: halves(rounds) for name, rounds in took.items()}
    rows = [[name, *map(milliseconds, pair)] for name, pair in found.items()]
    if set(AGAINST) <= set(found):
        ratio = [times(theirs / mine) for theirs, mine in zip(found["tantivy"], found["ours"], strict=True)]
        rows.append(["ours is ahead", *ratio])
    title = f"Ranking alone (top 10 and total by BM25), {size:,} workshops"
    return Table(title, ["ms", "p50", "p95"], rows, (), {"p50_p95": found})
