"""The structure tree of a tagged PDF -> blocks: headings, paragraphs, nested lists and table rows as they were made."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pypdfium2
from pypdfium2 import raw

from policysearch.importers.formats.line_end_hyphens import DIVIDED
from policysearch.importers.formats.pdf_lines import MAX_CHARACTERS
from policysearch.importers.outline import Block, clean

_HEADING = re.compile(r"H([1-6]?)$")
_NUMBER = re.compile(r"\W*(\d{1,4})[.)]")
_BLOCKS = {"P", "Caption", "BlockQuote", "Title", "Note", "TOCI", "Quote"}
_MAX_DEPTH = 60
_MIN_SHARE = 0.8  # of a page's letters that its structure must have
_SIGN = "\u2e17"  # stands for DIVIDED, which ``clean`` takes for no character
_JOINS = {ord(sign): _SIGN for sign in (DIVIDED, "\x02", "\u00ad")}
_TOKEN = re.compile(r"\s+|\w+|[^\w\s]")


def is_tagged(document: pypdfium2.PdfDocument) -> bool:
    """Return whether the document says that it has a structure."""
    return bool(raw.FPDFCatalog_IsTagged(document.raw))


def read(document: pypdfium2.PdfDocument, number: int) -> tuple[list[Block], str] | None:
    """Return the blocks of a page (from 0) and the words outside the structure, such as running heads.

    None where the page cannot be read, or where its structure leaves out words of the text.
    """
    try:
        page = document[number]
        content = page.get_textpage()
    except pypdfium2.PdfiumError:
        return None
    tree = raw.FPDF_StructTree_GetForPage(page.raw)
    try:
        words = _words_by_content(content)
        count = raw.FPDF_StructTree_CountChildren(tree) if tree else 0
        walk = _Walk(words, number + 1)
        roots = [raw.FPDF_StructTree_GetChildAtIndex(tree, index) for index in range(count)]
        blocks = [_with_divisions(block) for root in roots for block in walk.blocks(root, 0, 0)]
        outside = clean(" ".join(text for key, text in words.items() if key not in walk.used))
        size = sum(len(text) for text in words.values())
        is_whole = sum(len(block.text) for block in blocks) >= size * _MIN_SHARE
        return (blocks, outside) if is_whole and blocks else None
    finally:
        if tree:
            raw.FPDF_StructTree_Close(tree)
        content.close()
        page.close()


def _with_divisions(block: Block) -> Block:
    return replace(block, text=block.text.replace(_SIGN, DIVIDED))


def _words_by_content(content: pypdfium2.PdfTextPage) -> dict[int, str]:
    """Return the words of a page by the number of their marked content, -1 for those that have none."""
    count = content.count_chars()
    text = content.get_text_range(0, min(count, MAX_CHARACTERS)) if count > 0 else ""
    pieces: dict[int, list[str]] = {}
    number = -1
    for match in _TOKEN.finditer(text):
        index = raw.FPDFText_GetCharIndexFromTextIndex(content.raw, match.start())
        item = raw.FPDFText_GetTextObject(content.raw, index) if index >= 0 and not match[0].isspace() else None
        number = raw.FPDFPageObj_GetMarkedContentID(item) if item else number
        pieces.setdefault(number, []).append(match[0])
    return {key: clean("".join(words).translate(_JOINS)) for key, words in pieces.items()}


class _Walk:
    """Reads the elements of a page's tree; ``used`` are the numbers of the contents met."""

    def __init__(self, words: dict[int, str], page: int) -> None:
        self.used: set[int] = set()
        self._words = words
        self._page = page

    def blocks(self, element: Any, list_level: int, depth: int) -> Iterator[Block]:
        """Yield the blocks within an element."""
        if not element or depth > _MAX_DEPTH:
            return
        kind = _type(element)
        heading = _HEADING.match(kind)
        if heading or kind in _BLOCKS:
            text = self._text(element, depth)
            level = int(heading[1] or 1) if heading else 0
            yield Block("heading" if heading else "paragraph", text, level, self._page)
        elif kind == "LI":
            yield from self._item(element, list_level, depth)
        elif kind == "TR":
            cells = [self._text(child, depth + 1) for child in _children(element)]
            yield Block("row", " | ".join(cells) if any(cells) else "", 0, self._page)
        else:
            words = self._direct_text(element)
            if words:
                yield Block("paragraph", words, 0, self._page)
            for child in _children(element):
                yield from self.blocks(child, list_level + (kind == "L"), depth + 1)

    def _item(self, element: Any, list_level: int, depth: int) -> Iterator[Block]:
        """Yield a list item and the lists within it; its mark is not its text."""
        marks = [child for child in _children(element) if _type(child) == "Lbl"]
        mark = " ".join(self._text(child, depth + 1) for child in marks)
        number = _NUMBER.match(mark)
        words, inner = self._direct_text(element), []
        for child in _children(element):
            kind = _type(child)
            if kind == "L":
                inner.append(child)
            elif kind != "Lbl":
                words = f"{words} {self._text(child, depth + 1, inner)}"
        level = max(list_level, 1)
        yield Block("item", clean(words), level, self._page, number=int(number[1]) if number else 0)
        for child in inner:
            yield from self.blocks(child, level, depth + 1)

    def _text(self, element: Any, depth: int, lists: list[Any] | None = None) -> str:
        """Return all words within an element; the lists within it are added to ``lists`` instead, where given."""
        if depth > _MAX_DEPTH:
            return ""
        pieces = [self._direct_text(element)]
        for child in _children(element):
            if lists is not None and _type(child) == "L":
                lists.append(child)
            else:
                pieces.append(self._text(child, depth + 1, lists))
        return clean(" ".join(filter(None, pieces)))

    def _direct_text(self, element: Any) -> str:
        count = max(raw.FPDF_StructElement_GetMarkedContentIdCount(element), 0)
        ids = (raw.FPDF_StructElement_GetMarkedContentIdAtIndex(element, number) for number in range(count))
        fresh = [number for number in ids if number >= 0 and number not in self.used]
        self.used.update(fresh)
        return clean(" ".join(self._words.get(number, "") for number in fresh))


def _children(element: Any) -> Iterator[Any]:
    for number in range(raw.FPDF_StructElement_CountChildren(element)):
        child = raw.FPDF_StructElement_GetChildAtIndex(element, number)
        if child:
            yield child


def _type(element: Any) -> str:
    return _string(raw.FPDF_StructElement_GetType, element)


def _string(function: Callable[[Any, Any, int], int], element: Any) -> str:
    size = function(element, None, 0)
    buffer = ctypes.create_string_buffer(size)
    function(element, buffer, size)
    return buffer.raw[: max(size - 2, 0)].decode("utf-16-le", "replace")
