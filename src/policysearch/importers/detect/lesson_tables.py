"""Tables with a column of lessons: "Country | Experience | Lesson", or numbered rows under a heading of lessons."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from policysearch.importers.cue_files import Cues
from policysearch.importers.detect import headings
from policysearch.importers.outline import Block

_NUMBER = re.compile(r"\W*\d{1,3}\W*")
_SENTENCE = re.compile(r"(?:\S+\s+){3}.*[.!?]$")
_LEAST_ROWS = 2  # below the head


@dataclass(frozen=True, slots=True)
class Column:
    """The lessons of one table, as items, the index of its first row, and of its rows that say no more than them."""

    lessons: tuple[Block, ...]
    first: int
    spent: frozenset[int]


def find(blocks: Sequence[Block], cues: Cues) -> Iterator[Column]:
    """Yield the columns of lessons in ``blocks``."""
    for rows in _tables(blocks):
        cells = [_cells(blocks[index]) for index in rows]
        first, column = _headed(cells, cues) or _under_heading(blocks, rows, cells, cues)
        lessons = [(index, row[column]) for index, row in zip(rows[first:], cells[first:], strict=True) if row[column]]
        if column < 0 or len(lessons) < _LEAST_ROWS:
            continue
        items = tuple(replace(blocks[index], kind="item", text=text, level=1) for index, text in lessons)
        is_all = all(_NUMBER.fullmatch(c) for row in cells[first:] for n, c in enumerate(row) if c and n != column)
        yield Column(items, rows[0], frozenset(rows if is_all else ()))


def _tables(blocks: Sequence[Block]) -> Iterator[list[int]]:
    """Yield the indexes of rows one after the other that have as many cells, two or more."""
    rows: list[int] = []
    for index, block in enumerate(blocks):
        count = len(_cells(block)) if block.kind == "row" else 0
        if rows and (count != len(_cells(blocks[rows[0]])) or rows[-1] != index - 1):
            yield rows
            rows = []
        if count > 1:
            rows.append(index)
    if rows:
        yield rows


def _cells(row: Block) -> list[str]:
    return [cell.strip() for cell in row.text.split(" | ")]


def _headed(cells: Sequence[Sequence[str]], cues: Cues) -> tuple[int, int] | None:
    """Return where the rows begin and the column whose head is a word for lessons, in a table without days."""
    head = cells[0]
    if any(headings.kind_of_label(cell, cues) in ("when", "both") for cell in head) or any(map(_SENTENCE.match, head)):
        return None  # a table of events, or no head
    columns = [number for number, cell in enumerate(head) if headings.is_lessons_column(cell, cues)]
    is_over_texts = len(columns) == 1 and not any(headings.kind_of_label(row[0], cues) for row in cells[1:])
    return (1, columns[0]) if is_over_texts else None


def _under_heading(
    blocks: Sequence[Block], rows: Sequence[int], cells: Sequence[Sequence[str]], cues: Cues
) -> tuple[int, int]:
    """Return where the rows begin and the one column of sentences, right under a heading of lessons; else 0 and -1."""
    above = blocks[rows[0] - 1] if rows[0] else None
    if not above or not headings.is_highlights(above.text, cues):
        return 0, -1
    first = 0 if any(map(_SENTENCE.match, cells[0])) else 1
    columns = [n for n in range(len(cells[0])) if all(_SENTENCE.match(row[n]) for row in cells[first:])]
    return (first, columns[0]) if len(columns) == 1 and len(cells) > first else (0, -1)
