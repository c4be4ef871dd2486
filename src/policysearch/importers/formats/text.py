"""Plain text -> Outline: list marks, wrapped lines, encodings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from policysearch.importers.formats.file_in_memory import Source
from policysearch.importers.outline import Block, Outline, clean, collect
from policysearch.model.errors import ImportRefusedError

BULLET = re.compile(
    r"^(\s*)(?:[•·▪▫●○◦■□‣∙➢✓❖►\uf0b7\uf0a7]|[-*–—o](?=\s)|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)][-–—]?(?=\s))\s*"
)
_NUMBER = re.compile(r"\s*\(?(\d{1,2})[.)]")
_LABEL = re.compile(r"\s*[^\W\d_][\w ]{2,30}:\s")
_LINE_OF_DAYS = re.compile(r"\s*[^\W\d_a-zà-ÿ][^.;]{3,80}\b(?:19|20)\d\d\s*$")  # "Recife, Brasil, 11 de agosto de 2014"
_WRAPPED_LINE = 100
_MIN_TABS = 2  # in a row of a table


def read(path: Source) -> Outline:
    """Return the file's paragraphs and list items. Raises ImportRefusedError."""
    return Outline(collect(blocks(decode(path.read_bytes()))))


def decode(data: bytes) -> str:
    """Return the text of UTF-8, of UTF-16 with its mark, or else of Windows-1252. Raises ImportRefusedError."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", "replace")
    if b"\0" in data[:4096]:
        raise ImportRefusedError("it is not a text.", "Open it in the program it was made with and save it as PDF.")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def typed_items(blocks: Iterable[Block], o_level: int = 1) -> Iterator[Block]:
    """Yield the blocks, paragraphs that begin with a typed list mark made items where an item or another is beside.

    A single "- Yes" or "1. Introduction" stays a paragraph. ``o_level`` is the depth of items marked with "o".
    """
    sequence = list(blocks)
    marks = [BULLET.match(block.text) if block.kind == "paragraph" else None for block in sequence]
    may_be_item = [bool(mark) or block.kind == "item" for block, mark in zip(sequence, marks, strict=True)]
    for index, (block, mark) in enumerate(zip(sequence, marks, strict=True)):
        if mark and (any(may_be_item[max(0, index - 1) : index]) or any(may_be_item[index + 1 : index + 2])):
            level = o_level if block.text.startswith("o ") else 1
            number = number_of(mark[0])
            yield replace(block, kind="item", text=block.text[mark.end() :], level=level, number=number)
        else:
            yield block


def mark_of(line: str, preceding: str, in_o_list: bool) -> re.Match[str] | None:
    """Return the list mark with which ``line`` begins, else None; the word "o" within a wrapped sentence is none.

    ``preceding`` is the line above; ``in_o_list``: the item above was marked with "o" too.
    """
    mark = BULLET.match(line)
    if not mark or mark[0].strip() != "o":
        return mark
    is_after_sentence = preceding.strip()[-1:] in ("", ".", ":", ";", "!", "?")
    return mark if is_after_sentence or (in_o_list and line[mark.end() :][:1].isupper()) else None


def number_of(mark: str) -> int:
    """Return the number of a list's mark such as "2." or "(2)"; 0 for another mark."""
    match = _NUMBER.match(mark)
    return int(match[1]) if match else 0


def blocks(text: str) -> Iterator[Block]:
    """Yield paragraphs (a blank line or an unwrapped line ends one) and list items with their further lines."""
    lines = text.splitlines()
    if rows := _rows(lines):
        yield from rows
        return
    width = _wrap_width(lines)
    current: list[str] = []
    item_depth, number, preceding, in_o_list = 0, 0, "", False
    for line in [*lines, ""]:
        mark = mark_of(line, preceding, in_o_list)
        if current and (mark or not _goes_on(current[-1], line, width, bool(item_depth))):
            yield _block(current, item_depth, number)
            current, item_depth, number = [], 0, 0
        if line.strip():
            current.append(line[mark.end() :] if mark else line)
            item_depth = (1 + len(mark[1]) // 4) if mark else item_depth
            number = number_of(mark[0]) if mark else number
        in_o_list = mark[0].strip() == "o" if mark else in_o_list and bool(line.strip())
        preceding = line


def _rows(lines: Sequence[str]) -> list[Block]:
    """Return the rows of a table that was copied with tabs between its cells; none for other texts."""
    filled = [line for line in lines if line.strip()]
    widths = {line.rstrip("\t").count("\t") for line in filled if "\t" in line}
    is_table = len(filled) > 1 and all("\t" in line for line in filled) and max(widths) >= _MIN_TABS
    return [Block("row", " | ".join(map(clean, line.split("\t")))) for line in filled] if is_table else []


def _block(lines: list[str], item_depth: int, number: int) -> Block:
    return Block("item" if item_depth else "paragraph", clean(" ".join(lines)), item_depth, number=number)


def _wrap_width(lines: list[str]) -> int:
    """Return the width at which a text was wrapped, 0 for one whose lines are whole paragraphs."""
    lengths = sorted(len(line.rstrip()) for line in lines if line.strip())
    if len(lengths) < 8 or lengths[-1] > _WRAPPED_LINE or lengths[-1] < 50:
        return 0
    return lengths[-1] if lengths[int(len(lengths) * 0.6)] > lengths[-1] * 0.75 else 0


def _goes_on(line: str, following: str, width: int, in_item: bool) -> bool:
    """Return whether ``following`` belongs to the same paragraph as ``line``."""
    start = following.strip()[:1]
    if not start:
        return False
    if in_item and following[:1].isspace() and start.islower():
        return True
    if not width or _LABEL.match(following) or _LINE_OF_DAYS.match(following):
        return False
    first_word = following.strip().split()[0]
    return len(line.rstrip()) + 1 + len(first_word) > width - 4 or (start.islower() and len(line) > width * 0.6)
