"""The outline of a generation: a line for each workshop, and the titles of those that were withdrawn."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from policysearch.model.document import Document

OUTLINE, WITHDRAWN = "outline.tsv", "withdrawn.json"  # resources of a generation
Titles = Mapping[str, Mapping[str, str]]  # of withdrawn workshops: slug -> language -> title, the original's first


class OutlineEntry(NamedTuple):
    """A workshop's slug, the day of its last change (None where it is not known), its days, its lessons' ids."""

    slug: str
    changed: date | None
    start: date
    end: date
    lessons: tuple[str, ...]

    @property
    def place_by_change(self) -> tuple[date, date, str]:
        """Return the key of the order of feeds."""
        return self.changed or self.end, self.start, self.slug


def outline_of(documents: Iterable[Document]) -> Iterator[OutlineEntry]:
    """Yield the entry of each workshop among ``documents``."""
    for document in documents:
        workshop = document.workshop
        lessons = tuple(highlight.id for highlight in workshop.text("").highlights)
        changed = workshop.updated or workshop.added
        yield OutlineEntry(workshop.slug, changed, workshop.start, workshop.end, lessons)


def by_change(entries: Iterable[OutlineEntry]) -> list[OutlineEntry]:
    """Return the entries, the last changed first."""
    return sorted(entries, key=lambda entry: entry.place_by_change, reverse=True)


def outline_line(entry: OutlineEntry) -> str:
    """Return the line of an entry."""
    return "\t".join((entry.slug, *(day.isoformat() if day else "" for day in entry[1:4]), *entry.lessons))


def write_outline(lines: Iterable[str]) -> bytes:
    """Return the lines of all entries, the last changed first, as ``by_change`` sorts them."""
    return "\n".join(sorted(lines, key=_line_by_change, reverse=True)).encode("utf-8")


def _line_by_change(line: str) -> tuple[str, str, str]:
    """Return the key of a line's place: days of ISO 8601 sort as what they are."""
    slug, changed, start, end = line.split("\t", 4)[:4]
    return changed or end, start, slug


def read_outline(content: bytes) -> Iterator[OutlineEntry]:
    """Yield the entries of ``content``."""
    for line in content.decode("utf-8").split("\n") if content else ():
        slug, changed, start, end, *lessons = line.split("\t")
        day = date.fromisoformat(changed) if changed else None
        yield OutlineEntry(slug, day, date.fromisoformat(start), date.fromisoformat(end), tuple(lessons))


def read_withdrawn(content: bytes | None) -> Titles:
    """Return the titles of the workshops that were withdrawn."""
    titles: Titles = json.loads(content) if content else {}
    return titles


def write_withdrawn(titles: Titles) -> bytes:
    """Return ``titles`` as a resource."""
    return json.dumps(titles, ensure_ascii=False).encode("utf-8")
