"""One thing to suggest, as a line of text."""

from __future__ import annotations

from typing import NamedTuple


class Entry(NamedTuple):
    """``text`` is what is shown and found by, ``kind`` and ``value`` are those of a Suggestion.

    Of one kind, those of more ``worth`` come first: a title's day, how many workshops have the rest.
    """

    text: str
    language: str
    kind: str
    value: str
    worth: int

    def line(self) -> str:
        """As ``entry`` reads it."""
        return "\t".join((" ".join(self.text.split()), self.language, self.kind, self.value, str(self.worth)))


def entry(line: str) -> Entry:
    """The Entry that a line says."""
    text, language, kind, value, worth = line.split("\t")
    return Entry(text, language, kind, value, int(worth))
