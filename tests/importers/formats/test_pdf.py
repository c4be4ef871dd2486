"""PDF: lines become paragraphs, page by page."""

from pathlib import Path

from policysearch.importers.formats import pdf
from policysearch.importers.outline import Block
from tests.importers import factories


def blocks(path: Path, *lines: str) -> list[tuple[str, str]]:
    outline = pdf.read(factories.pdf(path / "a.pdf", [["Title", *lines]]))
    return [(block.kind, block.text) for block in outline.blocks]


def test_the_page_of_each_paragraph_is_known_and_running_heads_are_left_out(tmp_path: Path) -> None:
    pages = [
        ["Annual report", "", f"Paragraph number {'one two three four'.split()[n]}.", *[""] * 30, str(n)]
        for n in range(4)
    ]
    outline = pdf.read(factories.pdf(tmp_path / "a.pdf", pages))
    assert outline.unit == "page"
    assert outline.blocks == tuple(
        Block("paragraph", f"Paragraph number {number}.", 0, page)
        for page, number in enumerate(("one", "two", "three", "four"), 1)
    )


def test_lines_that_only_numbers_tell_apart_are_the_text_where_there_is_no_other(tmp_path: Path) -> None:
    pages = [[f"Form {page}", *(f"Firm {page * 9 + n} asked for {n} loans" for n in range(8))] for page in range(5)]
    outline = pdf.read(factories.pdf(tmp_path / "forms.pdf", pages))
    assert "Firm 16 asked for 7 loans" in " ".join(block.text for block in outline.blocks)


def test_larger_lines_are_headings_and_lines_go_on_in_small_letters(tmp_path: Path) -> None:
    assert blocks(tmp_path, "Chile lends to", "small firms.", "Peru insures.") == [
        ("heading", "Title"),
        ("paragraph", "Chile lends to small firms."),
        ("paragraph", "Peru insures."),
    ]


def test_bullets_and_numbers_begin_items(tmp_path: Path) -> None:
    assert blocks(tmp_path, "\u2022 Chile lends", "1. Peru insures")[1:] == [
        ("item", "Chile lends"),
        ("item", "Peru insures"),
    ]


def test_a_word_divided_at_a_page_s_end_is_whole_on_the_page_where_it_begins(tmp_path: Path) -> None:
    divided = "The funds reach medium and small enter-"
    pages = [[divided, ""], ["prises of the region.", ""]]
    outline = pdf.read(factories.pdf(tmp_path / "a.pdf", pages))
    assert [block.text for block in outline.blocks] == [
        "The funds reach medium and small enterprises",
        "of the region.",
    ]
