"""Do engines find the same: totals and facet counts, question by question."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tests.bench.entries import FACETS
from tests.bench.peer import Answer
from tests.bench.questions import Question

COMPARED = 50  # of a facet's values: this product tells so many
SHOWN = 5
NOT_ALIKE = ("fuzzy",)  # kinds that engines understand differently: other distances, of stems or of words


def compared(questions: Sequence[Question], answers: Mapping[str, Sequence[Answer]]) -> list[str]:
    """For each engine how often it agrees with the first one, and the first questions where it does not."""
    names = [*answers]
    lines = []
    for name in names[1:]:
        pairs = zip(questions, answers[names[0]], answers[name], strict=True)
        alike = [(q, a, b) for q, a, b in pairs if q.kind not in NOT_ALIKE]
        apart = [(q, a, b) for q, a, b in alike if differ(a, b)]
        lines.append(f"{name} and {names[0]} agree on {len(alike) - len(apart)} of {len(alike)} questions.")
        lines += [f"  {q.text} {dict(q.filters) or ''}: {a.total} and {b.total}" for q, a, b in apart[:SHOWN]]
    return lines


def differ(one: Answer, other: Answer) -> bool:
    """Whether the total or any facet's most frequent values have other counts."""
    return one.total != other.total or any(_top(one.facets[f]) != _top(other.facets[f]) for f in FACETS)


def _top(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:COMPARED]
