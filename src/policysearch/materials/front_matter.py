"""A material's text -> its front matter as nodes with line and column, and its body."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from policysearch.yamltext import Entries, Node, Scalar, YamlError, load

FENCE = "---"


@dataclass(frozen=True, slots=True)
class Material:
    """The parts of a file. ``fields`` are by name; ``keys`` has every key in order, repeated ones too."""

    keys: tuple[Scalar, ...]
    fields: Mapping[str, Node]
    body: str
    body_line: int


def parse_material(text: str) -> Material:
    """Return front matter and body of ``text``. Raise YamlError with the line and column of the first mistake."""
    lines = (text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text).split("\n")
    if lines[0].rstrip() != FENCE:
        raise YamlError(
            1, 1, "does not begin with front matter", "begin with a line --- and the fields title and start"
        )
    end = next((number for number, line in enumerate(lines[1:], 1) if line.rstrip() in (FENCE, "...")), None)
    if end is None:
        raise YamlError(1, 1, "has front matter without an end", "put a line --- after the last field")
    node = load("\n".join(lines[1:end]), first_line=2)
    if isinstance(node, Scalar) and not node.text:
        node = Entries((), 2, 1)
    if not isinstance(node, Entries):
        raise YamlError(node.line, node.column, "has front matter that is not name: value", "write title: …, start: …")
    keys = tuple(key for key, _ in node.entries)
    fields = {key.text: value for key, value in reversed(node.entries)}
    return Material(keys, fields, "\n".join(lines[end + 1 :]), end + 2)
