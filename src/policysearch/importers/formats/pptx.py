"""A slide deck -> Outline, one part a slide, without notes, comments, hidden slides and footers."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pptx as python_pptx
from pptx.enum.shapes import MSO_SHAPE_TYPE, PP_PLACEHOLDER

from policysearch.importers.formats import document_title, drawing_text, office_zip
from policysearch.importers.outline import Block, Outline, clean, collect
from policysearch.model.errors import ImportRefusedError
from policysearch.model.message import message

_FURNITURE = {PP_PLACEHOLDER.SLIDE_NUMBER, PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.DATE}
_TITLES = {PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE, PP_PLACEHOLDER.VERTICAL_TITLE}
_BODIES = {PP_PLACEHOLDER.BODY, PP_PLACEHOLDER.OBJECT, PP_PLACEHOLDER.VERTICAL_BODY}


def read(path: Path) -> Outline:
    """Return slides' titles as headings, their text as items and paragraphs, tables as rows.

    Raises ImportRefusedError.
    """
    office_zip.inspect(path)
    try:
        deck = python_pptx.Presentation(_readable(path))
        slides = list(deck.slides)
    except Exception as error:  # the library lets lxml's, zipfile's and its own errors through
        raise ImportRefusedError("it is damaged.", "Open it in PowerPoint and save it again.") from error
    visible = [(number, slide) for number, slide in enumerate(slides, 1) if slide.element.get("show") != "0"]
    notes = [message("It has speaker notes; they were left out.")] if any(_notes(slide) for slide in slides) else []
    if len(visible) < len(slides):
        notes.append(message("It has hidden slides; they were left out."))
    blocks = collect(block for number, slide in visible for block in _slide(number, slide))
    core = deck.core_properties
    return Outline(
        blocks,
        "slide",
        document_title.title(core.title),
        language=(core.language or "")[:2].lower(),
        notes=tuple(notes),
    )


def _readable(path: Path) -> Any:
    archive = office_zip.transitional(path)
    return str(archive) if isinstance(archive, Path) else archive


def _notes(slide: Any) -> bool:
    frame = slide.notes_slide.notes_text_frame if slide.has_notes_slide else None
    return frame is not None and bool(frame.text.strip())


def _slide(number: int, slide: Any) -> Iterator[Block]:
    title = slide.shapes.title
    if title is not None and title.has_text_frame:
        yield Block("heading", clean(title.text_frame.text), 1 if number == 1 else 2, number)
    for shape in slide.shapes:
        if title is None or shape.shape_id != title.shape_id:
            yield from _shape(number, shape)


def _shape(number: int, shape: Any) -> Iterator[Block]:
    kind = shape.placeholder_format.type if shape.is_placeholder else None
    if kind in _FURNITURE or _is_hidden(shape):
        return
    if shape.shape_type == MSO_SHAPE_TYPE.GROUP:
        for inner in shape.shapes:
            yield from _shape(number, inner)
    elif getattr(shape, "has_table", False) and shape.has_table:
        for row in shape.table._tbl.tr_lst:
            cells = [clean(" ".join(t.text or "" for t in cell.iter() if t.tag.endswith("}t"))) for cell in row.tc_lst]
            yield Block("row", " | ".join(cells) if any(cells) else "", part=number)
    elif shape.has_text_frame:
        yield from _frame(number, shape.text_frame, kind)
    else:
        yield from drawing_text.blocks(shape.element, shape.part, number)


def _frame(number: int, frame: Any, kind: Any) -> Iterator[Block]:
    """Yield a body's paragraphs as list items, those of other boxes as paragraphs."""
    for paragraph in frame.paragraphs:
        for line in paragraph.text.split("\v"):
            words = clean(line)
            links = tuple(_links(paragraph))
            if kind in _TITLES:
                yield Block("heading", words, 2, number, links)
            elif kind in _BODIES and number > 1:  # a title slide lists nothing
                yield Block("item", words, 1 + paragraph.level, number, links)
            else:
                yield Block("paragraph", words, 0, number, links)


def _links(paragraph: Any) -> Iterator[tuple[str, str]]:
    for run in paragraph.runs:
        address = run.hyperlink.address or ""
        if address.startswith(("http://", "https://")):
            yield clean(run.text), address


def _is_hidden(shape: Any) -> bool:
    return next((e.get("hidden") in ("1", "true") for e in shape.element.iter() if e.tag.endswith("}cNvPr")), False)
