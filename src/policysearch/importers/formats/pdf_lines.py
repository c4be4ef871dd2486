"""The lines of a PDF's pages with their places: running heads and feet told from text, columns in reading order."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import pypdfium2
from pypdfium2 import raw

from policysearch.importers.formats.line_end_hyphens import DIVIDED

MAX_CHARACTERS = 200_000  # of a page
_DIGITS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(r"\W*(?:\w+\s+)?\d{1,4}(?:\s*(?:/|\w+)\s*\d{1,4})?\W*")
_PRINTED = re.compile(r"(?:\d{1,4}[/.-]){2}\d{2,4},?\s+\d{1,2}:\d{2}|(?:file|https?)://\S+(?:\s+\d+/\d+)?$")
_JOINS = re.compile(f"[{DIVIDED}\x02]")
_INVISIBLE_END = f"{DIVIDED}\x02\u00ad \t"
_MAX_PITCH = 2.5  # from line to line, in sizes of letters
_TOLERANCE = 3.0  # points by which lines at the same height may differ
_MARGIN_LINES = 4  # lines at either end of a page that may be running heads or feet
_MARGIN = 0.12  # of a page's height
_MIN_SHARE = 0.3  # of the pages that have a running head
_MIN_COLUMN_LINES = 6
_MIN_FILLED = 0.6  # of a column's width that most of its lines fill: a table's cells do not
_MAX_CROSSING = 0.5  # of the lines that may go over the gap between two columns


@dataclass(frozen=True, slots=True)
class Line:
    """A line: its words, the size of its letters in points, its page from 1, and its place in points.

    ``start`` and ``end`` are measured from the page's left edge, ``top`` from its lower edge; ``room`` is where the
    line must end at the latest, ``height`` the page's. ``gaps`` are (index of the space, start, end) of wide gaps
    between words.
    """

    text: str
    size: float
    page: int
    start: float = 0.0
    end: float = 0.0
    top: float = 0.0
    room: float = 0.0
    height: float = 0.0
    gaps: tuple[tuple[int, float, float], ...] = ()


def read(document: pypdfium2.PdfDocument, number: int) -> list[Line]:
    """Return the lines of a page (from 0) in reading order; none where the page cannot be read."""
    try:
        page = document[number]
        content = page.get_textpage()
    except pypdfium2.PdfiumError:
        return []
    try:
        return in_reading_order(_lines(content, number + 1, *page.get_size()))
    finally:
        content.close()
        page.close()


def split_running(lines: Sequence[Line], pages: int) -> tuple[list[Line], list[Line]]:
    """Return the lines of the text, and the running heads and feet of the pages.

    A running line recurs at the same height on several pages, whatever its numbers, and no other line of any page
    stands as far out. A page number or a browser's stamp alone at a page's edge is one, too.
    """
    running = {id(line) for is_head in (True, False) for line in _running(lines, pages, is_head)}
    return [line for line in lines if id(line) not in running], [line for line in lines if id(line) in running]


def _lines(content: pypdfium2.PdfTextPage, page: int, width: float, height: float) -> list[Line]:
    count = content.count_chars()
    words = content.get_text_range(0, min(count, MAX_CHARACTERS)) if count > 0 else ""
    lines = []
    position = 0
    for row in words.splitlines(keepends=True):
        for first, last in _level_stretches(content, row.rstrip("\r\n"), position):
            text = row[first:last]
            if text.strip():
                lines.append(_line(content, text, position + first, page))
        position += len(row)
    edge = min((line.start for line in lines), default=0.0)
    return [replace(line, room=width - edge, height=height) for line in lines]


def _level_stretches(content: pypdfium2.PdfTextPage, text: str, position: int) -> Iterator[tuple[int, int]]:
    """Yield the stretches of a text that PDFium joined at hyphens though they are no neighbours: over a page's foot."""
    first = 0
    for match in _JOINS.finditer(text):
        height = abs(_box(content, position + match.start() - 1)[3] - _box(content, position + match.end())[3])
        index = raw.FPDFText_GetCharIndexFromTextIndex(content.raw, position + match.end())
        if index >= 0 and height > _MAX_PITCH * max(raw.FPDFText_GetFontSize(content.raw, index), 6.0):
            yield first, match.end()
            first = match.end()
    yield first, len(text)


def _line(content: pypdfium2.PdfTextPage, text: str, position: int, page: int) -> Line:
    first = position + len(text) - len(text.lstrip())
    last = position + len(text.rstrip(_INVISIBLE_END)) - 1
    index = raw.FPDFText_GetCharIndexFromTextIndex(content.raw, first)
    size = raw.FPDFText_GetFontSize(content.raw, index) if index >= 0 else 0.0
    gaps = []
    for space in (number for number, character in enumerate(text) if character == " "):
        gap_start, gap_end = _box(content, position + space - 1)[1], _box(content, position + space + 1)[0]
        if gap_end - gap_start > max(size, 6.0) * 1.2:
            gaps.append((space, gap_start, gap_end))
    joined = text.replace("\x02", DIVIDED)
    joined = f"{joined[:-1]}-" if joined.endswith((DIVIDED, "\u00ad")) else joined
    start, end, _, top = _box(content, first)
    last_end = _box(content, last)[1]
    lowest = _box(content, last)[3]
    if DIVIDED in joined and lowest < top:  # two lines in one: the second is where it ends
        return Line(joined, round(size, 1), page, start, last_end, lowest, gaps=())
    return Line(joined, round(size, 1), page, start, max(end, last_end), top, gaps=tuple(gaps))


def _box(content: pypdfium2.PdfTextPage, position: int) -> tuple[float, float, float, float]:
    """Return start, end, bottom and top of the character at a position of the text, in points."""
    index = raw.FPDFText_GetCharIndexFromTextIndex(content.raw, position)
    edges = [ctypes.c_double() for _ in range(4)]
    if index >= 0:
        raw.FPDFText_GetCharBox(content.raw, index, *edges)
    start, end, bottom, top = (edge.value for edge in edges)
    return start, end, bottom, top


def _running(lines: Sequence[Line], pages: int, is_head: bool) -> Iterator[Line]:
    """Yield the running heads, or feet, of all pages."""
    by_page: dict[int, list[Line]] = {}
    for line in lines:
        by_page.setdefault(line.page, []).append(line)
    edges = {page: sorted(on, key=lambda line: -line.top if is_head else line.top) for page, on in by_page.items()}
    groups: dict[str, list[Line]] = {}
    for on_page in edges.values():
        for line in on_page[:_MARGIN_LINES]:
            groups.setdefault(_DIGITS.sub("#", line.text.strip()), []).append(line)
    repeated = [
        group
        for group in groups.values()
        if len({line.page for line in group}) >= max(2, pages * _MIN_SHARE) and _are_level(group)
    ]
    candidates = {id(line) for group in repeated for line in group}
    for on_page in edges.values():
        for number, line in enumerate(on_page[:_MARGIN_LINES]):
            is_stamp = _PRINTED.match(line.text.strip()) or _PAGE_NUMBER.fullmatch(line.text.strip())
            if number < 2 and is_stamp and len(on_page) > 1:
                candidates.add(id(line))
    limits = [line.top for on in edges.values() for line in on if id(line) not in candidates]
    limit = (max if is_head else min)(limits, default=0.0)
    for on_page in edges.values():
        for line in on_page[:_MARGIN_LINES]:
            if id(line) in candidates and len(limits) > len(lines) / 10 and _is_outside(line, limit, is_head):
                yield line


def _is_outside(line: Line, limit: float, is_head: bool) -> bool:
    """Return whether a line stands in a page's margin, farther out than ``limit``."""
    if is_head:
        return line.top > max(limit + _TOLERANCE, line.height * (1 - _MARGIN))
    return line.top < min(limit - _TOLERANCE, line.height * _MARGIN)


def _are_level(lines: Sequence[Line]) -> bool:
    heights = [line.top for line in lines]
    return max(heights) - min(heights) <= _TOLERANCE * 2


def in_reading_order(lines: list[Line]) -> list[Line]:
    """Return a page's lines in reading order: of two columns one after the other."""
    middle = _gap_of_columns(lines)
    if middle is None:
        return lines
    parts = [part for line in lines for part in _split(line, middle)]
    sides = ["L" if part.end <= middle else "R" for part in parts if not part.start < middle < part.end]
    turns = sum(first != second for first, second in pairwise(sides))
    if len(parts) - len(lines) < 3 and turns <= _MIN_COLUMN_LINES:
        return lines  # one column after the other already
    ordered: list[Line] = []
    band: list[Line] = []
    for part in sorted(parts, key=lambda part: -part.top):
        if part.start < middle < part.end:
            ordered += [*_by_columns(band, middle), part]
            band = []
        else:
            band.append(part)
    return [*ordered, *_by_columns(band, middle)]


def _by_columns(lines: Sequence[Line], middle: float) -> list[Line]:
    return [*(line for line in lines if line.end <= middle), *(line for line in lines if line.start >= middle)]


def _split(line: Line, middle: float) -> list[Line]:
    """Return the two parts of a line that has a gap at ``middle``, else the line."""
    for space, gap_start, gap_end in line.gaps:
        if gap_start <= middle <= gap_end:
            first, second = line.text[:space].rstrip(), line.text[space + 1 :].lstrip()
            if first and second:
                return [
                    replace(line, text=first, end=gap_start, room=middle, gaps=()),
                    replace(line, text=second, start=gap_end, gaps=()),
                ]
    return [line]


def _gap_of_columns(lines: Sequence[Line]) -> float | None:
    """Return where, in points from the left, a page's two columns part; None for a page of one."""
    if len(lines) < _MIN_COLUMN_LINES * 2:
        return None
    edge, far_edge = min(line.start for line in lines), max(line.end for line in lines)
    places = [edge + (far_edge - edge) * share / 40 for share in range(14, 27)]
    crossing = {place: sum(_crosses(line, place) for line in lines) for place in places}
    place = min(places, key=lambda place: (crossing[place], abs(place - (edge + far_edge) / 2)))
    if crossing[place] > len(lines) * _MAX_CROSSING:
        return None
    parts = [part for line in lines for part in _split(line, place)]
    columns = ([p for p in parts if p.end <= place], [p for p in parts if p.start >= place])
    widths = (place - edge, far_edge - place)
    is_prose = all(_is_column(column, size) for column, size in zip(columns, widths, strict=True))
    return place if is_prose else None


def _crosses(line: Line, place: float) -> bool:
    is_over = line.start < place < line.end
    return is_over and not any(gap_start <= place <= gap_end for _, gap_start, gap_end in line.gaps)


def _is_column(lines: Sequence[Line], width: float) -> bool:
    filled = sorted(line.end - line.start for line in lines)
    return len(lines) >= _MIN_COLUMN_LINES and filled[len(filled) // 2] >= width * _MIN_FILLED
