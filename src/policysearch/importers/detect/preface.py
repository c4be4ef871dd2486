"""What a page says before its first event: the secretariat it is of, the series that its events belong to."""

from __future__ import annotations

from collections.abc import Sequence

from policysearch.importers.cue_files import Cues
from policysearch.importers.detect import headings
from policysearch.importers.outline import Block

_MAX_LINE = 150  # characters


def secretariat(preface: Sequence[Block], cues: Cues) -> tuple[Block, ...]:
    """Return the line of the secretariat that a page says it is of, with its department if that is the next line."""
    lines = [block for block in preface if len(block.text) < _MAX_LINE]
    numbers = (n for n, line in enumerate(lines) if cues.pattern(r"\b{secretariat}\b").search(line.text))
    number = next(numbers, None)
    if number is None:
        return ()
    units = [line for line in lines[number + 1 : number + 2] if cues.pattern(r"{unit}\b").match(line.text)]
    return lines[number], *units


def series(preface: Sequence[Block], cues: Cues) -> str:
    """Return the last line before the first event that names a series, a heading where there is one."""
    lines = [block for block in preface if _is_series(block.text, cues)]
    titles = [block for block in lines if block.kind == "heading"] or lines
    if not titles:
        return ""
    title = titles[-1].text
    return (headings.label_of(title)[1] if headings.kind_of_line(title, cues) == "series" else title).strip(" :")


def _is_series(text: str, cues: Cues) -> bool:
    is_name = len(text) < _MAX_LINE and not text.rstrip().endswith((".", ";"))
    names_series = is_name and cues.pattern(r"\b{series}\b").search(text)
    return bool(names_series) and not cues.pattern(r"\b{calendar}\b").search(text)
