"""Rows of tables: cells side by side, or a label with the lines of its cell."""

from policysearch.importers.formats import table_rows
from policysearch.importers.outline import Block


def paragraphs(*texts: str) -> list[Block]:
    return [Block("paragraph", text) for text in texts]


def test_cells_are_a_row() -> None:
    row = (Block("row", "Place | Suva Fiji | 3"),)
    assert tuple(table_rows.blocks([paragraphs("Place"), paragraphs("Suva", "Fiji"), paragraphs("3")])) == row


def test_a_single_cell_says_what_its_blocks_say() -> None:
    assert list(table_rows.blocks([paragraphs("One", "Two")])) == paragraphs("One", "Two")


def test_a_label_with_several_lines_heads_them() -> None:
    heading, *lines = table_rows.blocks([paragraphs("Lessons"), paragraphs("- One", "- Two")])
    assert heading == Block("heading", "Lessons", 8)
    assert lines == [Block("item", "One", 1), Block("item", "Two", 1)]


def test_an_empty_row_has_no_words() -> None:
    assert [block.text for block in table_rows.blocks([[], []])] == [""]
