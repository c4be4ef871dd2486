"""Workshops and highlights that say nearly the same."""

from pathlib import Path

from policysearch.materials import checking
from tests.materials.checking.factories import LESSON, codes, write, write_themes


def test_a_highlight_told_twice_is_advice_at_the_second(tmp_path: Path) -> None:
    write_themes(tmp_path)
    write(tmp_path, "a", "One", LESSON)
    write(tmp_path, "b", "Another matter", LESSON.replace("faster", "much faster"))
    (problem,) = checking.check(tmp_path).problems
    assert (problem.code, problem.severity, str(problem.path), problem.line) == ("near-duplicate", "advice", "b.md", 9)
    assert "a, the highlight h1" in problem.message


def test_different_highlights_are_no_duplicates(tmp_path: Path) -> None:
    write_themes(tmp_path)
    write(tmp_path, "a", "One", LESSON)
    write(
        tmp_path, "b", "Another matter", "Training for women in markets paid off within a year in every region but one."
    )
    assert codes(tmp_path) == []


def test_a_run_of_words_that_very_many_share_says_nothing(tmp_path: Path) -> None:
    write_themes(tmp_path)
    for number in range(21):
        write(tmp_path, f"w{number}", f"Topic {number}", LESSON)
    assert codes(tmp_path) == []
