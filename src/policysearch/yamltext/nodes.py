"""The nodes of a YAML text, each with its line and column, from 1."""

from __future__ import annotations

from typing import NamedTuple

from policysearch.model.message import as_message


class YamlError(Exception):
    """A text that cannot be read. ``line`` and ``column`` count from 1."""

    def __init__(self, line: int, column: int, message: str, suggestion: str = "") -> None:
        super().__init__(message)
        self.line = line
        self.column = column
        self.message: str = as_message(message)
        self.suggestion = suggestion


class Scalar(NamedTuple):
    """A text, empty where nothing is written."""

    text: str
    line: int
    column: int


class Items(NamedTuple):
    """A list."""

    items: tuple[Node, ...]
    line: int
    column: int


class Entries(NamedTuple):
    """A mapping, its keys in order; a repeated key is in it twice."""

    entries: tuple[tuple[Scalar, Node], ...]
    line: int
    column: int


Node = Scalar | Items | Entries
