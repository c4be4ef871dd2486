"""A unit of indexing: a workshop, one of its highlights, or a passage of an attachment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from policysearch.model.workshop import Highlight, Passage, Workshop

Kind = Literal["workshop", "highlight", "passage"]
FACETS = ("year", "country", "theme", "experience", "partner", "funder", "language")
# The facets are counted and shown; the other columns are only searched for by their values.
COLUMNS = (*FACETS, "place", "added")
PARAGRAPH_END = "\n\n"


@dataclass(frozen=True, slots=True)
class Text:
    """The plain words of a document in one language, by zone. ``PARAGRAPH_END`` stands between paragraphs and items.

    ``highlights`` are (highlight id, text), for workshops only. ``names`` is searchable and never shown as a snippet
    (place, country, series, organizers, partners, funders).
    """

    title: str
    highlights: tuple[tuple[str, str], ...] = ()
    body: str = ""
    names: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """A unit of indexing. ``id`` is "<slug>", "<slug>/h1" or "<slug>/files/<name>/<number>".

    ``workshop`` is the one it belongs to (shared by all of its documents, without passages); ``part`` is a highlight's
    id, "files/<name>/<number>", or "" for the workshop itself. ``texts`` is per language, the original's first; a
    highlight's own words are its ``body``. ``facets`` holds every name of ``COLUMNS``; values are plain strings.
    """

    id: str
    kind: Kind
    workshop: Workshop
    part: str
    texts: Mapping[str, Text]
    facets: Mapping[str, tuple[str, ...]]
    passage: Passage | None = None

    def highlight(self, language: str) -> Highlight | None:
        """Return this highlight in ``language`` (else the original's); None for documents of another kind."""
        if self.kind != "highlight":
            return None
        return self.workshop.text(language).highlight(self.part)
