"""A version of a document as one text of several zones: searched once, shown by zones."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from policysearch.documents import Document, Kind
from policysearch.engines.whoosh.searching.collection import Collection
from policysearch.engines.whoosh.showing.marking import Looks, Mark
from policysearch.engines.whoosh.showing.plain import Plain

HEADING = "heading"  # a lesson is shown under its workshop's title, which is not among its own words
KEPT = 2_048  # documents whose pages are kept

Experience = Mapping[str, tuple[str, ...]]  # the countries that highlights discuss, by the ids of these
Marks = Mapping[int, Sequence[Mark]]  # by the places of zones, of those that have any, in their order


class Zone(NamedTuple):
    """``field`` is title, highlights, body, names or HEADING; ``part`` the id of a highlight, else empty."""

    field: str
    part: str
    text: str


class Source(NamedTuple):
    """Where a snippet is from: the document, the place of the zone, whose experience it discusses."""

    id: str
    kind: Kind
    place: int
    experience: tuple[str, ...] = ()


class Page:
    """The words of ``document`` in ``language``; ``title`` and ``body`` are places of zones, ``locator`` a passage's.

    ``lessons`` are the highlights that a workshop has, by their zones' places.
    """

    __slots__ = ("body", "document", "language", "lessons", "locator", "text", "title", "zones")

    def __init__(self, document: Document, language: str, experience: Experience) -> None:
        self.document = document
        self.language = language
        self.locator = document.passage.locator if document.passage else None
        self.zones = tuple(_zones(document, language))
        self.body = next(place for place, zone in enumerate(self.zones) if zone.field == "body")
        self.title = len(self.zones) - 1 if document.kind == "highlight" else 0
        self.text = Plain([zone.text for zone in self.zones])
        self.lessons = {
            place: Source(f"{document.id}/{zone.part}", "highlight", place, experience.get(zone.part, ()))
            for place, zone in enumerate(self.zones)
            if zone.field == "highlights"
        }

    def marks(self, looks: Looks) -> Marks:
        """The marks of its zones."""
        found: dict[int, list[Mark]] = {}
        base, end = 0, -1
        for start, last, clause in looks.marks(self.text, self.language):  # in order
            if start >= end:
                ends = self.text.ends
                place = bisect_right(ends, start)
                base, end = ends[place - 1] + 1 if place else 0, ends[place]
                held = found[place] = []
            held.append((start - base, last - base, clause))
        return found


class Pages:
    """The pages of the documents that were shown last, kept."""

    def __init__(self, collection: Collection, document: Callable[[int], Document]) -> None:
        self._collection = collection
        self._document = document
        self.of = lru_cache(maxsize=KEPT)(self._of)

    def _of(self, number: int) -> tuple[Page, ...]:
        """The pages of a document, its original's language first."""
        document = self._document(number)
        told = self._experience(number) if document.kind == "workshop" else {}
        return tuple([Page(document, language, told) for language in document.texts])

    def _experience(self, workshop: int) -> Experience:
        highlights = self._collection.highlights(workshop)
        return {part: self.experience(number) for part, number in highlights.items()}

    def experience(self, number: int) -> tuple[str, ...]:
        """The countries that a highlight discusses."""
        return self._collection.facets["experience"].of(number)


def _zones(document: Document, language: str) -> Iterator[Zone]:
    text = document.texts[language]
    yield Zone("title", "", text.title)
    for part, words in text.highlights:
        yield Zone("highlights", part, words)
    yield Zone("body", "", text.body)
    yield Zone("names", "", text.names)
    if document.kind == "highlight":
        yield Zone(HEADING, "", document.workshop.text(language).title)
