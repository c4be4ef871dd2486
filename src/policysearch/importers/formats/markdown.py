"""Markdown -> Outline and front matter. Only the marks that carry structure are read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from policysearch.importers.formats import text
from policysearch.importers.outline import Block, Outline, clean, collect, sectioned
from policysearch.model.errors import ImportRefusedError

_FRONT = re.compile(r"\A---[^\S\n]*\n(.*?)\n(?:---|\.\.\.)\s*(?:\n|\Z)", re.DOTALL)
_HEADING = re.compile(r"^\s{0,3}(#{1,6})\s+(.*)$")
_RULE = re.compile(r"\s*+(?:(?:\|?\s*+:?-{3,}+:?\s*+)+\|?\s*+|(?:[*_-]\s*+){3,})$")
_LINK = re.compile(r"!?\[([^\]]{0,1000})\]\(\s*+<?([^)\s>]{0,2000}+)>?[^)]{0,500}+\)")
_MARKS = re.compile(r"(\*\*|__|`|(?<!\w)[*_](?=\S)|(?<=\S)[*_](?!\w))")
_ATTRIBUTES = re.compile(r"\{[#.][^{}]*+\}\s*+$")
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)


def read(path: Path) -> Outline:
    """Return the file's blocks; ``fields`` is its front matter, every scalar as text. Raises ImportRefusedError."""
    source = text.decode(path.read_bytes()).replace("\r\n", "\n")
    front = _FRONT.match(source)
    fields = _fields(front[1]) if front else {}
    body = _COMMENT.sub("", source[front.end() :] if front else source)
    return Outline(collect(sectioned(_blocks(body))), fields=fields)


def _fields(front: str) -> dict[str, Any]:
    try:
        values = yaml.load(front, Loader=yaml.BaseLoader)  # scalars stay text, and no object is ever made
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        reason = str(error).splitlines()[0]
        raise ImportRefusedError(f"its front matter is not YAML ({reason}).", "Mend the file.") from error
    return {str(key): value for key, value in values.items()} if isinstance(values, dict) else {}


def _blocks(body: str) -> Iterator[Block]:
    paragraph: list[str] = []
    preceding = ""
    for line in [*body.splitlines(), ""]:
        heading = _HEADING.match(line)
        item = text.mark_of(line, preceding, in_o_list=preceding.lstrip().startswith("o "))
        preceding = line
        is_row, is_rule = line.lstrip().startswith("|"), bool(_RULE.match(line))
        if paragraph and (heading or item or is_row or is_rule or not line.strip()):
            yield _paragraph(paragraph)
            paragraph = []
        if heading:
            yield Block("heading", _words(heading[2].rstrip().rstrip("#")), len(heading[1]))
        elif is_row and not is_rule:
            yield Block("row", " | ".join(_words(cell) for cell in line.strip().strip("|").split("|")))
        elif line.strip() and not is_rule:
            paragraph.append(line)


def _paragraph(lines: list[str]) -> Block:
    """Return a paragraph or a list item."""
    mark = text.BULLET.match(lines[0])
    joined = " ".join([lines[0][mark.end() :] if mark else lines[0], *lines[1:]])
    links = tuple((clean(w), a) for w, a in _LINK.findall(joined) if a.startswith(("http://", "https://")))
    depth = 1 + len(mark[1].expandtabs(4)) // 2 if mark else 0
    return Block("item" if mark else "paragraph", _words(joined), depth, links=links)


def _words(marked: str) -> str:
    return clean(_MARKS.sub("", _LINK.sub(r"\1", _ATTRIBUTES.sub("", marked))))
