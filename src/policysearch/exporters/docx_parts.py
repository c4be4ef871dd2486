"""What Word documents have in common: page, language, links, notes, the provenance at the end."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from policysearch.exporters.provenance import Provenance

_LINK_COLOR = "0C5476"
_NOTE_COLOR = RGBColor(0x4D, 0x5A, 0x64)


def set_up(document: Any, provenance: Provenance) -> None:
    """Give a document its page size, properties and language."""
    for section in document.sections:
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = Cm(2.5)
    properties = document.core_properties
    properties.title, properties.author = provenance.title[:255], provenance.publisher[:255]
    properties.language, properties.comments = provenance.language, provenance.address[:255]
    properties.created = properties.modified = provenance.retrieved_at.replace(tzinfo=None)
    document.styles["Normal"].font.size = Pt(11)
    set_language(document.styles["Normal"].element.get_or_add_rPr(), provenance.language)


def add_provenance(document: Any, provenance: Provenance, max_entries: int) -> None:
    """Add a paragraph with the search, the date, the address and the edition."""
    paragraph = document.add_paragraph()
    for label, value in provenance.lines(max_entries):
        style_as_note(paragraph.add_run(f"{label}: {value}\n"))


def style_as_note(run: Any) -> None:
    """Make a run small and pale."""
    run.font.size = Pt(9)
    run.font.color.rgb = _NOTE_COLOR


def set_language(properties: Any, language: str) -> None:
    """Say in the properties of a run or style which language it is in."""
    element = OxmlElement("w:lang")
    element.set(qn("w:val"), language)
    properties.append(element)


def add_link(paragraph: Any, address: str) -> None:
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


def file_bytes(document: Any) -> bytes:
    """Return the document as a file."""
    file = BytesIO()
    document.save(file)
    return file.getvalue()
