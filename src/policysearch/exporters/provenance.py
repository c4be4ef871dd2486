"""The provenance of a file: the search, its date, the address that repeats it, and the generation of the index."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from policysearch.exporters.citation import long_date
from policysearch.exporters.full_address import full_address
from policysearch.exporters.labels import labels_in
from policysearch.exporters.numbers import format_number
from policysearch.exporters.xml_safe import xml_safe


@dataclass(frozen=True, slots=True)
class Provenance:
    """The source of a file's entries. ``query`` is the search in words; ``address`` is where it can be repeated.

    ``reading`` says, in sentences, where other than the typed words were searched. ``total`` is the number of matches
    (a file may hold fewer); ``retrieved_at`` has a time zone; ``publisher`` is the site's and ``language`` the
    reader's. Characters that XML cannot hold are removed, and so is an address that is a path alone: it leads nowhere
    from a file.
    """

    title: str
    query: str
    address: str
    generation: str
    retrieved_at: datetime
    language: str
    publisher: str = ""
    total: int = 0
    reading: str = ""

    def __post_init__(self) -> None:
        for name in ("title", "query", "address", "publisher", "reading"):
            object.__setattr__(self, name, xml_safe(getattr(self, name)))
        object.__setattr__(self, "address", full_address(self.address))

    def lines(self, max_entries: int) -> Iterator[tuple[str, str]]:
        """Yield (label, value) in the reader's language for a file that holds at most ``max_entries`` entries."""
        labels = labels_in(self.language)
        if self.query:
            yield labels["query"], self.query
        if self.reading:
            yield labels["reading"], self.reading
        yield labels["retrieved_at"], long_date(self.retrieved_at.date(), self.language)
        if self.address:
            yield labels["address"], self.address
        yield labels["generation"], self.generation
        if self.total > max_entries:
            yield labels["truncated"], self.part_of_total(max_entries)

    def part_of_total(self, count: int) -> str:
        """Return "10,000 / 12,345", the numbers formatted for the reader's language."""
        return " / ".join(format_number(number, self.language) for number in (count, self.total))
