"""Entries as RIS, for Zotero, EndNote and Mendeley."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from policysearch.exporters.entry import Entry
from policysearch.exporters.provenance import Stamp

MOST = 10_000
_TYPES = {"workshop": "CONF", "highlight": "CPAPER", "passage": "CPAPER"}
_HEADLINE = 150


def write(entries: Iterable[Entry], stamp: Stamp) -> Iterator[bytes]:
    """A record an entry. RIS has no escapes: a value is one line, so that nothing in it can be taken for a tag."""
    asked = "; ".join(f"{label}: {value}" for label, value in stamp.lines(MOST))
    for entry in islice(entries, MOST):
        lines = [*_fields(entry, stamp), ("N1", asked), ("ER", "")]
        yield "".join(f"{tag}  - {' '.join(value.split())}\r\n" for tag, value in lines).encode("utf-8")


def headline(text: str) -> str:
    """The beginning of a lesson, as a title for it."""
    line = " ".join(text.split())
    return line if len(line) <= _HEADLINE else line[: _HEADLINE - 1].rsplit(" ", 1)[0] + "…"


def _fields(entry: Entry, stamp: Stamp) -> Iterator[tuple[str, str]]:
    yield "TY", _TYPES[entry.kind]
    yield "ID", entry.id
    if entry.kind == "workshop":
        yield "TI", entry.title
    else:
        yield "TI", headline(entry.text)
        yield "T2", entry.title
    for name in entry.organizers or filter(None, (entry.secretariat or stamp.publisher,)):
        yield "AU", name
    yield "PY", str(entry.start.year)
    yield "DA", entry.start.strftime("%Y/%m/%d")
    yield from ((tag, value) for tag, value in (("CY", entry.place), ("PB", stamp.publisher)) if value)
    yield "LA", entry.language
    yield "AB", entry.text
    yield from (("KW", word) for word in (*entry.themes, *entry.experience))
    yield "UR", entry.url
    yield "Y2", stamp.made.strftime("%Y/%m/%d")
    yield "N1", entry.citation
