"""A comparison of countries as a Word document: a table of themes by countries, the lessons themselves in the cells."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import docx
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.shared import Cm

from policysearch.exporters.comparison import ComparedCell, ComparedLesson, ComparedTheme
from policysearch.exporters.docx_parts import (
    add_link,
    add_provenance,
    file_bytes,
    set_language,
    set_up,
    style_as_note,
)
from policysearch.exporters.labels import labels_in
from policysearch.exporters.numbers import format_number
from policysearch.exporters.provenance import Provenance

MARGIN = Cm(1.5)
PAGE_WIDTH, PAGE_HEIGHT = Cm(29.7), Cm(21)  # A4, landscape
THEME_WIDTH = Cm(3.2)


def write(
    places: Sequence[str], themes: Sequence[ComparedTheme], notes: Sequence[str], provenance: Provenance
) -> bytes:
    """Return the title, ``notes`` in a line each, the table of ``themes`` by ``places``, and the provenance."""
    document = docx.Document()
    set_up(document, provenance)
    _lay_across(document.sections[0])
    document.add_heading(provenance.title, 0)
    for note in notes:
        document.add_paragraph(note)
    _add_table(document, places, themes, provenance.language)
    add_provenance(document, provenance, provenance.total)
    return file_bytes(document)


def _lay_across(section: Any) -> None:
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = PAGE_WIDTH, PAGE_HEIGHT
    section.left_margin = section.right_margin = MARGIN


def _add_table(document: Any, places: Sequence[str], themes: Sequence[ComparedTheme], language: str) -> None:
    table = document.add_table(rows=1, cols=1 + len(places), style="Table Grid")
    table.autofit = False
    head = table.rows[0]
    head.cells[0].paragraphs[0].add_run(labels_in(language)["themes"]).bold = True
    for cell, name in zip(head.cells[1:], places, strict=True):
        cell.paragraphs[0].add_run(name).bold = True
    head._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))  # on each page again
    for theme in themes:
        cells = table.add_row().cells
        cells[0].paragraphs[0].add_run(theme.label).bold = True
        for cell, compared in zip(cells[1:], theme.cells, strict=True):
            _fill(cell, compared, language)
    width = (PAGE_WIDTH - 2 * MARGIN - THEME_WIDTH) // len(places)
    for row in table.rows:
        for number, cell in enumerate(row.cells):
            cell.width = width if number else THEME_WIDTH


def _fill(cell: Any, compared: ComparedCell, language: str) -> None:
    labels = labels_in(language)
    first = cell.paragraphs[0]
    if not compared.total:
        style_as_note(first.add_run(labels["no_lesson"]))
        return
    count = format_number(compared.total, language)
    style_as_note(first.add_run(f"{labels['highlights']}: {count} ({compared.years})"))
    for lesson in compared.lessons:
        _add_lesson(cell, lesson, language)
    if compared.total > len(compared.lessons):
        left_out = format_number(compared.total - len(compared.lessons), language)
        style_as_note(cell.add_paragraph().add_run(f"{labels['more']}: {left_out}"))


def _add_lesson(cell: Any, lesson: ComparedLesson, language: str) -> None:
    labels, entry = labels_in(language), lesson.entry
    words = cell.add_paragraph().add_run(entry.text)
    if entry.language != language:
        set_language(words._r.get_or_add_rPr(), entry.language)
    source = cell.add_paragraph()
    style_as_note(source.add_run(f"{entry.title}, {entry.start.year}. "))
    if lesson.through:
        style_as_note(source.add_run(f"{labels['through']}: {lesson.through}. "))
    if entry.translation:
        style_as_note(source.add_run(f"({labels[entry.translation]}) "))
    add_link(source, entry.url)
