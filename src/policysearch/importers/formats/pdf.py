"""A PDF -> Outline, by its structure tree where it has one, else lines gathered to paragraphs, page by page."""

from __future__ import annotations

from dataclasses import replace

import pypdfium2

from policysearch.importers.formats import document_title, pdf_lines, pdf_paragraphs, pdf_structure, text
from policysearch.importers.formats.file_in_memory import Source
from policysearch.importers.formats.line_end_hyphens import LineEndHyphens
from policysearch.importers.outline import Block, LeftOut, Outline, clean, collect
from policysearch.model.errors import ImportRefusedError
from policysearch.model.message import message

MAX_PAGES = 5_000
RUNNING = message("running heads and feet of the pages")


def read(path: Source) -> Outline:
    """Return the pages' words. Raises ImportRefusedError for scans without text, encrypted and broken PDFs."""
    try:
        document = pypdfium2.PdfDocument(path)
        pages = len(document)
    except pypdfium2.PdfiumError as error:
        raise ImportRefusedError(*_reason(error)) from error
    if pages > MAX_PAGES:
        raise ImportRefusedError(
            message("it has {pages:,} pages, more than {max_pages:,}.", pages=pages, max_pages=MAX_PAGES), "Split it."
        )
    title = document_title.title(_property(document, "Title"))
    return _tagged(document, pages, title) or _untagged(document, pages, title)


def _tagged(document: pypdfium2.PdfDocument, pages: int, title: str) -> Outline | None:
    """Return the outline that the structure tree tells; None where a page's structure lacks words of the text."""
    if not pdf_structure.is_tagged(document):
        return None
    blocks: list[Block] = []
    outside: dict[str, int] = {}
    for number in range(pages):
        page = pdf_structure.read(document, number)
        if page is None:
            return None
        blocks += page[0]
        outside.setdefault(page[1], number + 1)
    hyphens = LineEndHyphens(block.text for block in blocks)
    undone = (replace(block, text=hyphens.undone(block.text)) for block in blocks)
    left_out = tuple(LeftOut(words, page, RUNNING) for words, page in outside.items() if words)
    return Outline(collect(text.typed_items(undone)), "page", title=title, left_out=left_out)


def _untagged(document: pypdfium2.PdfDocument, pages: int, title: str) -> Outline:
    lines = [line for number in range(pages) for line in pdf_lines.read(document, number)]
    if not lines:
        raise ImportRefusedError(
            message("none of its {pages:,} pages has text (perhaps they are pictures of pages).", pages=pages),
            "Run text recognition (OCR) on it first.",
        )
    body, running = pdf_lines.split_running(lines, pages)
    hyphens = LineEndHyphens(line.text for line in body)
    undone = [replace(line, text=hyphens.undone(line.text)) for line in body]
    left_out = {clean(line.text): LeftOut(clean(line.text), line.page, RUNNING) for line in reversed(running)}
    blocks = collect(pdf_paragraphs.with_whole_words(list(pdf_paragraphs.blocks(undone, hyphens)), hyphens))
    return Outline(blocks, "page", title=title, left_out=tuple(reversed(left_out.values())))


def _reason(error: Exception) -> tuple[str, str]:
    if "password" in str(error).lower() or "security" in str(error).lower():
        return message("it is protected by a password."), message("Save a copy without one.")
    return message("it is damaged or cut short."), message("Ask its sender for a whole copy.")


def _property(document: pypdfium2.PdfDocument, name: str) -> str:
    try:
        return document.get_metadata_value(name) or ""
    except (pypdfium2.PdfiumError, ValueError):
        return ""
