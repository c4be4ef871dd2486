"""Titles that stand in a line or a sentence with more than the title."""

import pytest

from policysearch.importers import cue_files
from policysearch.importers.detect import titles_in_text
from policysearch.importers.detect.titles_in_text import quoted_title

CUES = cue_files.shipped()


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("The Regional Dialogue on Small Firms was held in Lima, Peru", "Regional Dialogue on Small Firms"),
        ("El Taller sobre crédito pyme se realizó en Lima", "Taller sobre crédito pyme"),
        ("The OAS organized the Third Seminar on Trade in Lima", "Third Seminar on Trade"),
        ("The delegates of many countries took place", ""),
        ("the OAS held the third seminar on trade in Lima", ""),
        ("Many words.", ""),
    ],
)
def test_a_sentence_may_name_the_event(text: str, title: str) -> None:
    assert titles_in_text.title_in_sentence(text, CUES) == title


def test_a_title_may_be_quoted() -> None:
    assert quoted_title("El taller “Crédito para las pymes” se celebró", CUES) == "Crédito para las pymes"
    assert quoted_title("El taller “Crédito pyme” se celebró", CUES) == ""
    assert quoted_title("Dijo “Crédito para las pymes” en Lima", CUES) == ""


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("Workshop on Credit, Lima, Peru", "Workshop on Credit"),
        ("Workshop on Credit in Lima, Peru", "Workshop on Credit"),
        ("Credit, Lima, Peru", ""),
        ("The workshop was held in Lima, Peru", ""),
        ("Regional workshop on small firms", "Regional workshop on small firms"),
        ("Lima, Peru", ""),
    ],
)
def test_a_title_may_stand_before_the_place(line: str, title: str) -> None:
    assert titles_in_text.title_before_place(line, CUES) == title
