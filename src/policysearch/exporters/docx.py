"""Entries as a Word document: a brief to edit and send."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from io import BytesIO
from itertools import islice
from types import MappingProxyType
from typing import Any

import docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from policysearch.exporters.brief_note import BriefNote, BriefNotes
from policysearch.exporters.entry import Entry
from policysearch.exporters.labels import labels_in
from policysearch.exporters.provenance import Provenance

MAX_ENTRIES = 500
_LINK_COLOR = "0C5476"
_NOTE_COLOR = RGBColor(0x4D, 0x5A, 0x64)


def write(
    entries: Iterable[Entry], provenance: Provenance, notes: BriefNotes = MappingProxyType({})
) -> Iterator[bytes]:
    """Yield one document: the title, each entry with its source and link, and last the provenance.

    The author's ``notes`` stand before their entries.
    """
    document = docx.Document()
    _set_up(document, provenance)
    document.add_heading(provenance.title, 0)
    for number, entry in enumerate(islice(entries, MAX_ENTRIES), 1):
        if entry.id in notes:
            _add_note(document, notes[entry.id])
        _add_entry(document, number, entry, provenance.language)
    _add_provenance(document, provenance)
    file = BytesIO()
    document.save(file)
    yield file.getvalue()


def _set_up(document: Any, provenance: Provenance) -> None:
    for section in document.sections:
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = Cm(2.5)
    properties = document.core_properties
    properties.title, properties.author = provenance.title[:255], provenance.publisher[:255]
    properties.language, properties.comments = provenance.language, provenance.address[:255]
    properties.created = properties.modified = provenance.retrieved_at.replace(tzinfo=None)
    document.styles["Normal"].font.size = Pt(11)
    _set_language(document.styles["Normal"].element.get_or_add_rPr(), provenance.language)


def _add_note(document: Any, note: BriefNote) -> None:
    if note.heading:
        document.add_heading(note.heading, 1)
    for line in filter(None, note.text.split("\n")):
        document.add_paragraph(line)


def _add_entry(document: Any, number: int, entry: Entry, language: str) -> None:
    labels = labels_in(language)
    document.add_heading(f"{number}. {entry.title}", 2)
    lines = entry.text.split("\n")
    for line in lines:
        run = document.add_paragraph(style="List Bullet" if len(lines) > 1 else None).add_run(line)
        if entry.language != language:
            _set_language(run._r.get_or_add_rPr(), entry.language)
    source = document.add_paragraph()
    citation_text = entry.citation.removesuffix(entry.url)
    _style_as_note(source.add_run(f"{labels['source']}: {citation_text}"))
    _add_link(source, entry.url)
    if entry.translation:
        _style_as_note(source.add_run(f" ({labels[entry.translation]})"))


def _add_provenance(document: Any, provenance: Provenance) -> None:
    paragraph = document.add_paragraph()
    for label, value in provenance.lines(MAX_ENTRIES):
        _style_as_note(paragraph.add_run(f"{label}: {value}\n"))


def _style_as_note(run: Any) -> None:
    run.font.size = Pt(9)
    run.font.color.rgb = _NOTE_COLOR


def _set_language(properties: Any, language: str) -> None:
    element = OxmlElement("w:lang")
    element.set(qn("w:val"), language)
    properties.append(element)


def _add_link(paragraph: Any, address: str) -> None:
    """Add ``address`` as a link, or as text if it is a path alone, which leads nowhere from a file."""
    run = paragraph.add_run(address)
    run.font.size = Pt(9)
    if not address.startswith(("https://", "http://")):
        return
    run.font.color.rgb = RGBColor.from_string(_LINK_COLOR)
    run.font.underline = True
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    link.append(run._r)
    paragraph._p.append(link)
