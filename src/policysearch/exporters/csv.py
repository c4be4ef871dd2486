"""Entries as CSV that spreadsheets open directly: a byte order mark for Excel, no cell that is a formula."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from io import StringIO
from itertools import islice

from policysearch.exporters.entry import Entry
from policysearch.exporters.labels import labels_in
from policysearch.exporters.provenance import Provenance

MAX_ENTRIES = 10_000
COLUMNS = (
    "kind title text language start end city country themes experience organizers partners funders citation url"
    " headline"
).split()
PROVENANCE_COLUMNS = ("query", "retrieved_at", "address", "generation")
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def write(entries: Iterable[Entry], provenance: Provenance) -> Iterator[bytes]:
    """Yield a header in the reader's language, then one row per entry; the last columns repeat the provenance."""
    labels = labels_in(provenance.language)
    retrieved_at = provenance.retrieved_at.isoformat(timespec="seconds")
    provenance_cells = (provenance.query, retrieved_at, provenance.address, provenance.generation)
    yield b"\xef\xbb\xbf" + _encode_row([labels[name] for name in (*COLUMNS, *PROVENANCE_COLUMNS)])
    for entry in islice(entries, MAX_ENTRIES):
        yield _encode_row([*_cells(entry, labels[entry.kind]), *map(guard_formula, provenance_cells)])
    if provenance.reading:
        yield _encode_row([guard_formula(f"{labels['reading']}: {provenance.reading}")])
    if provenance.total > MAX_ENTRIES:
        yield _encode_row([f"{labels['truncated']}: {provenance.part_of_total(MAX_ENTRIES)}"])


def table(rows: Iterable[list[str]]) -> Iterator[bytes]:
    """Yield rows of text as a file of their own."""
    yield b"\xef\xbb\xbf"
    for row in rows:
        yield _encode_row([*map(guard_formula, row)])


def guard_formula(cell: str) -> str:
    """Return the cell, with an apostrophe in front if a spreadsheet would take it for a formula."""
    return "'" + cell if cell.startswith(_FORMULA) or cell.lstrip(" ").startswith(_FORMULA[:4]) else cell


def _cells(entry: Entry, kind: str) -> Iterator[str]:
    for name in COLUMNS:
        value = kind if name == "kind" else getattr(entry, name)
        yield guard_formula("; ".join(value) if isinstance(value, tuple) else str(value))


def _encode_row(cells: list[str]) -> bytes:
    line = StringIO(newline="")
    csv.writer(line).writerow(cells)
    return line.getvalue().encode("utf-8")
