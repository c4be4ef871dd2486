"""A Word document -> Outline of the text that its pages show: no comments, tracked deletions or hidden text."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Mapping
from itertools import count
from pathlib import Path
from typing import Any

import docx as python_docx
from docx.oxml import parse_xml
from docx.oxml.ns import qn

from policysearch.importers.formats import document_title, drawing_text, office_zip, table_rows, text
from policysearch.importers.formats.file_in_memory import Source
from policysearch.importers.outline import NO_PLACE, Block, LeftOut, Outline, clean, collect, sectioned
from policysearch.model.errors import ImportRefusedError
from policysearch.model.message import message

_COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_SKIPPED = {qn(f"w:{name}") for name in "del moveFrom instrText delText footnoteReference commentReference".split()}
_HEADING = re.compile(r"(?:heading|t[ií]tulo|titre|cabe[cç]alho)\s*(\d)", re.I)
_DEPTH_IN_STYLE = re.compile(r"\D(\d)$")  # "List Bullet 2"
_TITLE = re.compile(r"title|t[ií]tulo|titre", re.I)
_LISTS = re.compile(r"list|lista|liste", re.I)
_TRACKED = message("It has tracked changes: accept or refuse them, then import again; deletions were left out.")
_COMMENTED = message("It has comments; they were left out.")
_HEADER_FOOTER = message("a header or footer of the pages")
_HIDDEN = message("It has hidden text; it was left out.")


def read(path: Source) -> Outline:
    """Return the document's headings, paragraphs, list items and table rows. Raises ImportRefusedError."""
    office_zip.inspect(path)
    try:
        document = python_docx.Document(readable(path))
    except Exception as error:  # the library lets lxml's, zipfile's and its own errors through
        raise ImportRefusedError("Word could not have written it: it is damaged.", "Save it again in Word.") from error
    body = document.element.body
    walk = _Walk(document, body_places(body))
    with_words = (block for block in (*walk.blocks(body), *walk.footnotes(body)) if block.text)
    blocks = collect(sectioned(text.typed_items(with_words)))
    return Outline(
        blocks,
        title=document_title.title(document.core_properties.title),
        language=(document.core_properties.language or "")[:2].lower(),
        warnings=tuple(_warnings(body)),
        left_out=tuple(_running_text(document)),
        notes=(_COMMENTED,) if _has_comments(document) else (),
    )


def body_places(body: Any) -> dict[Any, int]:
    """Return the number of each paragraph of a body, from 0; one in a text box has that of the paragraph around it."""
    places: dict[Any, int] = {}
    numbers = count()
    for paragraph in body.iter(qn("w:p")):
        around = next((outer for outer in paragraph.iterancestors(qn("w:p")) if outer in places), None)
        places[paragraph] = next(numbers) if around is None else places[around]
    return places


def readable(path: Source) -> Any:
    """Return the file as the library opens it."""
    archive = office_zip.transitional(path)
    return str(archive) if isinstance(archive, Path) else archive


def _running_text(document: Any) -> Iterator[LeftOut]:
    """Yield the headers and footers of the pages, each text once."""
    texts = (
        clean(" ".join(paragraph.text for paragraph in part.paragraphs))
        for section in document.sections
        for part in (section.header, section.footer, section.first_page_header, section.first_page_footer)
        if not part.is_linked_to_previous
    )
    yield from (LeftOut(words, 1, _HEADER_FOOTER) for words in dict.fromkeys(filter(None, texts)))


def _has_comments(document: Any) -> bool:
    return any("comments" in str(part.partname) for part in document.part.package.iter_parts())


def _warnings(body: Any) -> Iterator[str]:
    if next(body.iter(qn("w:ins"), qn("w:del"), qn("w:moveFrom"), qn("w:moveTo")), None) is not None:
        yield _TRACKED
    if next(body.iter(qn("w:vanish")), None) is not None:
        yield _HIDDEN


class _Walk:
    """Reads a body's elements; knows the document's style names and outside links."""

    def __init__(self, document: Any, places: Mapping[Any, int]) -> None:
        self._part = document.part
        self._places = places
        self._styles = {style.style_id: style for style in document.styles}
        self._links = {
            key: rel.target_ref
            for key, rel in document.part.rels.items()
            if rel.is_external and rel.target_ref.startswith(("http://", "https://"))
        }

    def blocks(self, element: Any) -> Iterator[Block]:
        """Yield the blocks of a body, a table cell or a content control, nested ones included."""
        for child in element.iterchildren():
            if child.tag == qn("w:p"):
                yield from self._paragraph(child)
            elif child.tag == qn("w:tbl"):
                for row in child.iterchildren(qn("w:tr")):
                    cells = [[b for b in self.blocks(cell) if b.text] for cell in row.iterchildren(qn("w:tc"))]
                    yield from table_rows.blocks(cells)
            elif child.tag in (qn("w:sdt"), qn("w:sdtContent"), qn("w:ins"), qn("w:moveTo"), qn("w:customXml")):
                yield from self.blocks(child)

    def footnotes(self, body: Any) -> Iterator[Block]:
        """Yield the footnotes and endnotes that the text refers to."""
        for name in ("footnote", "endnote"):
            ids = {mark.get(qn("w:id")) for mark in body.iter(qn(f"w:{name}Reference"))}
            parts = [rel.target_part for rel in self._part.rels.values() if rel.reltype.endswith(f"/{name}s")]
            for part in parts if ids else ():
                for note in parse_xml(part.blob).iter(qn(f"w:{name}")):
                    yield from self.blocks(note) if note.get(qn("w:id")) in ids else ()

    def _paragraph(self, paragraph: Any) -> Iterator[Block]:
        style = paragraph.pPr.pStyle.val if paragraph.pPr is not None and paragraph.pPr.pStyle is not None else ""
        if self._is_hidden(paragraph.pPr, style):
            return
        links: list[tuple[str, str]] = []
        words, strong = self._words(paragraph, links)
        for drawing in _drawings(paragraph):
            yield from drawing_text.blocks(drawing, self._part)
            for box in drawing.iter(qn("w:txbxContent")):
                yield from self.blocks(box)
        for line in words.split("\n"):
            block = _block(clean(line), self._name(style), paragraph.pPr, strong, tuple(links))
            yield dataclasses.replace(block, place=self._places.get(paragraph, NO_PLACE))

    def _words(self, element: Any, links: list[tuple[str, str]]) -> tuple[str, bool]:
        """Return the text of runs, and whether all of it is bold; outside links are added to ``links``."""
        pieces: list[str] = []
        strong = True
        for child in element.iterchildren():
            if child.tag in _SKIPPED:
                continue
            if child.tag == qn("w:r"):
                run, bold = self._run(child)
                strong = strong and (bold or not run.strip())
            else:
                run, bold = self._words(child, links) if len(child) else ("", True)
                strong = strong and bold
                address = self._links.get(child.get(qn("r:id"), ""))
                if child.tag == qn("w:hyperlink") and address:
                    links.append((clean(run), address))
            pieces.append(run)
        return "".join(pieces), strong

    def _run(self, run: Any) -> tuple[str, bool]:
        properties = run.find(qn("w:rPr"))
        if properties is not None and _is_on(properties.find(qn("w:vanish"))):
            return "", True
        bold = properties is not None and _is_on(properties.find(qn("w:b")))
        return "".join(_character(child) for child in run.iterchildren()), bold

    def _is_hidden(self, properties: Any, style: str) -> bool:
        mark = properties.find(f"{qn('w:rPr')}/{qn('w:vanish')}") if properties is not None else None
        named = self._styles.get(style)
        hidden_style = named is not None and named.element.find(f"{qn('w:rPr')}/{qn('w:vanish')}") is not None
        return hidden_style or (_is_on(mark) and len(properties.getparent()) == 1)

    def _name(self, style: str) -> str:
        named = self._styles.get(style)
        return str(named.name or "") if named is not None else ""


def _drawings(paragraph: Any) -> Iterator[Any]:
    """Yield a paragraph's drawings, each once: older programs find a second form of it beside the first."""
    for run in paragraph.iter(qn("w:r")):
        for child in run.iterchildren():
            if child.tag == f"{_COMPATIBILITY}AlternateContent":
                yield from child.iterchildren(f"{_COMPATIBILITY}Choice")
            elif child.tag in (qn("w:drawing"), qn("w:pict")):
                yield child


def _is_on(mark: Any) -> bool:
    return mark is not None and mark.get(qn("w:val"), "true") not in ("0", "false", "off", "none")


def _character(element: Any) -> str:
    if element.tag == qn("w:t"):
        return element.text or ""
    if element.tag in (qn("w:br"), qn("w:cr")):
        return "\n"
    if element.tag == qn("w:noBreakHyphen"):
        return "-"
    return " " if element.tag == qn("w:tab") else ""


def _depth(numbering: Any, style: str) -> int:
    """Return the depth of a list item, from 1: its own, else that of its style."""
    depth = numbering.find(qn("w:ilvl")) if numbering is not None else None
    if depth is not None:
        return 1 + int(depth.get(qn("w:val"), "0"))
    named = _DEPTH_IN_STYLE.search(style)
    return int(named[1]) if named else 1


def _block(words: str, style: str, properties: Any, strong: bool, links: tuple[tuple[str, str], ...]) -> Block:
    heading = _HEADING.match(style)
    if heading or _TITLE.fullmatch(style):
        return Block("heading", words, int(heading[1]) + 1 if heading else 1, links=links)
    numbering = properties.find(qn("w:numPr")) if properties is not None else None
    mark = text.BULLET.match(words)
    if numbering is not None or _LISTS.match(style):
        return Block("item", words, _depth(numbering, style), links=links)
    if mark and not words[0].isalnum() and words[0] not in "(-–—*":
        return Block("item", words[mark.end() :], 1, links=links)
    if strong and words and len(words) < 300:
        return Block("heading", words, 8, links=links)
    return Block("paragraph", words, links=links)
