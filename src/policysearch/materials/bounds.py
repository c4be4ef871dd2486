"""Bounds of a material's body, so that no page takes long to render: the Markdown library is slow beyond them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from policysearch.model.message import message

MAX_LEVELS = 20  # of lists and quotations within each other
MAX_MARKS = 400  # of one kind in a paragraph, an item of a list or a row of a table
MAX_TAGS = 2_000  # signs < in a material
MAX_HIGHLIGHTS = 2_000
MAX_LINES = 20_000  # of a material
MARKS = "*_[`<&\\"
_LEVEL = r"(?: {4}|\t| {0,3}(?:>|[-*+](?=[ \t])|\d{1,9}[.)](?=[ \t])))"
_DEEP = re.compile(rf"{_LEVEL}{{{MAX_LEVELS + 1}}}")
_RULE = re.compile(r"[ \t]*([-*_])(?:[ \t]*\1)*[ \t]*")
_NEW_PART = re.compile(r"[ \t]*(?:$|\||[-*+•][ \t]|\d{1,9}[.)][ \t])")


def overloads(body: str, first_line: int) -> Iterator[tuple[int, str, str]]:
    """Yield (line, sentence, suggestion) of what is beyond a bound, once of each kind."""
    lines = body.split("\n")
    if len(lines) > MAX_LINES:
        yield (
            first_line + MAX_LINES,
            message("has more than {max_lines:,} lines", max_lines=MAX_LINES),
            message("attach long documents instead"),
        )
        return
    for number, line in enumerate(lines, first_line):
        if len(line) > MAX_LEVELS and not line[0].isalnum() and _DEEP.match(line) and not _RULE.fullmatch(line):
            yield (
                number,
                message("is nested more than {max_levels} levels deep", max_levels=MAX_LEVELS),
                message("write fewer levels"),
            )
            break
    for mark in MARKS:
        index = _line_of_many(lines, mark) if body.count(mark) > MAX_MARKS else None
        if index is not None:
            sentence = message(
                "has more than {max_marks} signs {mark} in one paragraph", max_marks=MAX_MARKS, mark=mark
            )
            yield first_line + index, sentence, message("make it several paragraphs, or leave the signs out")
    if body.count("<") > MAX_TAGS:
        yield (
            first_line,
            message("has more than {max_tags:,} signs <", max_tags=MAX_TAGS),
            message("write Markdown, not HTML"),
        )


def _line_of_many(lines: list[str], mark: str) -> int | None:
    """Return the index of the line in which a part of the text has too many of ``mark``."""
    count = 0
    for number, line in enumerate(lines):
        count = line.count(mark) + (0 if _NEW_PART.match(line) else count)
        if count > MAX_MARKS:
            return number
    return None
