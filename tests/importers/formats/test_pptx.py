"""Slides: what an audience sees."""

from pathlib import Path
from typing import Any

import pptx
import pytest
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Inches

from policysearch.importers.formats import pptx as reader
from policysearch.importers.outline import Block
from policysearch.model.errors import ImportRefusedError
from tests.importers import factories
from tests.importers.factories import LESSONS, TITLE, WHEN


def test_titles_are_headings_and_bodies_lists(tmp_path: Path) -> None:
    outline = reader.read(factories.deck(tmp_path / "a.pptx"))
    assert outline.unit == "slide"
    assert outline.blocks == (
        Block("heading", TITLE, 1, 1),
        Block("paragraph", WHEN, 0, 1),
        Block("heading", "Highlights", 2, 2),
        *(Block("item", lesson, 1, 2) for lesson in LESSONS),
    )


def test_notes_and_hidden_slides_are_left_out_and_named(tmp_path: Path) -> None:
    outline = reader.read(factories.deck(tmp_path / "a.pptx"))
    words = " ".join(block.text for block in outline.blocks)
    assert not any(secret in words for secret in ("SPOKEN", "HIDDEN"))
    assert len(outline.notes) == 2


def test_tables_and_links_are_read(tmp_path: Path) -> None:
    deck = pptx.Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[6])
    table = slide.shapes.add_table(1, 2, 0, 0, 100, 100).table
    table.cell(0, 0).text, table.cell(0, 1).text = "Chile", "3"
    run = slide.shapes.add_textbox(0, 0, 100, 100).text_frame.paragraphs[0].add_run()
    run.text, run.hyperlink.address = "site", "https://example.org"
    deck.save(str(tmp_path / "a.pptx"))
    assert reader.read(tmp_path / "a.pptx").blocks == (
        Block("row", "Chile | 3"),
        Block("paragraph", "site", 0, 1, (("site", "https://example.org"),)),
    )


def test_what_powerpoint_did_not_write_is_refused(tmp_path: Path) -> None:
    path = factories.deck(tmp_path / "a.pptx")
    factories.rewritten(path, "ppt/presentation.xml", lambda xml: xml[:200])
    with pytest.raises(ImportRefusedError, match="it is damaged"):
        reader.read(path)


def test_the_titles_and_names_of_a_chart_are_read(tmp_path: Path) -> None:
    presentation = pptx.Presentation()
    slide = presentation.slides.add_slide(presentation.slide_layouts[5])
    data: Any = CategoryChartData()  # type: ignore[no-untyped-call]
    data.categories = ["Chile", "Peru"]
    data.add_series("Loans", (1, 2))
    box = (Inches(1), Inches(1), Inches(5), Inches(4))
    chart = slide.shapes.add_chart(XL_CHART_TYPE.COLUMN_CLUSTERED, *box, data).chart
    chart.has_title = True
    chart.chart_title.text_frame.text = "Loans to small firms"
    presentation.save(str(tmp_path / "a.pptx"))
    texts = [block.text for block in reader.read(tmp_path / "a.pptx").blocks]
    assert texts == ["Loans to small firms", "Loans", "Chile | Peru"]
