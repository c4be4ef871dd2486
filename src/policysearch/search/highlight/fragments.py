"""Choosing what to show of a document: its best highlights, and the best stretch of longer texts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from policysearch.search.highlight.display_text import DisplayText, Zone
from policysearch.search.highlight.highlighter import Mark

WHOLE_UP_TO = 600  # characters: a highlight up to this long is shown whole
FRAGMENT = 280  # characters
MAX_SNIPPETS = 3
_WORD_START = re.compile(r"(?<!\S)\S")


class Fragment(NamedTuple):
    """``text[start:end]`` is to be shown; ``marks`` are offsets in it, of so many distinct ``clauses``."""

    start: int
    end: int
    marks: tuple[tuple[int, int], ...]
    clauses: int


Candidate = tuple[Fragment, DisplayText, Zone]  # what would be shown, and where it is from


def entire(text: str, marks: Sequence[Mark]) -> Fragment:
    """Return all of a highlight, unless it is very long."""
    return _uncut(text, marks) if len(text) <= WHOLE_UP_TO else _cut(text, marks)


def fragment(text: str, marks: Sequence[Mark]) -> Fragment:
    """Return the stretch of a longer text that has the most distinct clauses closest together."""
    return _uncut(text, marks) if len(text) <= FRAGMENT else _cut(text, marks)


def best(candidates: Sequence[Candidate]) -> Sequence[Candidate]:
    """Return those to show, best first; where none has any mark, the first ones as they come."""
    if len(candidates) < 2:
        return candidates
    marked = [candidate for candidate in candidates if candidate[0].clauses]
    if len(marked) > 1:
        marked.sort(key=_most_clauses)
    return (marked or candidates)[:MAX_SNIPPETS]


def may_be_shown(marks: Sequence[Mark], rivals: Sequence[Candidate]) -> bool:
    """Return whether a text with these marks can be among the best: not where enough of ``rivals`` have as many."""
    if len(rivals) < MAX_SNIPPETS:
        return True
    most = (len({mark[2] for mark in marks}), len(marks))
    return sum((cut.clauses, len(cut.marks)) >= most for cut, _, _ in rivals) < MAX_SNIPPETS


def _most_clauses(candidate: Candidate) -> tuple[int, int]:
    return -candidate[0].clauses, -len(candidate[0].marks)


def _uncut(text: str, marks: Sequence[Mark]) -> Fragment:
    if len(marks) == 1:  # most often
        ((start, end, _clause),) = marks
        return Fragment(0, len(text), ((start, end),), 1)
    return Fragment(0, len(text), tuple([mark[:2] for mark in marks]), len({mark[2] for mark in marks}))


def _cut(text: str, marks: Sequence[Mark]) -> Fragment:
    start, end = window(text, marks, FRAGMENT)
    inside = [mark for mark in marks if start <= mark[0] and mark[1] <= end]
    offsets = tuple([(first - start, last - start) for first, last, _ in inside])
    return Fragment(start, end, offsets, len({mark[2] for mark in inside}))


def window(text: str, marks: Sequence[Mark], length: int) -> tuple[int, int]:
    """Return where to cut, between words, so that about ``length`` characters have the most distinct clauses."""
    first, last = _densest(marks, length)
    spare = max(length - (last - first), 0)
    start = _word_start(text, max(first - spare // 3, 0), first)
    end = min(start + max(length, last - start), len(text))
    if end < len(text) and not text[end].isspace():
        cut = max(text.rfind(" ", start, end), text.rfind("\n", start, end))
        end = cut if cut >= last and cut > start else end
    return start, start + len(text[start:end].rstrip())


def _densest(marks: Sequence[Mark], length: int) -> tuple[int, int]:
    """Return start and end of the run of marks within ``length`` that has the most clauses, then the most marks."""
    best_worth, span = (0, 0), (0, 0)
    last = 0
    for first, (start, _, _) in enumerate(marks):
        last = max(last, first)
        while last + 1 < len(marks) and marks[last + 1][1] - start <= length:
            last += 1
        run = marks[first : last + 1]
        worth = (len({clause for _, _, clause in run}), len(run))
        if worth > best_worth:
            best_worth, span = worth, (start, run[-1][1])
    return span


def _word_start(text: str, start: int, limit: int) -> int:
    """Return the first beginning of a word from ``start`` on, ``limit`` at the latest."""
    match = _WORD_START.search(text, start, limit)
    return match.start() if match else limit
