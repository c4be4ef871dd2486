"""OpenDocument texts: headings, lists, tables, notes, text boxes; what the pages do not show is left out and named."""

from pathlib import Path

import pytest

from policysearch.importers import sandbox
from policysearch.importers.formats import odt
from policysearch.importers.outline import Block
from policysearch.model.errors import ImportRefusedError
from tests.importers.office_factories import open_document

BOLD = '<style:style style:name="B"><style:text-properties fo:font-weight="bold"/></style:style>'
HIDDEN = '<style:style style:name="H"><style:text-properties text:display="none"/></style:style>'


def blocks(folder: Path, body: str, styles: str = "") -> tuple[Block, ...]:
    return odt.read(open_document(folder / "a.odt", body, styles)).blocks


def test_headings_lists_and_tables_are_kept(tmp_path: Path) -> None:
    body = (
        '<text:h text:outline-level="1">Head</text:h><text:p>One<text:s/>two<text:line-break/>three</text:p>'
        "<text:list><text:list-item><text:p>a</text:p><text:list><text:list-item><text:p>b</text:p></text:list-item>"
        "</text:list></text:list-item></text:list><table:table><table:table-row><table:table-cell><text:p>c</text:p>"
        "</table:table-cell><table:table-cell><text:p>d</text:p></table:table-cell></table:table-row></table:table>"
    )
    assert blocks(tmp_path, body) == (
        Block("heading", "Head", 2),
        Block("paragraph", "One two"),
        Block("paragraph", "three"),
        Block("item", "a", 1),
        Block("item", "b", 2),
        Block("row", "c | d"),
    )


def test_links_bold_lines_text_boxes_and_footnotes_are_kept(tmp_path: Path) -> None:
    body = (
        '<text:p text:style-name="B">Lessons</text:p><text:p>See <text:a xlink:href="https://example.org/a">this</text:a>'
        "<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>A note.</text:p></text:note-body>"
        "</text:note>.</text:p><text:p><draw:frame><draw:text-box><text:p>In a box</text:p></draw:text-box>"
        "</draw:frame></text:p>"
    )
    assert blocks(tmp_path, body, BOLD) == (
        Block("heading", "Lessons", 8),
        Block("paragraph", "See this.", links=(("this", "https://example.org/a"),)),
        Block("paragraph", "In a box"),
        Block("paragraph", "A note."),
    )


def test_hidden_words_comments_and_deletions_are_left_out_and_named(tmp_path: Path) -> None:
    body = (
        "<text:tracked-changes><text:changed-region><text:p>GONE</text:p></text:changed-region></text:tracked-changes>"
        '<text:p>Seen<text:span text:style-name="H">HIDDEN</text:span>'
        "<office:annotation><text:p>SAID</text:p></office:annotation></text:p>"
    )
    outline = odt.read(open_document(tmp_path / "a.odt", body, HIDDEN))
    assert [block.text for block in outline.blocks] == ["Seen"]
    assert [warning.split()[2] for warning in outline.warnings] == ["tracked", "hidden"]
    assert outline.notes == ("It has comments; they were left out.",)
    assert [(words.text, words.reason) for words in outline.left_out] == [("Page 1", "a header or footer of the pages")]
    assert (outline.title, outline.language) == ("Own title", "es")


def test_the_sandbox_reads_it_by_its_content(tmp_path: Path) -> None:
    assert sandbox.read(open_document(tmp_path / "a.odt", "<text:p>Words</text:p>")).blocks[0].text == "Words"


def test_a_damaged_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ImportRefusedError, match="it is damaged"):
        odt.read(open_document(tmp_path / "a.odt", "<text:p>"))
