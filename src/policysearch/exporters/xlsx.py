"""Entries as an Excel workbook: dates are dates, texts are texts, and nothing is a formula."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from io import BytesIO
from itertools import islice
from typing import Any

from policysearch.exporters.csv import COLUMNS
from policysearch.exporters.entry import Entry
from policysearch.exporters.labels import labels_in
from policysearch.exporters.provenance import Provenance

MAX_ENTRIES = 10_000
MAX_CELL, MAX_LINK = 32_767, 2_079  # characters; Excel's own limits
_WIDTHS = {"title": 40, "text": 90, "citation": 60, "url": 40, "start": 12, "end": 12, "kind": 12}
_WIDTH = 20


def write(entries: Iterable[Entry], provenance: Provenance) -> Iterator[bytes]:
    """Yield a workbook of two sheets: one row per entry under a header that stays, and the provenance."""
    import xlsxwriter  # a hundredth of a second, which nobody else shall wait

    file = BytesIO()
    # Rows are written to a temporary file one by one; no text becomes a formula, a number or a link by itself.
    book = xlsxwriter.Workbook(file, {"constant_memory": True, "default_date_format": "yyyy-mm-dd"})
    book.set_properties({"title": provenance.title[:255], "author": provenance.publisher[:255]})
    book.set_size(2400, 1400)
    labels = labels_in(provenance.language)
    bold = book.add_format({"bold": True})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    sheet = book.add_worksheet(labels["sheet"])
    sheet.freeze_panes(1, 0)
    for column, name in enumerate(COLUMNS):
        sheet.set_column(column, column, _WIDTHS.get(name, _WIDTH))
        sheet.write_string(0, column, labels[name], bold)
    row = 0
    for row, entry in enumerate(islice(entries, MAX_ENTRIES), 1):
        for column, name in enumerate(COLUMNS):
            value = labels[entry.kind] if name == "kind" else getattr(entry, name)
            if name == "url" and 0 < len(value) <= MAX_LINK:
                sheet.write_url(row, column, value)
            else:
                _write_cell(sheet, row, column, value, day)
    sheet.autofilter(0, 0, row, len(COLUMNS) - 1)
    about = book.add_worksheet(labels["origin"])
    about.set_column(0, 0, 28, bold)
    about.set_column(1, 1, 90)
    for number, (label, value) in enumerate(provenance.lines(MAX_ENTRIES)):
        about.write_string(number, 0, label)
        about.write_string(number, 1, value[:MAX_CELL])
    book.close()
    yield file.getvalue()


def _write_cell(sheet: Any, row: int, column: int, value: str | date | tuple[str, ...], day: Any) -> None:
    """Write one value by its type. Excel knows no days before 1900: these stay texts."""
    if isinstance(value, date) and value.year >= 1900:
        sheet.write_datetime(row, column, value, day)
    else:
        text = "; ".join(value) if isinstance(value, tuple) else str(value)
        sheet.write_string(row, column, text if len(text) <= MAX_CELL else f"{text[: MAX_CELL - 1]}…")
