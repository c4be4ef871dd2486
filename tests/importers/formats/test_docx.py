"""Word documents: what their pages show."""

from collections.abc import Callable
from pathlib import Path

import docx
import pytest

from policysearch.importers.formats import docx as reader
from policysearch.importers.outline import Block
from policysearch.model.errors import ImportRefusedError
from tests.importers import factories, office_factories


def test_headings_paragraphs_rows_and_items(tmp_path: Path) -> None:
    outline = reader.read(factories.word(tmp_path / "a.docx"))
    assert [(block.kind, block.level) for block in outline.blocks] == [
        ("heading", 1), ("paragraph", 0), ("paragraph", 0), ("row", 0), ("row", 0), ("heading", 2), ("item", 1),
        ("item", 1),
    ]  # fmt: skip
    assert outline.blocks[3].text == "Country | Funds"
    assert [block.part for block in outline.blocks] == [1, 1, 1, 1, 1, 2, 2, 2]


def test_what_a_reader_would_not_see_is_left_out(tmp_path: Path) -> None:
    outline = reader.read(factories.word_with_secrets(tmp_path / "a.docx"))
    assert [block.text for block in outline.blocks] == ["Seen words. Inserted words."]
    assert [warning.split(" ", 3)[2] for warning in outline.warnings] == ["tracked", "hidden"]
    assert outline.notes == ("It has comments; they were left out.",)


def test_typed_bullets_bold_lines_and_line_breaks(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("• typed")
    document.add_paragraph().add_run("Bold line").bold = True
    document.add_paragraph("one\ntwo")
    document.core_properties.title = " Own title "
    document.core_properties.language = "es-PE"
    document.save(str(tmp_path / "a.docx"))
    outline = reader.read(tmp_path / "a.docx")
    assert outline.blocks == (
        Block("item", "typed", 1),
        Block("heading", "Bold line", 8, 2),
        Block("paragraph", "one", 0, 2),
        Block("paragraph", "two", 0, 2),
    )
    assert (outline.title, outline.language) == ("Own title", "es")


def test_what_word_did_not_write_is_refused(tmp_path: Path) -> None:
    path = factories.word(tmp_path / "a.docx")
    factories.rewritten(path, "word/document.xml", lambda xml: xml[:200])
    with pytest.raises(ImportRefusedError, match="it is damaged"):
        reader.read(path)


def test_typed_marks_side_by_side_are_a_list_and_one_alone_is_none(tmp_path: Path) -> None:
    document = docx.Document()
    for words in ("- Yes.", "Prose", "– One", "o Two", "a) Three", "End"):
        document.add_paragraph(words)
    document.add_paragraph("Deep", style="List Bullet 2")
    document.save(str(tmp_path / "a.docx"))
    assert [(block.kind, block.text, block.level) for block in reader.read(tmp_path / "a.docx").blocks] == [
        ("paragraph", "- Yes.", 0),
        ("paragraph", "Prose", 0),
        ("item", "One", 1),
        ("item", "Two", 1),
        ("item", "Three", 1),
        ("paragraph", "End", 0),
        ("item", "Deep", 2),
    ]


def test_several_lines_beside_a_label_are_kept_as_lines(tmp_path: Path) -> None:
    document = docx.Document()
    table = document.add_table(rows=2, cols=2)
    for row, (label, words) in zip(
        table.rows, [("Organizers", "OAS\nCAF"), ("09:30", "Opening\nA speaker")], strict=True
    ):
        row.cells[0].text = label
        row.cells[1].text = words
    document.save(str(tmp_path / "a.docx"))
    assert [(block.kind, block.text) for block in reader.read(tmp_path / "a.docx").blocks] == [
        ("heading", "Organizers"),
        ("paragraph", "OAS"),
        ("paragraph", "CAF"),
        ("row", "09:30 | Opening A speaker"),
    ]


def test_text_boxes_are_read_once_and_footers_are_named(tmp_path: Path) -> None:
    outline = reader.read(office_factories.word_with_text_boxes(tmp_path / "a.docx", "Cover title", "Lima, 3 May 2012"))
    assert [block.text for block in outline.blocks] == ["Cover title", "Lima, 3 May 2012", "Words of the page."]
    assert [words.text for words in outline.left_out] == ["Secretariat of Trade, 2012"]


def test_footnotes_stand_at_the_end(tmp_path: Path) -> None:
    outline = reader.read(office_factories.word_with_footnote(tmp_path / "a.docx"))
    assert [block.text for block in outline.blocks] == ["Credit grew.", "By nine per cent."]


@pytest.mark.parametrize("make", [office_factories.word_with_macros, office_factories.strict_word])
def test_documents_with_macros_and_strict_ones_are_read_as_any_other(
    tmp_path: Path, make: Callable[[Path], Path]
) -> None:
    usual = reader.read(factories.word(tmp_path / "usual.docx"))
    assert reader.read(make(tmp_path / "other.docx")).blocks == usual.blocks
