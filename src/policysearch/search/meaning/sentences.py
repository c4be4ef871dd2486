"""Sentences of a text by their offsets, and pieces of a text that a model can take whole."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

_END = re.compile(r"(?<=[.!?…])(?P<marks>[\"'”’»)\]]*)\s+(?=[\"'“‘«(\[¿¡—-]*[A-ZÀ-ÖØ-Þ0-9])|\n+")
_ABBREVIATION = re.compile(
    r"(?:^|[\s(])(?:[A-Z]|Mr|Mrs|Ms|Dr|Dra|Sr|Sra|Prof|St|Sto|Sta|No|Nº|Núm|pp?|vs|etc|art|Art|cf|e\.g|i\.e|p\. ?ej)\.$"
)

Span = tuple[int, int]  # [start, end) in code points


def sentences(text: str) -> list[Span]:
    """Return the sentences of ``text``, without the white space around them."""
    spans: list[Span] = []
    start = 0
    for end in [*(max(match.end("marks"), match.start()) for match in _END.finditer(text)), len(text)]:
        if end < len(text) and text[end] != "\n" and _ABBREVIATION.search(text[max(end - 8, 0) : end]):
            continue
        spans += _stripped(text, start, end)
        start = end
    return spans


def pieces(text: str, tokens: Callable[[str], int], most: int) -> list[Span]:
    """Return consecutive spans of whole sentences of at most ``most`` tokens; a longer sentence is cut between words.

    A text that has no more tokens than that is one piece.
    """
    all_of_it = _stripped(text, 0, len(text))
    if not all_of_it or len(text) <= most or tokens(text) <= most:
        return all_of_it
    parts: list[tuple[Span, int]] = []
    for span in sentences(text):
        parts += _cut(text, span, tokens, most)
    return _packed(parts, most)


def _packed(parts: Sequence[tuple[Span, int]], most: int) -> list[Span]:
    packed: list[Span] = []
    size = most
    for (start, end), tokens in parts:
        if size + tokens <= most:
            packed[-1] = (packed[-1][0], end)
            size += tokens
        else:
            packed.append((start, end))
            size = tokens
    return packed


def _cut(text: str, span: Span, tokens: Callable[[str], int], most: int) -> list[tuple[Span, int]]:
    """Return the span, or its halves, or theirs, each with its tokens."""
    start, end = span
    size = tokens(text[start:end])
    if size <= most or end - start < 2:
        return [(span, size)]
    middle = (start + end) // 2
    space = text.rfind(" ", start + 1, middle)
    middle = space if space > start else middle
    halves = [*_stripped(text, start, middle), *_stripped(text, middle, end)]
    return [part for half in halves for part in _cut(text, half, tokens, most)]


def _stripped(text: str, start: int, end: int) -> list[Span]:
    words = text[start:end]
    first = start + len(words) - len(words.lstrip())
    last = start + len(words.rstrip())
    return [(first, last)] if first < last else []
