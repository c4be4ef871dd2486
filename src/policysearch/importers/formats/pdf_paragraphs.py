"""Lines of a PDF without a structure -> headings, paragraphs and list items, by size of letters and by place."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from policysearch.importers.formats import text
from policysearch.importers.formats.line_end_hyphens import LineEndHyphens
from policysearch.importers.formats.pdf_lines import Line
from policysearch.importers.outline import Block, clean

_BULLETS = "•·▪▫●○◦■□‣∙➢✓❖►\uf0b7\uf0a7"
_HYPHEN_AT_END = re.compile(r"(\w+)-$")
_WORD_AT_START = re.compile(r"\w+")
_SENTENCE_END = re.compile(r"[.:;!?]\s*$")
_MAX_WORD = 60  # characters
_LARGE = 1.12  # times the usual size of letters, from which on a line is a heading
_FAR = 1.45  # times the usual distance of lines, from which on another paragraph begins
_WRAPPED = 0.55  # part of the room that the longest lines must fill, if lines are wrapped at all
_MAX_HEADING = 250  # characters


@dataclass(frozen=True, slots=True)
class _Layout:
    """The levels of headings by size of letters, the usual distance of lines, and where wrapped lines end, by room."""

    levels: Mapping[float, int]
    pitch: float
    limits: Mapping[float, float]


def blocks(lines: Sequence[Line], hyphens: LineEndHyphens) -> Iterator[Block]:
    """Yield the blocks of all pages, in order."""
    layout = _layout(lines)
    current: list[Line] = []
    for line in lines:
        if current and not _goes_on(current, line, layout):
            yield _block(current, layout, hyphens)
            current = []
        current.append(line)
    if current:
        yield _block(current, layout, hyphens)


def with_whole_words(sequence: Sequence[Block], hyphens: LineEndHyphens) -> Iterator[Block]:
    """Yield the blocks, a word that was divided at a page's end whole on the page where it begins."""
    rest = ""
    for number, block in enumerate(sequence):
        words = block.text.removeprefix(rest).lstrip()
        following = sequence[number + 1] if number + 1 < len(sequence) else None
        first = _HYPHEN_AT_END.search(words[-_MAX_WORD:])
        second = _WORD_AT_START.match(following.text) if following and following.part > block.part else None
        rest = ""
        if first and second and second[0].islower():
            rest = second[0]
            words = words[: -len(first[0])] + hyphens.joined(first[1], rest)
        if words:
            yield replace(block, text=words)


def _layout(lines: Sequence[Line]) -> _Layout:
    characters: Counter[float] = Counter()
    for line in lines:
        characters[line.size] += len(line.text)
    usual = characters.most_common(1)[0][0] if characters else 0.0
    sizes = sorted({line.size for line in lines if line.size > usual * _LARGE}, reverse=True)
    body = [line for line in lines if line.size == usual]
    steps = sorted(first.top - line.top for first, line in pairwise(body) if 0 < first.top - line.top < 5 * usual)
    pitch = steps[len(steps) // 4] if steps else 0.0
    ends: dict[float, list[float]] = {}
    for line in body:
        ends.setdefault(round(line.room), []).append(line.end)
    limits = {room: _limit(room, sorted(of_room)) for room, of_room in ends.items()}
    return _Layout({size: min(1 + place, 6) for place, size in enumerate(sizes)}, pitch, limits)


def _limit(room: float, ends: Sequence[float]) -> float:
    """Return where wrapped lines end: the longest of them, unless all are short."""
    longest = ends[int(len(ends) * 0.95)]
    return longest if longest >= room * _WRAPPED else room


def _goes_on(current: Sequence[Line], line: Line, layout: _Layout) -> bool:
    """Return whether ``line`` belongs to the same block as the lines before it."""
    last = current[-1]
    start = line.text.strip()
    if line.page != last.page or start[0] in _BULLETS:
        return False
    is_far = layout.pitch > 0 and last.top - line.top > max(layout.pitch, last.size) * _FAR
    if layout.levels.get(line.size) or layout.levels.get(last.size):
        is_short = len(" ".join(part.text for part in current)) < _MAX_HEADING
        return line.size == last.size and is_short and (not is_far or last.top - line.top < line.size * 2)
    if start[0].islower() and not _SENTENCE_END.search(last.text):
        return True
    if _ends_a_list(current, line):
        return False
    if text.mark_of(start, last.text, current[0].text.startswith("o ")) or is_far:
        return False
    return last.end + _width_of_first_word(line) >= layout.limits.get(round(last.room), last.room)


def _ends_a_list(current: Sequence[Line], line: Line) -> bool:
    """Return whether ``line`` begins anew, at the mark's own place, after a list item of whole sentences."""
    is_item = text.BULLET.match(current[0].text.strip()) is not None
    is_at_mark = line.start <= current[0].start + 1
    return is_item and is_at_mark and line.text.strip()[0].isupper() and bool(_SENTENCE_END.search(current[-1].text))


def _width_of_first_word(line: Line) -> float:
    """Return the width in points of the first word and a space."""
    words = line.text.strip()
    return (line.end - line.start) / len(words) * (len(words.split()[0]) + 1)


def _block(lines: Sequence[Line], layout: _Layout, hyphens: LineEndHyphens) -> Block:
    words = clean(_joined(lines, hyphens))
    page = lines[0].page
    mark = text.BULLET.match(words)
    level = layout.levels.get(lines[0].size, 0)
    if mark and not (level and words[0].isalnum()) and words[0] not in "(":
        return Block("item", words[mark.end() :], 2 if words[0] in "○◦□▫" else 1, page, number=text.number_of(mark[0]))
    return Block("heading", words, level, page) if level and len(words) < 300 else Block("paragraph", words, 0, page)


def _joined(lines: Sequence[Line], hyphens: LineEndHyphens) -> str:
    """Return the lines as one, words that were divided at a line's end put together."""
    pieces: list[str] = []
    for line in lines:
        piece = line.text.strip()
        first = _HYPHEN_AT_END.search(pieces[-1][-_MAX_WORD:]) if pieces else None
        second = _WORD_AT_START.match(piece)
        if first and second and piece[0].islower():
            pieces[-1] = pieces[-1][: -len(first[0])]
            pieces.append(hyphens.joined(first[1], second[0]) + piece[second.end() :])
        else:
            pieces += [" ", piece]
    return "".join(pieces)
