"""What a YAML text consists of, every part with its place."""

from __future__ import annotations

from typing import NamedTuple


class YamlError(Exception):
    """The text cannot be read. ``line`` and ``column`` count from 1."""

    def __init__(self, line: int, column: int, message: str, suggestion: str = "") -> None:
        super().__init__(message)
        self.line = line
        self.column = column
        self.message = message
        self.suggestion = suggestion


class Scalar(NamedTuple):
    """A text; empty where nothing is written."""

    text: str
    line: int
    column: int


class Items(NamedTuple):
    """A list."""

    items: tuple[Node, ...]
    line: int
    column: int


class Entries(NamedTuple):
    """A mapping, its keys in order; a key given twice is here twice."""

    entries: tuple[tuple[Scalar, Node], ...]
    line: int
    column: int


Node = Scalar | Items | Entries
