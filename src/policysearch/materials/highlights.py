"""A material's body -> its prose, and its highlights: the list items under the heading "Highlights"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from policysearch.materials.markdown import plain_paragraphs
from policysearch.model.workshop import Highlight

HEADINGS = ("highlights", "destacados", "destaques", "points saillants")
_HEADING = re.compile(r"^ {0,3}(#{1,6})\s+(.*?)\s*:?\s*#*\s*$")
_ITEM = re.compile(r"^( {0,3})(?:[-*+•·–—▪●○◦]|o(?=\s+[^\W\d_a-zà-ÿ])|\d{1,9}[.)])(?:\s+(.*))?$")
_ID = re.compile(r"\{#([A-Za-z][\w-]*)\}")
_MAX_ID = 100


@dataclass(frozen=True, slots=True)
class Item:
    """A highlight as written: ``id`` is empty where it has none; ``line`` counts from 1 in the file."""

    id: str
    markdown: str
    line: int

    def highlight(self, position: int) -> Highlight:
        """Return the highlight; without an id its ``position`` counts."""
        return Highlight(self.id or f"h{position}", self.markdown, plain_paragraphs(self.markdown), self.line)


def split_highlights(body: str, first_line: int) -> tuple[str, list[Item]]:
    """Return the prose without the highlights, and the items. ``body`` begins at ``first_line`` of the file."""
    prose, items, _ = _split(body, first_line)
    return "\n".join(prose).strip(), [_item(line, lines) for line, lines in items]


def first_loose_line(body: str, first_line: int) -> int:
    """Return the number of the first line of prose between or behind the highlights, under their heading; else 0."""
    return _split(body, first_line)[2]


def _split(body: str, first_line: int) -> tuple[list[str], list[tuple[int, list[str]]], int]:
    """Return the lines of prose, the items with their lines, and the number of the first line of prose behind one."""
    prose: list[str] = []
    items: list[tuple[int, list[str]]] = []
    level = loose_line = items_above = 0
    for number, line in enumerate(body.split("\n"), first_line):
        heading = _HEADING.match(line) if "#" in line[:4] else None
        if heading and (level == 0 or len(heading[1]) <= level):
            level = len(heading[1]) if heading[2].casefold() in HEADINGS else 0
            items_above = len(items)
            if level:
                continue
        if level and _add_to_items(line, number, items):
            continue
        if level and not heading and len(items) > items_above:
            loose_line = loose_line or number
        prose.append(line)
    return prose, items, loose_line


def _add_to_items(line: str, number: int, items: list[tuple[int, list[str]]]) -> bool:
    """Add ``line`` to the list of highlights if it belongs there; return whether it is no prose."""
    start = _ITEM.match(line)
    if start:
        items.append((number, [start[2] or ""]))
    elif items and _continues(line, items[-1][1]):
        items[-1][1].append(line)
    else:
        return not line.strip()
    return True


def _continues(line: str, item: list[str]) -> bool:
    """Return whether ``line`` goes on with ``item``: indented, blank, or right behind its last line, as in Markdown."""
    return not line.strip() or line[:2].isspace() or line[:1] == "\t" or bool(item[-1].strip())


def _item(line: int, lines: list[str]) -> Item:
    text = "\n".join([lines[0].strip(), *map(_dedented, lines[1:])]).strip()
    place = text.rfind("{#", -_MAX_ID) if text.endswith("}") else -1
    name = _ID.fullmatch(text, place) if place >= 0 else None
    return Item(name[1], text[:place].rstrip(), line) if name else Item("", text, line)


def _dedented(line: str) -> str:
    return line[4:] if line[:4].isspace() else line.lstrip()
