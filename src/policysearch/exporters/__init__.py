"""Documents -> files to take away: CSV, JSON, RIS, BibTeX, DOCX and Atom, one file per format.

``entries`` words documents for a reader; a format's ``write`` turns entries and a Stamp into bytes, piece by piece.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from policysearch.exporters import atom, bibtex, csv, docx, json, ris
from policysearch.exporters.entry import Entry, Reader, entries, entry
from policysearch.exporters.provenance import Stamp

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@dataclass(frozen=True, slots=True)
class Format:
    """``most`` is how many entries a file holds at most."""

    name: str
    mimetype: str
    most: int
    write: Callable[[Iterable[Entry], Stamp], Iterator[bytes]]


FORMATS: Mapping[str, Format] = {
    "csv": Format("CSV", "text/csv", csv.MOST, csv.write),
    "docx": Format("Word", DOCX, docx.MOST, docx.write),
    "ris": Format("RIS (Zotero, EndNote)", "application/x-research-info-systems", ris.MOST, ris.write),
    "bib": Format("BibTeX", "application/x-bibtex", bibtex.MOST, bibtex.write),
    "json": Format("JSON", "application/json", json.MOST, json.write),
}

__all__ = ["FORMATS", "Entry", "Format", "Reader", "Stamp", "atom", "entries", "entry"]
