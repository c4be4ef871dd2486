"""What every file says of itself: what was asked, when, where it can be asked again, and of which generation."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from babel.numbers import format_decimal

from policysearch.exporters.citation import day
from policysearch.exporters.labels import words
from policysearch.exporters.xml_safe import writable


@dataclass(frozen=True, slots=True)
class Stamp:
    """``title`` is the file's own; ``query`` what was asked, in words; ``address`` where the same is found.

    ``total`` is how many there are (a file may hold fewer); ``made`` has a time zone; ``publisher`` and ``language``
    are the site's and the reader's. Characters that no file may hold are left out.
    """

    title: str
    query: str
    address: str
    generation: str
    made: datetime
    language: str
    publisher: str = ""
    total: int = 0

    def __post_init__(self) -> None:
        for name in ("title", "query", "address", "publisher"):
            object.__setattr__(self, name, writable(getattr(self, name)))

    def lines(self, most: int) -> Iterator[tuple[str, str]]:
        """(label, value) in the reader's language, of a file that holds at most ``most`` entries."""
        said = words(self.language)
        if self.query:
            yield said["query"], self.query
        yield said["made"], day(self.made.date(), self.language)
        yield said["address"], self.address
        yield said["generation"], self.generation
        if self.total > most:
            yield said["cut"], self.most(most)

    def most(self, held: int) -> str:
        """How many of how many a file holds: "10,000 / 12,345" as the reader writes numbers."""
        return " / ".join(format_decimal(count, locale=self.language) for count in (held, self.total))
