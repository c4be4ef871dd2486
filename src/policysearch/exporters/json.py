"""Entries as one JSON object."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from itertools import islice
from typing import Any

from policysearch.exporters.entry import Entry
from policysearch.exporters.provenance import Provenance

MAX_ENTRIES = 10_000


def write(entries: Iterable[Entry], provenance: Provenance) -> Iterator[bytes]:
    """Yield an object of the provenance's keys and ``entries``."""
    head = {
        "title": provenance.title,
        "query": provenance.query,
        "reading": provenance.reading,
        "made": provenance.retrieved_at.isoformat(timespec="seconds"),
        "address": provenance.address,
        "generation": provenance.generation,
        "language": provenance.language,
        "total": provenance.total,
    }
    yield _encode(head)[:-1] + b', "entries": ['
    comma = b"\n"
    for entry in islice(entries, MAX_ENTRIES):
        yield comma + _encode(asdict(entry))
        comma = b",\n"
    yield b"\n]}\n"


def _encode(value: dict[str, Any]) -> bytes:
    return json.dumps(value, ensure_ascii=False, default=str).encode("utf-8")
