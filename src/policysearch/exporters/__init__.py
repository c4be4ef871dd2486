"""Documents -> files to take away: XLSX, CSV, JSON, CSL-JSON, RIS, BibTeX, DOCX and Atom, one file per format.

``entries`` turns documents into Entries for an Audience; a format's ``write`` turns Entries and a Provenance into
bytes, piece by piece.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from policysearch.exporters import atom, bibtex, csl, csv, docx, json, ris, xlsx
from policysearch.exporters.entry import Audience, Entry, entries, entry
from policysearch.exporters.provenance import Provenance

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSL = "application/vnd.citationstyles.csl+json"


@dataclass(frozen=True, slots=True)
class Format:
    """A file format; a file of it holds at most ``max_entries`` entries."""

    name: str
    mimetype: str
    max_entries: int
    write: Callable[[Iterable[Entry], Provenance], Iterator[bytes]]


FORMATS: Mapping[str, Format] = {
    "xlsx": Format("Excel", XLSX, xlsx.MAX_ENTRIES, xlsx.write),
    "csv": Format("CSV", "text/csv", csv.MAX_ENTRIES, csv.write),
    "docx": Format("Word", DOCX, docx.MAX_ENTRIES, docx.write),
    "ris": Format("RIS (Zotero, EndNote)", "application/x-research-info-systems", ris.MAX_ENTRIES, ris.write),
    "bib": Format("BibTeX", "application/x-bibtex", bibtex.MAX_ENTRIES, bibtex.write),
    "csl.json": Format("CSL-JSON", CSL, csl.MAX_ENTRIES, csl.write),
    "json": Format("JSON", "application/json", json.MAX_ENTRIES, json.write),
}

__all__ = ["FORMATS", "Audience", "Entry", "Format", "Provenance", "atom", "entries", "entry"]
