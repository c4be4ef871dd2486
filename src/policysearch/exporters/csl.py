"""Entries as CSL-JSON, which Zotero, Pandoc and every CSL processor read."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice
from typing import Any

from policysearch.exporters.citation import lesson_title
from policysearch.exporters.entry import Entry
from policysearch.exporters.provenance import Provenance
from policysearch.model.period import precision, written

MAX_ENTRIES = 10_000
_TYPES = {"workshop": "event", "highlight": "paper-conference", "passage": "paper-conference"}


def write(entries: Iterable[Entry], provenance: Provenance) -> Iterator[bytes]:
    """Yield an array with one item per entry."""
    separator = b"[\n"
    for entry in islice(entries, MAX_ENTRIES):
        item = csl_item(entry, provenance.publisher, provenance.retrieved_at.date())
        yield separator + json.dumps(item, ensure_ascii=False).encode()
        separator = b",\n"
    yield b"[]\n" if separator == b"[\n" else b"\n]\n"


def csl_item(entry: Entry, publisher: str, accessed: date) -> dict[str, Any]:
    """Return an entry as a CSL-JSON item (CSL 1.0.2); its bodies are literal names, whatever commas they have.

    The publisher is left out where it is the author, as the styles ask.
    """
    authors = entry.organizers or tuple(filter(None, (entry.secretariat or publisher,)))
    known_to = precision(entry.start, entry.end)
    days = [[*map(int, written(day, known_to).split("-"))] for day in (entry.start, entry.end)]
    properties: dict[str, Any] = {
        "id": entry.id,
        "type": _TYPES[entry.kind],
        "title": entry.title if entry.kind == "workshop" else lesson_title(entry.name),
        "container-title": entry.title if entry.kind != "workshop" else "",
        "author": [{"literal": name} for name in authors],
        "issued": {"date-parts": days if days[0] != days[1] else days[:1]},
        "event-title": entry.title if entry.kind != "workshop" else "",
        "event-place": entry.place,
        "publisher": publisher if publisher not in authors else "",
        "language": entry.language,
        "abstract": entry.text,
        "keyword": ", ".join((*entry.themes, *entry.experience)),
        "URL": entry.url,
        "accessed": {"date-parts": [[accessed.year, accessed.month, accessed.day]]} if entry.url else None,
    }
    return {name: value for name, value in properties.items() if value}
