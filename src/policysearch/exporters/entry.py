"""A Document as a file lists it: in the reader's language where there is such a version, with its source."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from policysearch.exporters.citation import citation, place, whereabouts
from policysearch.exporters.xml_safe import writable
from policysearch.model.document import Document, Kind
from policysearch.model.workshop import WorkshopText


@dataclass(frozen=True, slots=True)
class Reader:
    """For whom: the ``language``, ``label`` (facet, value) and ``address`` (document id) as that reader has them."""

    language: str
    label: Callable[[str, str], str]
    address: Callable[[str], str]
    institution: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One row, record or paragraph. Countries, themes and languages are in words; what is unknown is empty.

    ``text`` is a lesson's own words, or all lessons of a workshop, one a line. ``changed`` is the material's date.
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


def entries(documents: Iterable[Document], reader: Reader) -> Iterator[Entry]:
    """Each document, in order, one at a time."""
    return (entry(document, reader) for document in documents)


def entry(document: Document, reader: Reader) -> Entry:
    """The document in words for ``reader``; characters that no file may hold are left out."""
    held = document.workshop
    text = held.text(reader.language)
    country = reader.label("country", held.country) if held.country else ""
    url = reader.address(document.id)
    findable = url if "://" in url else ""  # a path alone leads nowhere from a file
    cited = citation(held, reader.language, whereabouts(held, reader.language, country), reader.institution, findable)
    return Entry(
        id=document.id,
        kind=document.kind,
        title=writable(text.title),
        text=writable(_own_words(document, text)),
        language=document.passage.language if document.passage else text.language,
        translation="" if document.passage else text.translation,
        start=held.start,
        end=held.end,
        city=writable(held.city),
        place=writable(place(held, country)),
        country=country,
        themes=tuple(reader.label("theme", theme) for theme in document.facets.get("theme", ())),
        experience=tuple(reader.label("experience", code) for code in document.facets.get("experience", ())),
        organizers=tuple(map(writable, held.organizers)),
        partners=tuple(map(writable, held.partners)),
        funders=tuple(map(writable, held.funders)),
        secretariat=writable(held.secretariat),
        citation=writable(cited),
        url=url,
        changed=held.updated or held.added or held.end,
    )


def _own_words(document: Document, text: WorkshopText) -> str:
    if document.passage:
        return document.passage.text
    if document.kind == "workshop":
        return "\n".join(highlight.text for highlight in text.highlights)
    highlight = document.highlight(text.language)
    return highlight.text if highlight else ""
