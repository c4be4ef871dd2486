"""Answers to review marks -> the material's text: a value kept, changed or emptied; the mark goes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, takewhile

from policysearch.importers import draft_markdown, material_files
from policysearch.importers.draft_markdown import SOURCE
from policysearch.importers.review_marks import FIELD_MARK, Mark

_LISTS = frozenset(["themes", "organizers", "partners", "funders"])
_TEXT_MARK = re.compile(r"\s*<!--\s*review:(?P<note>.*)-->\s*$")
_ID = re.compile(r"\s*\{#[\w-]+\}$")
_MOST_LINES = 20  # of a list that is shown


@dataclass(frozen=True, slots=True)
class Question:
    """A mark with the value that its field has and the words that it was read from.

    A mark in the text has no value; its words are the lessons of the list that it stands above.
    """

    mark: Mark
    value: str
    words: tuple[str, ...]


def question(text: str, mark: Mark) -> Question:
    """Return what to show beside a mark."""
    front, body = material_files.split(text)
    if mark.field == "text":
        return Question(mark, "", tuple(_list_below(body, mark.line - len(front) - 1)))
    start, end = _lines_of(front, mark.field)
    first = FIELD_MARK.sub("", front[start]).partition(":")[2].strip()
    further = [line.strip().removeprefix("- ") for line in front[start + 1 : end] if not line.startswith("#")]
    sources = (line.removeprefix(SOURCE).strip() for line in front if line.startswith(SOURCE))
    words = tuple(line for line in sources if mark.field in line.partition(":")[0].split(", "))
    return Question(mark, "; ".join(filter(None, [first, *further])), words)


def _list_below(body: list[str], position: int) -> Iterator[str]:
    """Yield the items of the list below a mark that stands under a heading, as long as there are any."""
    lines_before = [line for line in body[:position] if line.strip() and not _TEXT_MARK.match(line)]
    lines_after = [line for line in body[position + 1 :] if line.strip() and not _TEXT_MARK.match(line)]
    if lines_before and lines_before[-1].startswith("#"):
        items = takewhile(lambda line: line.startswith(("- ", " ")), lines_after)
        yield from (_ID.sub("", line.rstrip()) for line in islice(items, _MOST_LINES))


def keep(text: str, mark: Mark) -> str:
    """Return the text without the mark."""
    front, body = material_files.split(text)
    if mark.field == "text":
        position = mark.line - len(front) - 1
        body = [line for n, line in enumerate(body) if n != position or not _TEXT_MARK.match(line)]
    else:
        front[mark.line - 1] = FIELD_MARK.sub("", front[mark.line - 1]).rstrip()
    return "\n".join([*front, *body]) + "\n"


def change(text: str, mark: Mark, value: str) -> str:
    """Return the text with ``value`` in the mark's field and without the mark; an empty value empties the field.

    In a field that lists names, semicolons part them.
    """
    front, body = material_files.split(text)
    start, end = _lines_of(front, mark.field)
    values = [part.strip() for part in value.split(";") if part.strip()]
    lines = draft_markdown.field_lines(mark.field, tuple(values) if mark.field in _LISTS and values else value.strip())
    return "\n".join([*front[:start], *lines, *front[end:], *body]) + "\n"


def _lines_of(front: list[str], name: str) -> tuple[int, int]:
    """Return where the lines of a field begin and end."""
    start = next(number for number, line in enumerate(front) if line.startswith(f"{name}:"))
    end = start + 1
    while end < len(front) - 1 and front[end].startswith((" ", "- ")):
        end += 1
    return start, end
