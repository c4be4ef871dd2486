"""A version of a document as one text of several zones: searched once, shown zone by zone."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import NamedTuple, cast

from policysearch.engines.contract import Id, Snapshot
from policysearch.model.document import Document, Kind
from policysearch.search.highlight.folded_text import FoldedText
from policysearch.search.highlight.highlighter import Highlighter, Mark

HEADING = "heading"  # a lesson is shown under its workshop's title, which is not among its own words
CACHED_DOCUMENTS = 2_048

Experience = Mapping[str, tuple[str, ...]]  # the countries that highlights discuss, by their own ids ("": itself)
Marks = Mapping[int, Sequence[Mark]]  # by the index of a zone, of those that have any, in their order


class Zone(NamedTuple):
    """A part of a document's text; ``field`` is title, highlights, body, names or HEADING.

    A snippet of it shows the document ``id`` of that ``kind``, which discusses the ``experience`` of countries.
    """

    field: str
    id: str
    kind: Kind
    text: str
    experience: tuple[str, ...] = ()


class DisplayText:
    """The words of ``document`` in ``language``.

    ``title`` and ``body`` are indexes of ``zones``, which have a workshop's highlights between these two; ``locator``
    is a passage's.
    """

    __slots__ = ("body", "document", "language", "locator", "text", "title", "zones")

    def __init__(self, document: Document, language: str, experience: Experience) -> None:
        self.document = document
        self.language = language
        self.locator = document.passage.locator if document.passage else None
        self.zones = tuple(_zones(document, language, experience))
        self.body = next(index for index, zone in enumerate(self.zones) if zone.field == "body")
        self.title = len(self.zones) - 1 if document.kind == "highlight" else 0
        self.text = FoldedText([zone.text for zone in self.zones])

    def marks(self, highlighter: Highlighter) -> Marks:
        """Return the marks of its zones, as offsets in the zone."""
        marks: dict[int, list[Mark]] = {}
        base, end = 0, -1
        for start, last, clause in highlighter.marks(self.text, self.language):  # in order
            if start >= end:
                ends = self.text.ends
                index = bisect_right(ends, start)
                base, end = ends[index - 1] + 1 if index else 0, ends[index]
                of_zone = marks[index] = []
            of_zone.append((start - base, last - base, clause))
        return marks


Versions = tuple[DisplayText, ...]  # of one document, its original's language first


class DisplayTexts:
    """The display texts of the documents of one snapshot; those read last stay in memory."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._cache: dict[Id, Versions] = {}

    def of(self, ids: Sequence[Id]) -> list[Versions]:
        """Return the versions of each document; all that are not in memory are read at once."""
        versions = [*map(self._cache.get, ids)]
        if None in versions:
            read = self._read([doc_id for doc_id, cached in zip(ids, versions, strict=True) if cached is None])
            versions = [cached or read[doc_id] for doc_id, cached in zip(ids, versions, strict=True)]
        return cast("list[Versions]", versions)

    def _read(self, ids: Sequence[Id]) -> dict[Id, Versions]:
        documents = dict(zip(ids, self._snapshot.documents(ids), strict=True))
        workshops = [doc_id for doc_id, document in documents.items() if document.kind == "workshop"]
        experience: dict[Id, Experience] = dict(
            zip(workshops, self._snapshot.highlight_values(workshops, "experience"), strict=True)
        )
        versions = {
            doc_id: _versions(document, experience.get(doc_id) or _own_experience(document))
            for doc_id, document in documents.items()
        }
        self._add(versions)
        return versions

    def _add(self, versions: dict[Id, Versions]) -> None:
        """Take into memory, in place of those read first where it is full. Other threads may do so meanwhile."""
        self._cache |= versions
        for doc_id in islice(tuple(self._cache), max(len(self._cache) - CACHED_DOCUMENTS, 0)):
            self._cache.pop(doc_id, None)


def _versions(document: Document, experience: Experience) -> Versions:
    return tuple([DisplayText(document, language, experience) for language in document.texts])


def _own_experience(document: Document) -> Experience:
    return {"": tuple(sorted(document.facets.get("experience", ())))} if document.kind == "highlight" else {}


def _zones(document: Document, language: str, experience: Experience) -> Iterator[Zone]:
    text, discussed = document.texts[language], experience.get("", ())
    yield Zone("title", document.id, document.kind, text.title, discussed)
    for part, words in text.highlights:
        yield Zone("highlights", f"{document.id}/{part}", "highlight", words, experience.get(part, ()))
    yield Zone("body", document.id, document.kind, text.body, discussed)
    yield Zone("names", document.id, document.kind, text.names, discussed)
    if document.kind == "highlight":
        yield Zone(HEADING, document.id, document.kind, document.workshop.text(language).title, discussed)
