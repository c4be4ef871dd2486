"""Document -> Entry, the form in which every file lists it: in the reader's language if possible, with its source."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from policysearch.exporters.citation import citation, place, place_and_dates
from policysearch.exporters.full_address import full_address
from policysearch.exporters.xml_safe import xml_safe
from policysearch.materials import lesson_names
from policysearch.materials.lesson_names import first_words
from policysearch.model.document import Document, Kind
from policysearch.model.workshop import WorkshopText


@dataclass(frozen=True, slots=True)
class Audience:
    """The readers of a file: their ``language``, the ``label`` of (facet, value) in it, the ``address`` of an id."""

    language: str
    label: Callable[[str, str], str]
    address: Callable[[str], str]
    institution: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One row, record or paragraph. Countries and themes are in words; unknown values are empty.

    ``text`` is the lesson itself, or all lessons of a workshop, one a line; ``headline`` is the lesson's own, or "".
    ``url`` is the full address, "" where the site does not know its own. ``changed`` is the material's date.
    """

    id: str
    kind: Kind
    title: str
    text: str
    language: str
    translation: str
    start: date
    end: date
    city: str
    place: str
    country: str
    themes: tuple[str, ...]
    experience: tuple[str, ...]
    organizers: tuple[str, ...]
    partners: tuple[str, ...]
    funders: tuple[str, ...]
    secretariat: str
    citation: str
    url: str
    changed: date
    headline: str = ""

    @property
    def name(self) -> str:
        """Return what the document is called: a workshop's title, a lesson's headline or its first words."""
        return self.title if self.kind == "workshop" else self.headline or first_words(self.text)


def entries(documents: Iterable[Document], audience: Audience) -> Iterator[Entry]:
    """Yield the entry of each document, in order."""
    return (entry(document, audience) for document in documents)


def entry(document: Document, audience: Audience) -> Entry:
    """Return the document in words for ``audience``, without characters that XML cannot hold."""
    workshop = document.workshop
    text = workshop.text(audience.language)
    country = audience.label("country", workshop.country) if workshop.country else ""
    url = full_address(audience.address(document.id))
    venue = place_and_dates(workshop, audience.language, country)
    words = _entry_text(document, text)
    highlight = document.highlight(text.language)
    lesson = lesson_names.name(highlight) if highlight else ""
    citation_text = citation(workshop, audience.language, venue, audience.institution, url, lesson)
    return Entry(
        id=document.id,
        kind=document.kind,
        title=xml_safe(text.title),
        text=xml_safe(words),
        language=document.passage.language if document.passage else text.language,
        translation="" if document.passage else text.translation,
        start=workshop.start,
        end=workshop.end,
        city=xml_safe(workshop.city),
        place=xml_safe(place(workshop, country, audience.language)),
        country=country,
        themes=tuple(audience.label("theme", theme) for theme in document.facets.get("theme", ())),
        experience=tuple(audience.label("experience", code) for code in document.facets.get("experience", ())),
        organizers=tuple(map(xml_safe, workshop.organizers)),
        partners=tuple(map(xml_safe, workshop.partners)),
        funders=tuple(map(xml_safe, workshop.funders)),
        secretariat=xml_safe(workshop.secretariat),
        citation=xml_safe(citation_text),
        url=url,
        changed=workshop.updated or workshop.added or workshop.end,
        headline=xml_safe(lesson_names.headline(highlight)) if highlight else "",
    )


def _entry_text(document: Document, text: WorkshopText) -> str:
    if document.passage:
        return document.passage.text
    if document.kind == "workshop":
        return "\n".join(highlight.text for highlight in text.highlights)
    highlight = document.highlight(text.language)
    return highlight.text if highlight else ""
