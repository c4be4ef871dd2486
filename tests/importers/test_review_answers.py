"""A review mark goes when somebody answered it: the value is kept, changed or emptied."""

from policysearch.importers import review_answers, review_marks

TEXT = """---
# read for title, city: section 1: Workshop on credit in Lima
title: Workshop on credit  # review: taken from a sentence
city: Lima
organizers:  # review: is this one body?
  - Ministry of Trade and Bank
  - GIZ
draft: true
---

<!-- review: It has telephone numbers (2): may they be public? -->

Words.
"""


def test_a_question_shows_the_value_and_the_words_it_was_read_from() -> None:
    title, organizers, text = (review_answers.question(TEXT, mark) for mark in review_marks.marks(TEXT))
    assert (title.value, title.words) == (
        "Workshop on credit",
        ("title, city: section 1: Workshop on credit in Lima",),
    )
    assert organizers.value == "Ministry of Trade and Bank; GIZ"
    assert (text.value, text.words) == ("", ())


def test_what_is_kept_only_loses_its_mark() -> None:
    for number, mark in enumerate(review_marks.marks(TEXT)):
        kept = review_answers.keep(TEXT, mark)
        assert len(review_marks.marks(kept)) == 2
        assert mark.note not in kept, number
        assert "  - GIZ" in kept


def test_a_changed_list_is_parted_by_semicolons() -> None:
    _, mark, _ = review_marks.marks(TEXT)
    changed = review_answers.change(TEXT, mark, "Ministry of Trade; Bank of Peru")
    assert "organizers:\n  - Ministry of Trade\n  - Bank of Peru\ndraft: true" in changed


def test_an_emptied_field_stays_in_the_file() -> None:
    mark = review_marks.marks(TEXT)[0]
    assert "title:\ncity: Lima" in review_answers.change(TEXT, mark, "")


def test_a_mark_above_a_list_of_lessons_shows_them() -> None:
    items = "- **Pay** at once. {#h1}\n- Lend by phone. {#h2}"
    lessons = f"\n## Highlights\n\n<!-- review: taken from the list -->\n\n{items}\n\nWords.\n"
    mark = review_marks.marks(TEXT + lessons)[-1]
    assert review_answers.question(TEXT + lessons, mark).words == ("- **Pay** at once.", "- Lend by phone.")
