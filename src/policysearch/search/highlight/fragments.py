"""Choosing what to show of a document: its best highlights, and the best stretch of longer texts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

from policysearch.search.highlight.display_text import DisplayText, SnippetSource
from policysearch.search.highlight.highlighter import Mark

WHOLE = 600  # a highlight up to this long is shown whole
FRAGMENT = 280
SHOWN = 3
_WORD_START = re.compile(r"(?<!\S)\S")


class Fragment(NamedTuple):
    """``text[start:end]`` is to be shown, ``marks`` are offsets in it, of so many distinct ``clauses``."""

    start: int
    end: int
    marks: tuple[tuple[int, int], ...]
    clauses: int


_new = partial(tuple.__new__, Fragment)
Candidate = tuple[Fragment, DisplayText, SnippetSource]  # what would be shown, and where it is from


def whole(text: str, found: Sequence[Mark]) -> Fragment:
    """All of a highlight, unless it is very long."""
    if len(text) <= WHOLE and len(found) == 1:  # nearly always
        start, end, _ = found[0]
        return _new((0, len(text), ((start, end),), 1))
    return _cut(text, found, WHOLE)


def fragment(text: str, found: Sequence[Mark]) -> Fragment:
    """The stretch of a longer text that has the most distinct clauses closest together."""
    return _cut(text, found, FRAGMENT)


def best(candidates: Sequence[Candidate]) -> Sequence[Candidate]:
    """Those to show, best first; where none has any mark, the first ones as they come."""
    if len(candidates) < 2:
        return candidates
    marked = [one for one in candidates if one[0].clauses]
    if len(marked) > 1:
        marked.sort(key=_most_clauses)
    return (marked or candidates)[:SHOWN]


def may_be_shown(found: Sequence[Mark], before: Sequence[Candidate]) -> bool:
    """Whether a text with these marks can be among the best: not where enough of those ``before`` have as many."""
    if len(before) < SHOWN:
        return True
    most = (len({mark[2] for mark in found}), len(found))
    return sum((cut.clauses, len(cut.marks)) >= most for cut, _, _ in before) < SHOWN


def _most_clauses(candidate: Candidate) -> tuple[int, int]:
    return -candidate[0].clauses, -len(candidate[0].marks)


def _cut(text: str, found: Sequence[Mark], length: int) -> Fragment:
    if not found and len(text) <= length:
        return Fragment(0, len(text), (), 0)
    if len(text) <= length:
        return Fragment(0, len(text), tuple([mark[:2] for mark in found]), len({mark[2] for mark in found}))
    start, end = window(text, found, FRAGMENT)
    inside = [mark for mark in found if start <= mark[0] and mark[1] <= end]
    marks = tuple([(first - start, last - start) for first, last, _ in inside])
    return Fragment(start, end, marks, len({mark[2] for mark in inside}))


def window(text: str, found: Sequence[Mark], length: int) -> tuple[int, int]:
    """Where to cut, between words, so that about ``length`` characters have the most distinct clauses."""
    first, last = _densest(found, length)
    spare = max(length - (last - first), 0)
    start = _word_start(text, max(first - spare // 3, 0), first)
    end = min(start + max(length, last - start), len(text))
    if end < len(text) and not text[end].isspace():
        cut = max(text.rfind(" ", start, end), text.rfind("\n", start, end))
        end = cut if cut >= last and cut > start else end
    return start, start + len(text[start:end].rstrip())


def _densest(found: Sequence[Mark], length: int) -> tuple[int, int]:
    """The start and end of the run of marks within ``length`` that has the most clauses, then the most marks."""
    best, chosen = (0, 0), (0, 0)
    last = 0
    for first, (start, _, _) in enumerate(found):
        last = max(last, first)
        while last + 1 < len(found) and found[last + 1][1] - start <= length:
            last += 1
        run = found[first : last + 1]
        worth = (len({clause for _, _, clause in run}), len(run))
        if worth > best:
            best, chosen = worth, (start, run[-1][1])
    return chosen


def _word_start(text: str, start: int, limit: int) -> int:
    """The first beginning of a word from ``start`` on, ``limit`` at the latest."""
    found = _WORD_START.search(text, start, limit)
    return found.start() if found else limit
