"""A version of a document as one text of several zones: searched once, shown by zones."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from policysearch.documents import Document, Kind
from policysearch.engines.whoosh.searching.collection import Collection
from policysearch.engines.whoosh.showing.marking import Looks, Mark
from policysearch.engines.whoosh.showing.plain import Plain

HEADING = "heading"  # a lesson is shown under its workshop's title, which is not among its own words
KEPT = 2_048  # documents whose pages are kept

Marks = Sequence[Sequence[Mark]]  # per zone of a page


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
    """The words of ``document`` in ``language``; ``body`` is the place of that zone, ``locator`` a passage's."""

    def __init__(self, document: Document, language: str) -> None:
        self.document = document
        self.language = language
        self.locator = document.passage.locator if document.passage else None
        self.zones = tuple(_zones(document, language))
        self.body = next(place for place, zone in enumerate(self.zones) if zone.field == "body")
        self._text = Plain([zone.text for zone in self.zones])

    def marks(self, looks: Looks) -> Marks:
        """Per zone, its marks."""
        found: list[Sequence[Mark]] = [()] * len(self.zones)
        ends = self._text.ends
        place, base, end = -1, 0, -1
        held: list[Mark] = []
        for start, last, clause in looks.marks(self._text, self.language):  # in order
            if start >= end:
                while start >= end:
                    place, base = place + 1, end + 1
                    end = ends[place]
                found[place] = held = []
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

    def _lessons(self, number: int, page: Page) -> tuple[Source, ...]:
        """The highlights of a workshop on ``page``."""
        numbers = self._collection.highlights(number)
        return tuple(
            Source(f"{page.document.id}/{zone.part}", "highlight", place, self.experience(numbers.get(zone.part)))
            for place, zone in enumerate(page.zones)
            if zone.field == "highlights"
        )

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
