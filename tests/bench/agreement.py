"""Agreement of engines: totals and facet counts, question by question."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tests.bench.entries import FACETS
from tests.bench.peer import Answer
from tests.bench.questions import Question

FACET_VALUES = 50  # this product answers so many values of a facet
EXAMPLES = 5
INCOMPARABLE_KINDS = ("fuzzy",)  # engines measure other distances, of stems or of words


def agreement_lines(questions: Sequence[Question], answers: Mapping[str, Sequence[Answer]]) -> list[str]:
    """Return lines that say how often each engine agrees with the first one, with examples of disagreement."""
    names = [*answers]
    lines = []
    for name in names[1:]:
        pairs = zip(questions, answers[names[0]], answers[name], strict=True)
        comparable = [(q, a, b) for q, a, b in pairs if q.kind not in INCOMPARABLE_KINDS]
        disagreements = [(q, a, b) for q, a, b in comparable if differ(a, b)]
        count = len(comparable) - len(disagreements)
        lines.append(f"{name} and {names[0]} agree on {count} of {len(comparable)} questions.")
        examples = disagreements[:EXAMPLES]
        lines += [f"  {q.text} {dict(q.filters) or ''}: {a.total} and {b.total}" for q, a, b in examples]
    return lines


def identity_line(name: str, today: Sequence[Answer], then: Sequence[Answer]) -> str:
    """Return a line that says how many whole answers of former commit ``name`` are equal to today's."""
    equal = sum(new == old for new, old in zip(today, then, strict=True))
    return f"{name} and today give {equal} of {len(today)} equal answers: total, facets, hits, snippets and marks."


def differ(first: Answer, second: Answer) -> bool:
    """Return True if the totals differ, or the counts of any facet's most frequent values."""
    return first.total != second.total or any(_most_frequent(first, f) != _most_frequent(second, f) for f in FACETS)


def _most_frequent(answer: Answer, facet: str) -> list[tuple[str, int]]:
    return sorted(answer.facets[facet].items(), key=lambda pair: (-pair[1], pair[0]))[:FACET_VALUES]
