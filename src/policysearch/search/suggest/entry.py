"""A suggestion as a line of text."""

from __future__ import annotations

from typing import NamedTuple


class Entry(NamedTuple):
    """``text`` is what is shown and looked up by, ``kind`` and ``value`` are those of a Suggestion.

    Of one kind, those of more ``worth`` come first: a title's day, how many workshops have a name or phrase.
    """

    text: str
    language: str
    kind: str
    value: str
    worth: int

    def line(self) -> str:
        """Return the entry as ``from_line`` reads it."""
        return "\t".join((" ".join(self.text.split()), self.language, self.kind, self.value, str(self.worth)))


def from_line(line: str) -> Entry:
    """Return the entry of a line."""
    text, language, kind, value, worth = line.split("\t")
    return Entry(text, language, kind, value, int(worth))
