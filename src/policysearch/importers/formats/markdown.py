"""Markdown -> Outline and front matter. Only the marks that carry structure are read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from policysearch.importers.formats import text
from policysearch.importers.formats.file_in_memory import Source
from policysearch.importers.outline import Block, Outline, clean, collect, sectioned
from policysearch.model.errors import ImportRefusedError
from policysearch.model.message import message
from policysearch.yamltext import Entries, Items, Node, YamlError, load

_FRONT = re.compile(r"\A---[^\S\n]*\n(.*?)\n(?:---|\.\.\.)\s*(?:\n|\Z)", re.DOTALL)
_HEADING = re.compile(r"^\s{0,3}(#{1,6})\s+(.*)$")
_RULE = re.compile(r"\s*+(?:(?:\|?\s*+:?-{3,}+:?\s*+)+\|?\s*+|(?:[*_-]\s*+){3,})$")
_LINK = re.compile(r"!?\[([^\]]{0,1000})\]\(\s*+<?([^)\s>]{0,2000}+)>?[^)]{0,500}+\)")
_MARKS = re.compile(r"(\*\*|__|`|(?<!\w)[*_](?=\S)|(?<=\S)[*_](?!\w))")
_BOLD = re.compile(r"(\*\*|__)(?=\S)([^*_\n]{1,1000}?)(?<=\S)\1")
_BOLD_LABEL = re.compile(r"\s*(?:(\*\*|__)[^*_:]{1,40}(?::\1|\1\s*:)\s*\S|\*[^*:]{1,40}(?::\*|\*\s*:)\s*\S)")
_LABEL_LINE = re.compile(r"\s*[^\W\d_a-zà-ÿ][\w’'()/ -]{1,38}:\s+\S")  # "Organizers: ...", below another such line
_NUMBER = re.compile(r"\s*(\d{1,4})[.)]\s")
_QUOTE = re.compile(r"\s{0,3}>\s?")
_ATTRIBUTES = re.compile(r"\{[#.][^{}]*+\}\s*+$")
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)


def read(path: Source) -> Outline:
    """Return the file's blocks; ``fields`` is its front matter, every scalar as text. Raises ImportRefusedError."""
    source = text.decode(path.read_bytes()).replace("\r\n", "\n")
    front = _FRONT.match(source)
    fields = _fields(front[1]) if front else {}
    body = _COMMENT.sub("", source[front.end() :] if front else source)
    return Outline(collect(sectioned(_blocks(body))), fields=fields)


def _fields(front: str) -> dict[str, Any]:
    """Return front matter as texts, lists and mappings, read as materials are: an unquoted colon is understood."""
    try:
        node = load(front, first_line=2)
    except (YamlError, RecursionError) as error:
        reason = error.message if isinstance(error, YamlError) else message("too deep")
        raise ImportRefusedError(
            message("its front matter is not YAML ({reason}).", reason=reason), "Mend the file."
        ) from error
    values = _plain(node)
    return values if isinstance(values, dict) else {}


def _plain(node: Node) -> Any:
    if isinstance(node, Entries):
        return {key.text: _plain(value) for key, value in node.entries}
    return [_plain(item) for item in node.items] if isinstance(node, Items) else node.text


def _blocks(body: str) -> Iterator[Block]:
    paragraph: list[str] = []
    preceding = ""
    for line in map(_without_quote_mark, [*body.splitlines(), ""]):
        heading = _HEADING.match(line)
        item = text.mark_of(line, preceding, in_o_list=preceding.lstrip().startswith("o "))
        preceding = line
        is_label = any(bool(paragraph) and p.match(line) and p.match(paragraph[0]) for p in (_BOLD_LABEL, _LABEL_LINE))
        is_row, is_rule = line.lstrip().startswith("|"), bool(_RULE.match(line))
        if paragraph and (heading or item or is_label or is_row or is_rule or not line.strip()):
            yield _paragraph(paragraph)
            paragraph = []
        if heading:
            yield Block("heading", _words(heading[2].rstrip().rstrip("#")), len(heading[1]))
        elif is_row and not is_rule:
            yield Block("row", " | ".join(_words(cell) for cell in line.strip().strip("|").split("|")))
        elif line.strip() and not is_rule:
            paragraph.append(line)


def _without_quote_mark(line: str) -> str:
    return _QUOTE.sub("", line, count=1) if line.lstrip().startswith(">") else line


def _paragraph(lines: list[str]) -> Block:
    """Return a paragraph or a list item."""
    mark = text.BULLET.match(lines[0])
    joined = " ".join([lines[0][mark.end() :] if mark else lines[0], *lines[1:]])
    links = tuple((_words(w), a) for w, a in _LINK.findall(joined) if a.startswith(("http://", "https://")))
    bold = tuple(filter(None, (_words(match[2]) for match in _BOLD.finditer(joined))))
    depth = 1 + len(mark[1].expandtabs(4)) // 2 if mark else 0
    number = _NUMBER.match(lines[0])
    words = _words(joined)
    strong = () if bold == (words,) else bold
    if not mark:
        return Block("paragraph", words, links=links, strong=strong)
    return Block("item", words, depth, links=links, strong=strong, number=int(number[1]) if number else 0)


def _words(marked: str) -> str:
    return clean(_MARKS.sub("", _LINK.sub(r"\1", _ATTRIBUTES.sub("", marked))))
