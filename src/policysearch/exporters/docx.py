"""Entries as a Word document: a brief to edit and send."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from types import MappingProxyType
from typing import Any

import docx

from policysearch.exporters.brief_note import BriefNote, BriefNotes
from policysearch.exporters.docx_parts import (
    add_link,
    add_provenance,
    file_bytes,
    set_language,
    set_up,
    style_as_note,
)
from policysearch.exporters.entry import Entry
from policysearch.exporters.labels import labels_in
from policysearch.exporters.provenance import Provenance

MAX_ENTRIES = 500


def write(
    entries: Iterable[Entry], provenance: Provenance, notes: BriefNotes = MappingProxyType({})
) -> Iterator[bytes]:
    """Yield one document: the title, each entry with its source and link, and last the provenance.

    The author's ``notes`` stand before their entries.
    """
    document = docx.Document()
    set_up(document, provenance)
    document.add_heading(provenance.title, 0)
    for number, entry in enumerate(islice(entries, MAX_ENTRIES), 1):
        if entry.id in notes:
            _add_note(document, notes[entry.id])
        _add_entry(document, number, entry, provenance.language)
    add_provenance(document, provenance, MAX_ENTRIES)
    yield file_bytes(document)


def _add_note(document: Any, note: BriefNote) -> None:
    if note.heading:
        document.add_heading(note.heading, 1)
    for line in filter(None, note.text.split("\n")):
        document.add_paragraph(line)


def _add_entry(document: Any, number: int, entry: Entry, language: str) -> None:
    labels = labels_in(language)
    document.add_heading(f"{number}. {entry.headline or entry.title}", 2)
    lines = entry.text.split("\n")
    for line in lines:
        run = document.add_paragraph(style="List Bullet" if len(lines) > 1 else None).add_run(line)
        if entry.language != language:
            set_language(run._r.get_or_add_rPr(), entry.language)
    source = document.add_paragraph()
    citation_text = entry.citation.removesuffix(entry.url)
    style_as_note(source.add_run(f"{labels['source']}: {citation_text}"))
    add_link(source, entry.url)
    if entry.translation:
        style_as_note(source.add_run(f" ({labels[entry.translation]})"))
