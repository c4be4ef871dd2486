"""A column of lessons in a table is taken, and what the other columns say stays in the text."""

import pytest

from policysearch.importers import cue_files
from policysearch.importers.detect import lesson_tables, lessons
from policysearch.importers.outline import Block

CUES = cue_files.shipped()
HEADING = Block("heading", "Lessons", 2)


def rows(*texts: str) -> tuple[Block, ...]:
    return tuple(Block("row", text) for text in texts)


@pytest.mark.parametrize("head", ["Lesson", "Lessons learned", "Lección", "Lição", "Enseignement", "Leçon"])
def test_the_cells_under_a_word_for_lessons_are_lessons(head: str) -> None:
    table = rows(f"Country | {head}", "Peru | Number each colour.", "Chile | Cut the leaves at dawn.")
    result = lessons.find(table, CUES)
    assert (result.texts, result.doubt) == (("Number each colour.", "Cut the leaves at dawn."), "")
    assert result.rest == table  # which country it was stands nowhere else


def test_of_rows_with_nothing_but_a_number_beside_nothing_stays() -> None:
    table = rows("No. | Lesson", "1 | Paint the lane first.", "2 | Rent the bicycles by the day.")
    result = lessons.find((HEADING, *table), CUES)
    assert result.texts == ("Paint the lane first.", "Rent the bicycles by the day.")
    assert result.rest == (HEADING,)


def test_without_a_head_the_one_column_of_sentences_under_a_heading_of_lessons_is_taken() -> None:
    table = rows("Builders | A low step sells better.", "Cities | Paint the lane before the fair.")
    assert lessons.find((HEADING, *table), CUES).texts == (
        "A low step sells better.",
        "Paint the lane before the fair.",
    )
    assert lessons.find((Block("heading", "Budget", 2), *table), CUES).texts == ()


def test_a_head_is_no_lesson_where_theirs_is_the_first_column() -> None:
    table = rows("Lesson | Country", "Number each colour. | Peru", "Cut the leaves at dawn. | Chile")
    assert lessons.find(table, CUES).texts == ("Number each colour.", "Cut the leaves at dawn.")


def test_a_table_of_events_or_of_labels_has_no_such_column() -> None:
    events = rows("Event | Date | Lessons", "Forum on tax | 3 May 2010 | Three", "Forum on credit | 4 May 2010 | Two")
    assert list(lesson_tables.find(events, CUES)) == []
    labels = rows("Lessons learned | Pay at once.", "Venue | Hotel Sol", "Date | 3 May 2010")
    assert lessons.find(labels, CUES).texts == ("Pay at once.",)


def test_beside_such_a_column_agreements_are_offered_and_not_taken() -> None:
    table = rows("Country | Lesson", "Peru | Number each colour.", "Chile | Cut the leaves at dawn.")
    result = lessons.find((*table, Block("heading", "Agreements", 2), Block("item", "Hold a fair.", 1)), CUES)
    assert (len(result.texts), result.agreements) == (2, 1)
