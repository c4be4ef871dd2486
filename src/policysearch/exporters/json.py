"""Entries as one JSON object."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from itertools import islice
from typing import Any

from policysearch.exporters.entry import Entry
from policysearch.exporters.provenance import Stamp

MOST = 10_000


def write(entries: Iterable[Entry], stamp: Stamp) -> Iterator[bytes]:
    """The stamp's keys, then ``entries``."""
    head = {
        "title": stamp.title,
        "query": stamp.query,
        "made": stamp.made.isoformat(timespec="seconds"),
        "address": stamp.address,
        "generation": stamp.generation,
        "language": stamp.language,
        "total": stamp.total,
    }
    yield _encoded(head)[:-1] + b', "entries": ['
    comma = b"\n"
    for entry in islice(entries, MOST):
        yield comma + _encoded(asdict(entry))
        comma = b",\n"
    yield b"\n]}\n"


def _encoded(value: dict[str, Any]) -> bytes:
    return json.dumps(value, ensure_ascii=False, default=str).encode("utf-8")
