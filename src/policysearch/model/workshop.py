"""The unit of material: a Workshop, its texts per language, its highlights, attachments and passages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal


@dataclass(frozen=True, slots=True)
class Highlight:
    """A lesson learned. ``id`` ("h1") is unique in its workshop; ``text`` is ``markdown`` as plain text."""

    id: str
    markdown: str
    text: str
    line: int = 0


@dataclass(frozen=True, slots=True)
class WorkshopText:
    """The words of a workshop in one language: ``body`` is Markdown without highlights, ``plain`` is ``body`` as text.

    ``translation`` is empty for the original, else "official" or "unofficial".
    """

    language: str
    title: str
    body: str
    plain: str
    highlights: tuple[Highlight, ...]
    translation: Literal["", "official", "unofficial"] = ""

    def highlight(self, part: str) -> Highlight | None:
        """Return the highlight with the id ``part``; None where this version has none of it."""
        return next((highlight for highlight in self.highlights if highlight.id == part), None)


@dataclass(frozen=True, slots=True)
class Link:
    """An address outside the collection."""

    title: str
    url: str


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file beside ``workshop.md``. ``size`` is in bytes, ``passages`` the number of pages, slides or sections.

    ``digest`` is the SHA-256 of the copy that readers get, in hex; "" where there is none.
    """

    file: str
    title: str
    language: str
    size: int = 0
    passages: int = 0
    digest: str = ""


@dataclass(frozen=True, slots=True)
class Passage:
    """A page, slide or section of an attachment. ``number`` counts from 1; ``locator`` says it in words ("page 3")."""

    file: str
    number: int
    locator: str
    title: str
    text: str
    language: str


@dataclass(frozen=True, slots=True)
class Workshop:
    """An event. A field that its source does not state is empty: "", (), or None for dates of bookkeeping.

    ``country`` is an ISO 3166 alpha-2 code, ``themes`` are ids of the vocabulary, ``experience`` holds country codes
    set by hand (None: to be found in the text). ``texts`` has the original's language first. ``experiences`` gives,
    per highlight id, the country codes it discusses. ``mode`` is "online", "hybrid" or empty. Days of which only the
    month or year is known go from its first to its last.
    """

    slug: str
    language: str
    texts: Mapping[str, WorkshopText]
    start: date
    end: date
    city: str = ""
    region: str = ""
    country: str = ""
    themes: tuple[str, ...] = ()
    organizers: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()
    funders: tuple[str, ...] = ()
    series: str = ""
    secretariat: str = ""
    links: tuple[Link, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    experience: tuple[str, ...] | None = None
    source: str = ""
    rights: str = ""
    contact: str = ""
    added: date | None = None
    updated: date | None = None
    aliases: tuple[str, ...] = ()
    draft: bool = False
    mode: str = ""
    passages: tuple[Passage, ...] = field(default=(), repr=False)

    @property
    def title(self) -> str:
        """Return the title in the original's language."""
        return self.texts[self.language].title

    def text(self, language: str) -> WorkshopText:
        """Return the text in ``language``, or the original where there is no such version."""
        return self.texts.get(language) or self.texts[self.language]
