"""Outlines: clean text, sections, limits, and the way through JSON."""

import json

import pytest

from policysearch.importers import outline
from policysearch.importers.outline import Block, LeftOut, Outline
from policysearch.model.errors import ImportRefusedError
from policysearch.model.message import Message, message


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("  a \n\t b\u2028c ", "a b c"),
        ("e\u0301", "é"),
        ("a\u200bb\x00c\ufeff", "abc"),
        ("क\u200dष", "क\u200dष"),
    ],
)
def test_text_is_on_one_line_and_visible(text: str, cleaned: str) -> None:
    assert outline.clean(text) == cleaned


def test_empty_blocks_are_left_out() -> None:
    assert outline.collect([Block("paragraph", ""), Block("paragraph", "a")]) == (Block("paragraph", "a"),)


@pytest.mark.parametrize(("blocks", "characters"), [(100_001, 1), (3, 7_000_000)])
def test_there_may_not_be_too_much(blocks: int, characters: int) -> None:
    with pytest.raises(ImportRefusedError, match="more than 100,000 paragraphs"):
        outline.collect(Block("paragraph", "x" * characters) for _ in range(blocks))


def test_headings_of_the_two_highest_levels_begin_sections() -> None:
    levels = [2, 0, 3, 5, 0, 2]
    blocks = [Block("heading" if level else "paragraph", "x", level) for level in levels]
    assert [block.part for block in outline.sectioned(blocks)] == [1, 1, 2, 2, 2, 3]


def test_an_outline_crosses_as_json() -> None:
    block = Block("item", "a", 2, 3, (("words", "https://example.org"),))
    document = Outline((block,), "slide", "Title", "es", "https://example.com", ("warning",), {"title": "x"})
    assert outline.from_json(json.loads(json.dumps(outline.to_json(document)))) == document


def test_an_unknown_unit_is_a_section() -> None:
    assert outline.from_json({**outline.to_json(Outline(())), "unit": "chapter"}).unit == "section"


def test_sentences_for_people_keep_their_translation_on_the_way_through_json() -> None:
    reason = message("a page number")
    note = message("{number} comments are not shown", number=3)
    document = Outline((), left_out=(LeftOut("Page 3", 3, reason),), warnings=(note,), notes=(note,))
    copy = outline.from_json(json.loads(json.dumps(outline.to_json(document))))
    sentences = [copy.left_out[0].reason, *copy.warnings, *copy.notes]
    assert [(str(s), isinstance(s, Message)) for s in sentences] == [("a page number", True), *[(str(note), True)] * 2]
