"""Choosing what to show of a document: its best highlights, and the best stretch of longer texts."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from policysearch.engine import Snippet
from policysearch.engines.whoosh.probes import Mark, Probe, marks

WHOLE = 600  # a highlight up to this long is shown whole
FRAGMENT = 280
SHOWN = 3
_WORD_START = re.compile(r"(?<!\S)\S")

Marked = tuple[Snippet, int]  # a snippet, and how many distinct clauses it has


def highlight(show: Callable[..., Snippet], text: str, language: str, probes: tuple[Probe, ...]) -> Marked:
    """A highlight with its marks; whole unless it is very long."""
    return _snippet(show, text, language, probes, WHOLE)


def fragment(show: Callable[..., Snippet], text: str, language: str, probes: tuple[Probe, ...]) -> Marked:
    """The stretch of a longer text that has the most distinct clauses closest together."""
    return _snippet(show, text, language, probes, FRAGMENT)


def best(candidates: Sequence[Marked], words: bool) -> tuple[Snippet, ...]:
    """The candidates to show, best first; where none has any mark, the first ones as they come."""
    ranked = sorted(candidates, key=lambda c: (-c[1], -len(c[0].marks)))
    found = [snippet for snippet, clauses in ranked if clauses] if words else []
    return tuple(found[:SHOWN] or [snippet for snippet, _ in candidates[:SHOWN]])


def _snippet(show: Callable[..., Snippet], text: str, language: str, probes: tuple[Probe, ...], length: int) -> Marked:
    found = marks(text, language, probes)
    start, end = (0, len(text)) if len(text) <= length else window(text, found, FRAGMENT)
    inside = [mark for mark in found if start <= mark.start and mark.end <= end]
    snippet = show(
        text=text[start:end],
        marks=tuple((mark.start - start, mark.end - start) for mark in inside),
        language=language,
    )
    return snippet, len({mark.clause for mark in inside})


def window(text: str, found: list[Mark], length: int) -> tuple[int, int]:
    """Where to cut, between words, so that about ``length`` characters have the most distinct clauses."""
    first, last = _densest(found, length)
    spare = max(length - (last - first), 0)
    start = _word_start(text, max(first - spare // 3, 0), first)
    end = min(start + max(length, last - start), len(text))
    if end < len(text) and not text[end].isspace():
        cut = max(text.rfind(" ", start, end), text.rfind("\n", start, end))
        end = cut if cut >= last and cut > start else end
    return start, start + len(text[start:end].rstrip())


def _densest(found: list[Mark], length: int) -> tuple[int, int]:
    """The start and end of the run of marks within ``length`` that has the most clauses, then the most marks."""
    best, chosen = (0, 0), (0, 0)
    last = 0
    for first, mark in enumerate(found):
        last = max(last, first)
        while last + 1 < len(found) and found[last + 1].end - mark.start <= length:
            last += 1
        run = found[first : last + 1]
        worth = (len({one.clause for one in run}), len(run))
        if worth > best:
            best, chosen = worth, (mark.start, run[-1].end)
    return chosen


def _word_start(text: str, start: int, limit: int) -> int:
    """The first beginning of a word from ``start`` on, ``limit`` at the latest."""
    found = _WORD_START.search(text, start, limit)
    return found.start() if found else limit
