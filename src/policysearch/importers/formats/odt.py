"""An OpenDocument text -> Outline of the text that its pages show: no comments, tracked deletions or hidden text."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lxml import etree

from policysearch.importers.formats import document_title, office_zip, table_rows, text
from policysearch.importers.outline import Block, LeftOut, Outline, clean, collect, sectioned
from policysearch.model.errors import ImportRefusedError
from policysearch.model.message import message

_NAMESPACE = "urn:oasis:names:tc:opendocument:xmlns:"
_OFFICE, _TEXT, _TABLE, _DRAW, _STYLE = (f"{{{_NAMESPACE}{n}:1.0}}" for n in "office text table drawing style".split())
_FO = f"{{{_NAMESPACE}xsl-fo-compatible:1.0}}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_HREF = "{http://www.w3.org/1999/xlink}href"
_SKIPPED = {f"{_TEXT}tracked-changes", f"{_OFFICE}annotation", f"{_OFFICE}annotation-end", f"{_TEXT}hidden-text"}
_SKIPPED |= {f"{_TEXT}table-of-content", f"{_OFFICE}forms", f"{_TEXT}sequence-decls"}
_SPACES = {f"{_TEXT}s": " ", f"{_TEXT}tab": " ", f"{_TEXT}line-break": "\n"}
_TRACKED = message("It has tracked changes: accept or refuse them, then import again; deletions were left out.")
_COMMENTED = message("It has comments; they were left out.")
_HIDDEN = message("It has hidden text; it was left out.")
_MAX_DEPTH = 100
_HEADER_FOOTER = message("a header or footer of the pages")


def read(path: Path) -> Outline:
    """Return the document's headings, paragraphs, list items and table rows. Raises ImportRefusedError."""
    office_zip.inspect(path)
    try:
        with zipfile.ZipFile(path) as archive:
            content, styles, meta = (_part(archive, name) for name in ("content.xml", "styles.xml", "meta.xml"))
    except (KeyError, etree.XMLSyntaxError) as error:
        raise ImportRefusedError("it is damaged.", "Open and save it again in its program.") from error
    body = content.find(f"{_OFFICE}body/{_OFFICE}text")
    if body is None:
        raise ImportRefusedError("it is no text document.", "Save it as a text document or as PDF.")
    walk = _Walk(content, styles)
    blocks = [*walk.blocks(body, 0), *walk.notes]
    has_hidden = walk.has_hidden or next(body.iter(f"{_TEXT}hidden-text"), None) is not None
    has_comments = next(body.iter(f"{_OFFICE}annotation"), None) is not None
    has_changes = next(body.iter(f"{_TEXT}changed-region"), None) is not None
    return Outline(
        collect(sectioned(text.typed_items(block for block in blocks if block.text))),
        title=document_title.title(meta.findtext(f".//{_DC}title")),
        language=(meta.findtext(f".//{_DC}language") or "")[:2].lower(),
        warnings=(*([_TRACKED] if has_changes else []), *([_HIDDEN] if has_hidden else [])),
        left_out=tuple(_running_text(styles)),
        notes=(_COMMENTED,) if has_comments else (),
    )


def _part(archive: zipfile.ZipFile, name: str) -> Any:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    return etree.fromstring(archive.read(name), parser)


def _running_text(styles: Any) -> Iterator[LeftOut]:
    for tag in ("header", "footer"):
        for element in styles.iter(f"{_STYLE}{tag}"):
            words = clean(" ".join(element.itertext()))
            if words:
                yield LeftOut(words, 1, _HEADER_FOOTER)


class _Walk:
    """Reads a body's elements; ``notes`` are the footnotes met so far."""

    def __init__(self, content: Any, styles: Any) -> None:
        self.notes: list[Block] = []
        self.has_hidden = False
        self._bold: set[str] = set()
        self._hidden: set[str] = set()
        for style in (*styles.iter(f"{_STYLE}style"), *content.iter(f"{_STYLE}style")):
            properties = style.find(f"{_STYLE}text-properties")
            if properties is not None:
                name = style.get(f"{_STYLE}name", "")
                self._bold |= {name} if properties.get(f"{_FO}font-weight") == "bold" else set()
                self._hidden |= {name} if properties.get(f"{_TEXT}display") == "none" else set()

    def blocks(self, element: Any, list_level: int, depth: int = 0) -> Iterator[Block]:
        """Yield the blocks within an element. Raises ImportRefusedError where they are nested too deeply."""
        if depth > _MAX_DEPTH:
            raise ImportRefusedError("its parts are nested too deeply.", "Save it again in its program.")
        for child in element.iterchildren(tag=etree.Element):
            if child.tag in _SKIPPED:
                continue
            if child.tag in (f"{_TEXT}p", f"{_TEXT}h"):
                yield from self._paragraph(child, list_level, depth)
            elif child.tag == f"{_TABLE}table-row":
                cells = [[*self.blocks(cell, 0, depth + 1)] for cell in child.iterchildren(f"{_TABLE}table-cell")]
                yield from table_rows.blocks([[block for block in cell if block.text] for cell in cells])
            else:
                is_list = child.tag == f"{_TEXT}list"
                yield from self.blocks(child, list_level + is_list, depth + 1)

    def _paragraph(self, paragraph: Any, list_level: int, depth: int) -> Iterator[Block]:
        style = paragraph.get(f"{_TEXT}style-name", "")
        pieces: list[tuple[str, bool]] = []
        links: list[tuple[str, str]] = []
        boxes: list[Any] = []
        self._words(paragraph, style in self._bold, pieces, links, boxes)
        for box in boxes:
            yield from self.blocks(box, 0, depth + 1)
        is_bold = all(bold for words, bold in pieces if words.strip())
        for line in "".join(words for words, _ in pieces).split("\n"):
            yield _block(paragraph, clean(line), list_level, is_bold, tuple(links))

    def _words(
        self, element: Any, bold: bool, pieces: list[tuple[str, bool]], links: list[tuple[str, str]], boxes: list[Any]
    ) -> None:
        """Add an element's words to ``pieces``, its outside links to ``links`` and its text boxes to ``boxes``."""
        pieces.append((element.text or "", bold))
        for child in element.iterchildren(tag=etree.Element):
            start = len(pieces)
            style = child.get(f"{_TEXT}style-name", "")
            if child.tag in _SPACES:
                pieces.append((_SPACES[child.tag] * int(child.get(f"{_TEXT}c", "1")[:3]), bold))
            elif child.tag == f"{_TEXT}note":
                body = child.find(f"{_TEXT}note-body")
                self.notes += [] if body is None else list(self.blocks(body, 0))
            elif child.tag.startswith(_DRAW):
                boxes.extend(child.iter(f"{_DRAW}text-box"))
            elif style in self._hidden:
                self.has_hidden = True
            elif child.tag not in _SKIPPED:
                self._words(child, bold or style in self._bold, pieces, links, boxes)
            address = child.get(_HREF, "")
            if child.tag == f"{_TEXT}a" and address.startswith(("http://", "https://")):
                links.append((clean("".join(words for words, _ in pieces[start:])), address))
            pieces.append((child.tail or "", bold))


def _block(paragraph: Any, words: str, list_level: int, is_bold: bool, links: tuple[tuple[str, str], ...]) -> Block:
    if paragraph.tag == f"{_TEXT}h":
        level = paragraph.get(f"{_TEXT}outline-level", "1")
        return Block("heading", words, 1 + int(level) if level.isdigit() else 2, links=links)
    if paragraph.get(f"{_TEXT}style-name", "") == "Title":
        return Block("heading", words, 1, links=links)
    if list_level:
        return Block("item", words, list_level, links=links)
    if is_bold and words and len(words) < 300:
        return Block("heading", words, 8, links=links)
    return Block("paragraph", words, links=links)
