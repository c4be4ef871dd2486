"""Lessons that are numbered in words are items, wherever they stand."""

import pytest

from policysearch.importers import cue_files
from policysearch.importers.detect import lessons, numbered_lessons
from policysearch.importers.outline import Block, Outline

CUES = cue_files.shipped()


def adapted(*texts: str) -> Outline:
    return numbered_lessons.adapted(Outline(tuple(Block("paragraph", text) for text in texts)), CUES)


@pytest.mark.parametrize("word", ["Lesson", "Takeaway", "Lección", "LECCIÓN N.º", "Mensagem", "Leçon"])
@pytest.mark.parametrize("mark", [":", ".", " –", ")"])
def test_their_number_is_no_part_of_them_and_named_as_left_out(word: str, mark: str) -> None:
    outline = adapted("Fifty came.", f"{word} 1{mark} Pay at once.", f"{word} 2{mark} Lend by phone.")
    result = lessons.find(outline.blocks, CUES)
    assert (result.texts, result.doubt) == (("Pay at once.", "Lend by phone."), "")
    assert [block.text for block in result.rest] == ["Fifty came."]
    assert [(words.text, words.reason) for words in outline.left_out] == [
        (f"{word} 1", numbered_lessons.NUMBER),
        (f"{word} 2", numbered_lessons.NUMBER),
    ]


def test_one_alone_and_one_without_words_stay_as_they_are() -> None:
    for texts in (("Fifty came.", "Lesson 1: Pay at once."), ("Lesson 1", "Lesson 2"), ("Lesson 1 was long.",) * 2):
        assert [block.text for block in adapted(*texts).blocks] == list(texts)


def test_prose_after_the_last_is_none() -> None:
    outline = adapted("Lesson 1: Pay at once.", "Lesson 2: Lend by phone.", "The next meeting is in May.")
    assert lessons.find(outline.blocks, CUES).texts == ("Pay at once.", "Lend by phone.")
