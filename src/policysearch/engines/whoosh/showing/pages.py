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
    """The words of ``document`` in ``language``; ``title`` and ``body`` are places of zones, ``locator`` a passage's."""

    def __init__(self, document: Document, language: str) -> None:
        self.document = document
        self.language = language
        self.locator = document.passage.locator if document.passage else None
        self.zones = tuple(_zones(document, language))
        self.body = next(place for place, zone in enumerate(self.zones) if zone.field == "body")
        self.title = len(self.zones) - 1 if document.kind == "highlight" else 0
        self._text = Plain([zone.text for zone in self.zones])

    def marks(self, looks: Looks) -> Marks:
        """The marks of its zones."""
        found: dict[int, list[Mark]] = {}
        base, end = 0, -1
        for start, last, clause in looks.marks(self._text, self.language):  # in order
            if start >= end:
                ends = self._text.ends
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
        self.lessons = lru_cache(maxsize=KEPT)(self._lessons)

    def _of(self, number: int) -> tuple[Page, ...]:
        """The pages of a document, its original's language first."""
        document = self._document(number)
        return tuple([Page(document, language) for language in document.texts])

    def _lessons(self, number: int, page: Page) -> dict[int, Source]:
        """The highlights of a workshop on ``page``, by their zones' places."""
        numbers = self._collection.highlights(number)
        return {
            place: Source(f"{page.document.id}/{zone.part}", "highlight", place, self.experience(numbers.get(zone.part)))
            for place, zone in enumerate(page.zones)
            if zone.field == "highlights"
        }

    def experience(self, number: int | None) -> tuple[str, ...]:
        """The countries that a highlight discusses."""
        return () if number is None else self._collection.facets["experience"].of(number)


def _zones(document: Document, language: str) -> Iterator[Zone]:
    text = document.texts[language]
    yield Zone("title", "", text.title)
    for part, words in text.highlights:
        yield Zone("highlights", part, words)
    yield Zone("body", "", text.body)
    yield Zone("names", "", text.names)
    if document.kind == "highlight":
        yield Zone(HEADING, "", document.workshop.text(language).title)
