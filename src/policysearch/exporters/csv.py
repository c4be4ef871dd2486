"""Entries as CSV that spreadsheets open as it is: a byte order mark for Excel, no cell that is a formula."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from io import StringIO
from itertools import islice

from policysearch.exporters.entry import Entry
from policysearch.exporters.labels import words
from policysearch.exporters.provenance import Stamp

MOST = 10_000
COLUMNS = (
    "kind title text language start end city country themes experience organizers partners funders citation url"
).split()
STAMPED = ("query", "made", "address", "generation")
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def write(entries: Iterable[Entry], stamp: Stamp) -> Iterator[bytes]:
    """A header in the reader's language, then a row an entry; the last columns of every row are the stamp's."""
    said = words(stamp.language)
    asked = (stamp.query, stamp.made.isoformat(timespec="seconds"), stamp.address, stamp.generation)
    yield b"\xef\xbb\xbf" + _row([said[name] for name in (*COLUMNS, *STAMPED)])
    for entry in islice(entries, MOST):
        yield _row([*_cells(entry, said[entry.kind]), *map(safe, asked)])
    if stamp.total > MOST:
        yield _row([f"{said['cut']}: {stamp.most(MOST)}"])


def safe(cell: str) -> str:
    """The cell with an apostrophe in front where a spreadsheet would take it for a formula."""
    return "'" + cell if cell.startswith(_FORMULA) or cell.lstrip(" ").startswith(_FORMULA[:4]) else cell


def _cells(entry: Entry, kind: str) -> Iterator[str]:
    for name in COLUMNS:
        value = kind if name == "kind" else getattr(entry, name)
        yield safe("; ".join(value) if isinstance(value, tuple) else str(value))


def _row(cells: list[str]) -> bytes:
    line = StringIO(newline="")
    csv.writer(line).writerow(cells)
    return line.getvalue().encode("utf-8")
