"""One thing to suggest, as a line of text."""

from __future__ import annotations

from typing import NamedTuple


class Entry(NamedTuple):
    """``text`` is what is shown and found by, ``kind`` and ``value`` are those of a Suggestion."""

    text: str
    language: str
    kind: str
    value: str

    def line(self) -> str:
        """As ``entry`` reads it."""
        return f"{' '.join(self.text.split())}\t{self.language}\t{self.kind}\t{' '.join(self.value.split())}"


def entry(line: str) -> Entry:
    """The Entry that a line says."""
    return Entry(*line.split("\t"))
