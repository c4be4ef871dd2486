"""Entries as RIS, for Zotero, EndNote and Mendeley."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from policysearch.exporters.entry import Entry
from policysearch.exporters.provenance import Provenance
from policysearch.model.period import precision, written

MAX_ENTRIES = 10_000
_RECORD_TYPES = {"workshop": "CONF", "highlight": "CPAPER", "passage": "CPAPER"}


def write(entries: Iterable[Entry], provenance: Provenance) -> Iterator[bytes]:
    """Yield one record per entry. RIS has no escapes: a value is one line, so that no part of it reads as a tag."""
    provenance_note = "; ".join(f"{label}: {value}" for label, value in provenance.lines(MAX_ENTRIES))
    for entry in islice(entries, MAX_ENTRIES):
        lines = [*_fields(entry, provenance), ("N1", provenance_note), ("ER", "")]
        yield "".join(f"{tag}  - {' '.join(value.split())}\r\n" for tag, value in lines).encode("utf-8")


def body_name(name: str) -> str:
    """Return the name of a body without a comma: before one, reference managers read a person's last name.

    The mark U+201A in its place looks the same, and the citation in the notes has the name as it is.
    """
    return name.replace(",", "‚")


def _fields(entry: Entry, provenance: Provenance) -> Iterator[tuple[str, str]]:
    yield "TY", _RECORD_TYPES[entry.kind]
    yield "ID", entry.id
    if entry.kind == "workshop":
        yield "TI", entry.title
    else:
        yield "TI", entry.name
        yield "T2", entry.title
    for name in entry.organizers or filter(None, (entry.secretariat or provenance.publisher,)):
        yield "AU", body_name(name)
    yield "PY", str(entry.start.year)
    yield "DA", _day(entry)
    yield from ((tag, value) for tag, value in (("CY", entry.place), ("PB", provenance.publisher)) if value)
    yield "LA", entry.language
    yield "AB", entry.text
    yield from (("KW", keyword) for keyword in (*entry.themes, *entry.experience))
    if entry.url:
        yield "UR", entry.url
    yield "Y2", provenance.retrieved_at.strftime("%Y/%m/%d")
    yield "N1", entry.citation


def _day(entry: Entry) -> str:
    """Return year, month and day with slashes, empty where they are not known."""
    parts = written(entry.start, precision(entry.start, entry.end)).split("-")
    return "/".join([*parts, "", ""][:3])
