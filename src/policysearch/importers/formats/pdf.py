"""A PDF -> Outline: lines gathered to paragraphs, one page at a time, running heads left out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
from pypdfium2 import raw

from policysearch.importers.formats import text
from policysearch.importers.outline import Block, Outline, clean, collect
from policysearch.model.errors import ImportRefusedError

MAX_PAGES = 5_000
_PAGE_CHARACTERS = 200_000
_FURNITURE = re.compile(r"\d+")
_HYPHEN_AT_END = re.compile(r"\w-$")
_BULLETS = "•·▪▫●○◦■□‣∙➢✓❖►\uf0b7\uf0a7"


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    size: float
    page: int


def read(path: Path) -> Outline:
    """Return the pages' words. Raises ImportRefusedError for scans without text, encrypted and broken PDFs."""
    try:
        document = pypdfium2.PdfDocument(path)
        pages = len(document)
    except pypdfium2.PdfiumError as error:
        raise ImportRefusedError(*_reason(error)) from error
    if pages > MAX_PAGES:
        raise ImportRefusedError(f"it has {pages:,} pages, more than {MAX_PAGES:,}.", "Split it.")
    lines = [line for number in range(pages) for line in _page(document, number)]
    if not lines:
        raise ImportRefusedError(
            f"none of its {pages:,} pages has text (perhaps they are pictures of pages).",
            "Run text recognition (OCR) on it first.",
        )
    blocks = collect(_blocks(_without_running_heads(lines, pages)))
    return Outline(blocks, "page", title=_title(document))


def _reason(error: Exception) -> tuple[str, str]:
    if "password" in str(error).lower() or "security" in str(error).lower():
        return "it is protected by a password.", "Save a copy without one."
    return "it is damaged or cut short.", "Ask its sender for a whole copy."


def _title(document: pypdfium2.PdfDocument) -> str:
    try:
        return clean(document.get_metadata_value("Title") or "")
    except (pypdfium2.PdfiumError, ValueError):
        return ""


def _page(document: pypdfium2.PdfDocument, number: int) -> Iterator[_Line]:
    try:
        page = document[number]
        content = page.get_textpage()
    except pypdfium2.PdfiumError:
        return
    try:
        count = content.count_chars()
        words = content.get_text_range(0, min(count, _PAGE_CHARACTERS)) if count > 0 else ""
        position = 0
        for line in words.splitlines(keepends=True):
            index = raw.FPDFText_GetCharIndexFromTextIndex(content.raw, position)
            size = raw.FPDFText_GetFontSize(content.raw, index) if index >= 0 else 0.0
            position += len(line)
            if line.strip():
                joined = line.rstrip("\r\n").replace("\ufffe", "-").replace("\x02", "-")
                yield _Line(joined, round(size, 1), number + 1)
    finally:
        content.close()
        page.close()


def _without_running_heads(lines: list[_Line], pages: int) -> list[_Line]:
    """Return the lines without those that stand, whatever their numbers, on more than half of at least three pages.

    Where these are nearly all lines (the pages of a form, filled in with numbers), none is left out.
    """
    if pages < 3:
        return lines
    seen = Counter({key for line in lines for key in [(line.page, _FURNITURE.sub("#", line.text.strip()))]})
    on_pages = Counter(words for _, words in seen)
    body = [line for line in lines if on_pages[_FURNITURE.sub("#", line.text.strip())] <= pages / 2]
    return body if len(body) > len(lines) / 10 else lines


def _blocks(lines: list[_Line]) -> Iterator[Block]:
    characters = Counter({line.size: 0 for line in lines})
    for line in lines:
        characters[line.size] += len(line.text)
    body_size = characters.most_common(1)[0][0] if characters else 0.0
    sizes = sorted({line.size for line in lines if line.size > body_size * 1.12}, reverse=True)
    levels = {size: min(1 + place, 6) for place, size in enumerate(sizes)}
    widths = sorted(len(line.text) for line in lines if line.size == body_size)
    width = widths[int(len(widths) * 0.9)] if widths else 0
    current: list[_Line] = []
    for line in lines:
        if current and not _goes_on(current, line, levels, width):
            yield _block(current, levels)
            current = []
        current.append(line)
    if current:
        yield _block(current, levels)


def _goes_on(current: list[_Line], line: _Line, levels: dict[float, int], width: int) -> bool:
    last = current[-1]
    start = line.text.strip()
    if line.page != last.page or start[0] in _BULLETS:
        return False
    if levels.get(line.size) or levels.get(last.size):
        return line.size == last.size and len(" ".join(part.text for part in current)) < 250
    if start[0].islower() and not re.search(r"[.:;!?]\s*$", last.text):
        return True
    first_word = start.split()[0]
    is_new_item = bool(text.BULLET.match(start))
    return not is_new_item and width > 30 and len(last.text.rstrip()) + len(first_word) + 1 >= width * 0.85


def _block(lines: list[_Line], levels: dict[float, int]) -> Block:
    words = clean(_joined(lines))
    page = lines[0].page
    mark = text.BULLET.match(words)
    level = levels.get(lines[0].size, 0)
    if mark and not (level and words[0].isalnum()) and words[0] not in "(":
        return Block("item", words[mark.end() :], 2 if words[0] in "○◦□▫" else 1, page)
    return Block("heading", words, level, page) if level and len(words) < 300 else Block("paragraph", words, 0, page)


def _joined(lines: list[_Line]) -> str:
    """Return the lines as one, words that were divided at a line's end put together."""
    pieces: list[str] = []
    for line in lines:
        piece = line.text.strip()
        if pieces and _HYPHEN_AT_END.search(pieces[-1][-2:]) and piece[:1].islower():
            pieces[-1] = pieces[-1][:-1]
            pieces.append(piece)
        else:
            pieces += [" ", piece]
    return "".join(pieces)
