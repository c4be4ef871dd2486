"""Headlines are offered from a lesson's own words, and written where staff want them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policysearch.importers import draft_markdown, headlines, review_marks
from policysearch.importers.event_drafts import Draft
from policysearch.importers.outline import Block
from policysearch.materials import lesson_names
from policysearch.materials.highlights import split_highlights

LONG = "A cluster manager who is paid by the firms themselves stays on longer than one whom the state pays for a while."
TWO = (
    "Small vouchers reach more firms. Peru pays half of the price and asks for the invoice only when the work is done."
)
CLAUSE = "Los pliegos tipo ahorran tiempo: el municipio ya no redacta cada uno desde el principio, y los errores bajan."


@pytest.mark.parametrize(
    ("lesson", "offer"),
    [
        (TWO, "Small vouchers reach more firms"),
        (CLAUSE, "Los pliegos tipo ahorran tiempo"),
        (LONG, "A cluster manager who is paid"),
        ("Peru pays half.", ""),
        (f"{'x' * 200} and so on", ""),
    ],
)
def test_a_headline_is_the_first_sentence_or_clause_else_first_words(lesson: str, offer: str) -> None:
    assert headlines.offer(lesson) == offer


@given(st.text(max_size=400))
def test_what_is_offered_stands_in_the_lesson(lesson: str) -> None:
    lesson = " ".join(lesson.split())
    words = headlines.offer(lesson).split()
    assert [word.rstrip(",;:") for word in lesson.split()[: len(words)]][:-1] == [word.rstrip(",;:") for word in words][
        :-1
    ]


def material(*lessons: str) -> str:
    draft = Draft({"title": "A", "language": "en"}, tuple(Block("item", lesson, 1) for lesson in lessons))
    return draft_markdown.markdown(draft, date(2026, 11, 30))


def names(text: str) -> list[str]:
    return [lesson_names.headline(item.highlight(1)) for item in split_highlights(text.split("---\n")[2], 1)[1]]


def test_a_draft_offers_headlines_in_comments_that_publishing_takes_out() -> None:
    text = material(TWO, "Peru pays half.", LONG)
    assert [(offer.id, offer.words) for offer in headlines.offers(text)] == [
        ("h1", "Small vouchers reach more firms"),
        ("h3", "A cluster manager who is paid"),
    ]
    published = review_marks.published(text)
    assert headlines.OFFER not in published
    assert TWO in published


def test_words_with_which_a_lesson_begins_become_bold_where_they_stand() -> None:
    text = headlines.with_headline(material(TWO, CLAUSE), "h1", "Small vouchers reach more firms")
    assert "- **Small vouchers reach more firms.** Peru pays half" in text
    assert [offer.id for offer in headlines.offers(text)] == ["h2"]
    text = headlines.with_headline(text, "h2", "Los pliegos tipo ahorran tiempo")
    assert "- **Los pliegos tipo ahorran tiempo:** el municipio" in text
    assert names(text) == ["Small vouchers reach more firms", "Los pliegos tipo ahorran tiempo"]


@pytest.mark.parametrize("words", ["Firms keep their manager", "Who keeps a manager?", "A cluster manager who is paid"])
def test_other_words_are_written_before_the_lesson(words: str) -> None:
    text = headlines.with_headline(material(LONG), "h1", words)
    assert names(text) == [words]
    assert f" {LONG} {{#h1}}" in text


def test_signs_of_markdown_in_a_headline_are_no_signs() -> None:
    text = headlines.with_headline(material(LONG), "h1", "Pay *all* managers [well]")
    assert names(text) == ["Pay *all* managers [well]"]


def test_a_lesson_that_has_a_headline_gets_no_offer() -> None:
    bold = Block("item", TWO, 1, strong=("Small vouchers reach more firms.",))
    text = draft_markdown.markdown(Draft({"title": "A"}, (bold,)), date(2026, 11, 30))
    assert names(text) == ["Small vouchers reach more firms"]
    assert headlines.offers(text) == headlines.offers_for_all(text) == ()


def test_an_offer_can_be_taken_back() -> None:
    text = headlines.without_offer(material(TWO, LONG), "h1")
    assert [offer.id for offer in headlines.offers(text)] == ["h2"]


def test_lessons_of_any_material_get_offers_when_they_are_asked_for() -> None:
    text = review_marks.published(material(TWO, "Peru pays half.", LONG))
    assert [(offer.id, offer.words) for offer in headlines.offers_for_all(text)] == [
        ("h1", "Small vouchers reach more firms"),
        ("h2", ""),
        ("h3", "A cluster manager who is paid"),
    ]


WRAPPED = """---
title: A
---

## Highlights

- Small vouchers reach
  more firms. Peru pays half of the cost of a first consultant, and firms pay
  the rest. {#h1}
- Small [vouchers](https://x.org) reach more firms. Peru pays half of the cost of a consultant. {#h2}
"""


def test_a_headline_that_runs_over_lines_becomes_bold_where_it_stands() -> None:
    text = headlines.with_headline(WRAPPED, "h1", "Small vouchers reach more firms")
    assert "\n- **Small vouchers reach more firms.** Peru pays half of the cost of a first consultant, and" in text
    assert "firms pay\n  the rest. {#h1}\n- Small [vouchers]" in text


def test_words_that_cannot_become_bold_where_they_stand_are_not_offered() -> None:
    assert [offer.words for offer in headlines.offers_for_all(WRAPPED)] == ["Small vouchers reach more firms", ""]
    linked = Block("item", TWO, 1, links=(("vouchers", "https://x.org"),))
    assert headlines.OFFER not in draft_markdown.markdown(Draft({"title": "A"}, (linked,)), date(2026, 11, 30))


@pytest.mark.parametrize(
    ("words", "is_one"), [("Credit", False), ("Pay *all* managers!", True), ("credit " * 30, False)]
)
def test_a_headline_has_three_words_and_150_characters(words: str, is_one: bool) -> None:
    assert headlines.is_headline(words.strip()) is is_one
