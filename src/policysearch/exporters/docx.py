"""Entries as a Word document: a brief to edit and send."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from io import BytesIO
from itertools import islice
from typing import Any

import docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from policysearch.exporters.entry import Entry
from policysearch.exporters.labels import words
from policysearch.exporters.provenance import Stamp

MOST = 500
_LINK = "0C5476"
_SOFT = RGBColor(0x4D, 0x5A, 0x64)


def write(entries: Iterable[Entry], stamp: Stamp) -> Iterator[bytes]:
    """Title, each entry with its source and link, and last the stamp."""
    document = docx.Document()
    _lay_out(document, stamp)
    document.add_heading(stamp.title, 0)
    for number, entry in enumerate(islice(entries, MOST), 1):
        _add(document, number, entry, stamp.language)
    _sign(document, stamp)
    file = BytesIO()
    document.save(file)
    yield file.getvalue()


def _lay_out(document: Any, stamp: Stamp) -> None:
    for section in document.sections:
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = Cm(2.5)
    properties = document.core_properties
    properties.title, properties.author = stamp.title[:255], stamp.publisher[:255]
    properties.language, properties.comments = stamp.language, stamp.address[:255]
    properties.created = properties.modified = stamp.made.replace(tzinfo=None)
    document.styles["Normal"].font.size = Pt(11)
    _spoken(document.styles["Normal"].element.get_or_add_rPr(), stamp.language)


def _add(document: Any, number: int, entry: Entry, language: str) -> None:
    said = words(language)
    document.add_heading(f"{number}. {entry.title}", 2)
    lines = entry.text.split("\n")
    for line in lines:
        run = document.add_paragraph(style="List Bullet" if len(lines) > 1 else None).add_run(line)
        if entry.language != language:
            _spoken(run._r.get_or_add_rPr(), entry.language)
    source = document.add_paragraph()
    cited = entry.citation.removesuffix(entry.url)
    _soft(source.add_run(f"{said['source']}: {cited}"))
    _link(source, entry.url)
    if entry.translation:
        _soft(source.add_run(f" ({said[entry.translation]})"))


def _sign(document: Any, stamp: Stamp) -> None:
    paragraph = document.add_paragraph()
    for label, value in stamp.lines(MOST):
        _soft(paragraph.add_run(f"{label}: {value}\n"))


def _soft(run: Any) -> None:
    run.font.size = Pt(9)
    run.font.color.rgb = _SOFT


def _spoken(properties: Any, language: str) -> None:
    spoken = OxmlElement("w:lang")
    spoken.set(qn("w:val"), language)
    properties.append(spoken)


def _link(paragraph: Any, address: str) -> None:
    """``address`` as a link to it; a path alone, which leads nowhere from a file, as text."""
    run = paragraph.add_run(address)
    run.font.size = Pt(9)
    if not address.startswith(("https://", "http://")):
        return
    run.font.color.rgb = RGBColor.from_string(_LINK)
    run.font.underline = True
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    link.append(run._r)
    paragraph._p.append(link)
