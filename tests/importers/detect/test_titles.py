"""Which block is an event's title."""

import pytest

from policysearch.importers import cue_files
from policysearch.importers.detect import event_anchors, titles
from policysearch.importers.outline import Block

CUES = cue_files.shipped()


@pytest.mark.parametrize(
    ("text", "may_be"),
    [
        ("Workshop on credit for small firms", True),
        ("Taller: crédito para las pymes", True),
        ("Short", False),
        ("x" * 301, False),
        ("Background", False),
        ("Fecha: 3 de mayo", False),
        ("Lessons learned: Chile lends", False),
        ("» Visit Event Site", False),
        ("Organized by the OAS", False),
        ("Kingston, Jamaica", False),
        ("The firms of the region sell more.", False),
        ("word " * 46, False),
    ],
)
def test_a_paragraph_may_be_a_title(text: str, may_be: bool) -> None:
    assert titles.may_be_title(Block("paragraph", text), CUES) == may_be


def test_a_heading_may_end_like_a_sentence_and_an_item_is_none() -> None:
    text = "Workshop on credit. Lima."
    assert titles.may_be_title(Block("heading", text, 1), CUES)
    assert not titles.may_be_title(Block("paragraph", text), CUES)
    assert not titles.may_be_title(Block("item", "Workshop on credit", 1), CUES)


def title_of(*blocks: Block, number: int = 0) -> int | None:
    """Return the index of the title of the event that the anchor ``number`` begins."""
    anchors = event_anchors.find(blocks, False, CUES)
    first = anchors[number - 1].index + 1 if number else 0
    return titles.TitleFinder(blocks, anchors, CUES).index_of(anchors[number], first)


def heading(text: str, level: int = 1) -> Block:
    return Block("heading", text, level)


def line(text: str) -> Block:
    return Block("paragraph", text)


WHEN = line("Lima, Peru: May 3-4, 2010")
LATER = line("Quito, Ecuador: June 3-4, 2011")


def test_the_last_heading_before_the_days_is_the_title() -> None:
    assert title_of(heading("Workshops on trade"), heading("Workshop on credit"), line("Many came to it"), WHEN) == 1


def test_without_headings_it_is_the_last_line() -> None:
    assert title_of(line("Workshops on trade"), line("Workshop on credit"), WHEN) == 1
    assert title_of(WHEN) is None


def test_a_label_points_at_the_title() -> None:
    blocks = (line("Title: Workshop on credit"), line("Some other line"), line("Date: 3 May 2010, Lima, Peru"))
    assert title_of(*blocks) == 0


def test_a_numbered_item_before_a_label_is_the_title() -> None:
    blocks = (heading("Workshops on trade"), Block("item", "Access to finance", 1), line("Date: May 3, 2010"))
    assert title_of(*blocks) == 1


def test_titles_may_follow_the_days_on_the_whole_page() -> None:
    item = Block("item", "Chile lends to small firms", 1)
    blocks = (heading("Past events"), WHEN, line("Workshop on credit"), item, LATER, line("Workshop on exports"))
    assert (title_of(*blocks), title_of(*blocks, number=1)) == (2, 5)


def test_the_title_of_a_page_of_one_event_is_its_highest_heading() -> None:
    told = line(
        "The workshop was held in Lima, Peru, on 3 May 2010, and many delegates of all countries of the region came "
        "to it in order to speak about guarantees."
    )
    assert title_of(heading("Workshop on credit"), heading("How it went", 2), told) == 0
    second = line(told.text.replace("May 2010", "June 2011"))
    page = (heading("Our workshops"), heading("On credit here", 2), told, heading("On exports here", 2), second)
    assert title_of(*page) == 1
