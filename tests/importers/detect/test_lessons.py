"""Lessons are the items under their heading; all else is left where it is."""

from policysearch.importers import cue_files
from policysearch.importers.detect import lessons
from policysearch.importers.detect.lessons import Lessons
from policysearch.importers.outline import Block

HEADING = Block("heading", "Highlights", 2)
PROSE = Block("paragraph", "Delegates of fourteen countries took part in it.")


def item(text: str, level: int = 1) -> Block:
    return Block("item", text, level)


def find(*blocks: Block) -> Lessons:
    return lessons.find(blocks, cue_files.shipped())


def test_items_under_the_heading_are_lessons() -> None:
    assert find(PROSE, HEADING, item("One"), item("Two"), item("One"), PROSE, item("Three")) == Lessons(
        ("One", "Two"), (PROSE, PROSE, item("Three")), ""
    )


def test_nested_items_join_the_one_above() -> None:
    assert find(HEADING, item("First", 2), item("more", 2), item("Second")).texts == ("First more", "Second")


def test_paragraphs_are_taken_where_there_are_no_items_and_that_is_doubtful() -> None:
    result = find(HEADING, PROSE, Block("paragraph", "Too short."), PROSE)
    assert result.texts == (PROSE.text,)
    assert result.doubt == "taken from paragraphs, not from a list"
    assert [block.text for block in result.rest] == ["Too short.", PROSE.text]


def test_paragraphs_before_the_items_are_no_lessons() -> None:
    result = find(HEADING, PROSE, item("One"))
    assert (result.texts, result.rest, result.doubt) == (("One",), (PROSE,), "")


def test_a_lesson_may_stand_beside_the_heading() -> None:
    assert find(Block("paragraph", "Highlights: Chile lends."), item("x")) == Lessons(
        ("Chile lends.",), (item("x"),), ""
    )


def test_a_list_after_a_sentence_that_announces_it_is_doubtful() -> None:
    sentence = "The workshop reached these conclusions:"
    result = find(Block("paragraph", sentence), item("One"))
    assert (result.texts, result.doubt) == (("One",), f"taken from the list after {sentence!r}")


def test_there_may_be_none() -> None:
    assert find(PROSE, item("x")) == Lessons((), (PROSE, item("x")), "")
