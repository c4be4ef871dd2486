"""A version of a document as one text of several zones: searched once, shown by zones."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from policysearch.engines.whoosh.reader.index_reader import IndexReader
from policysearch.model.document import Document, Kind
from policysearch.search.highlight.folded_text import FoldedText
from policysearch.search.highlight.highlighter import Highlighter, Mark

HEADING = "heading"  # a lesson is shown under its workshop's title, which is not among its own words
CACHED_DOCUMENTS = 2_048  # documents whose pages are kept

Experience = Mapping[str, tuple[str, ...]]  # the countries that highlights discuss, by the ids of these ("": itself)
Marks = Mapping[int, Sequence[Mark]]  # by the places of zones, of those that have any, in their order


class Zone(NamedTuple):
    """``field`` is title, highlights, body, names or HEADING; ``part`` the id of a highlight, else empty."""

    field: str
    part: str
    text: str


class SnippetSource(NamedTuple):
    """What a snippet is cut from: the document, its text, whose experience it discusses."""

    id: str
    kind: Kind
    text: str
    experience: tuple[str, ...] = ()


class DisplayText:
    """The words of ``document`` in ``language``; ``title`` and ``body`` are places of zones, ``locator`` a passage's.

    ``sources`` has, for each zone, what a snippet of it is cut from: between title and body a workshop's highlights.
    """

    __slots__ = ("body", "document", "language", "locator", "sources", "text", "title", "zones")

    def __init__(self, document: Document, language: str, experience: Experience) -> None:
        self.document = document
        self.language = language
        self.locator = document.passage.locator if document.passage else None
        self.zones = tuple(_zones(document, language))
        self.body = next(place for place, zone in enumerate(self.zones) if zone.field == "body")
        self.title = len(self.zones) - 1 if document.kind == "highlight" else 0
        self.text = FoldedText([zone.text for zone in self.zones])
        self.sources = tuple([_source(document, zone, experience) for zone in self.zones])

    def marks(self, looks: Highlighter) -> Marks:
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


class DisplayTexts:
    """The pages of the documents that were shown last, kept."""

    def __init__(self, collection: IndexReader, document: Callable[[int], Document]) -> None:
        self._collection = collection
        self._document = document
        self.of = lru_cache(maxsize=CACHED_DOCUMENTS)(self._of)

    def _of(self, number: int) -> tuple[DisplayText, ...]:
        """The pages of a document, its original's language first."""
        document = self._document(number)
        told = self._experience(number, document.kind)
        return tuple([DisplayText(document, language, told) for language in document.texts])

    def _experience(self, number: int, kind: Kind) -> Experience:
        parts = (
            self._collection.highlights(number) if kind == "workshop" else {"": number} if kind == "highlight" else {}
        )
        facet = self._collection.facets["experience"]
        return {part: facet.values_of(highlight) for part, highlight in parts.items()}


def _source(document: Document, zone: Zone, experience: Experience) -> SnippetSource:
    if zone.field == "highlights":
        return SnippetSource(f"{document.id}/{zone.part}", "highlight", zone.text, experience.get(zone.part, ()))
    return SnippetSource(document.id, document.kind, zone.text, experience.get("", ()))


def _zones(document: Document, language: str) -> Iterator[Zone]:
    text = document.texts[language]
    yield Zone("title", "", text.title)
    for part, words in text.highlights:
        yield Zone("highlights", part, words)
    yield Zone("body", "", text.body)
    yield Zone("names", "", text.names)
    if document.kind == "highlight":
        yield Zone(HEADING, "", document.workshop.text(language).title)
