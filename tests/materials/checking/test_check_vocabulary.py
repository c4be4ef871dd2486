"""The vocabulary beside the materials that use it."""

from pathlib import Path

import pytest

from policysearch.materials import checking
from tests.materials.checking.factories import LESSON, THEMES, codes, write, write_themes


def test_labels_that_are_missing_and_themes_never_used_are_advice(tmp_path: Path) -> None:
    write_themes(tmp_path, THEMES + "- id: trade\n  label: {en: Trade}\n")
    write(tmp_path, "a", "One", LESSON)
    assert codes(tmp_path) == ["untranslated"]


def test_a_chosen_result_must_exist(tmp_path: Path) -> None:
    write_themes(tmp_path)
    write(tmp_path, "a", "One", LESSON)
    (tmp_path / "vocabulary" / "picks.yml").write_text("- queries: [x]\n  documents: [a, a/h1, b]\n", "utf-8")
    (problem,) = checking.check(tmp_path).errors
    assert (problem.code, "'b'" in problem.message) == ("unknown-pick", True)


@pytest.mark.parametrize(
    ("picks", "line", "says"),
    [
        ("- queries: [x]\n  documents: []\n", 1, "without documents"),
        ("- documents: [a]\n", 1, "without queries"),
        ("- queries: [x]\n  documents: [a]\n  first: 2012-01-02\n  last: 2012-01-01\n", 4, "before the first"),
        ("- queries: [x]\n  documents:\n    - a\n    - a/h9\n", 4, "'a/h9' does not exist"),
        ("- queries: [x]\n  documents: [a]\n  first: tomorrow\n", 3, "no date 'tomorrow'"),
        ("- queries: [x]\n  document: [a]\n", 2, "unknown field 'document'"),
    ],
)
def test_a_fault_among_the_chosen_results_is_named_with_its_line(
    tmp_path: Path, picks: str, line: int, says: str
) -> None:
    write_themes(tmp_path)
    write(tmp_path, "a", "One", LESSON)
    (tmp_path / "vocabulary" / "picks.yml").write_text(picks, "utf-8")
    problem = checking.check(tmp_path).errors[0]
    assert says in problem.message
    assert (str(problem.path), problem.line) == ("vocabulary/picks.yml", line)


@pytest.mark.parametrize(
    ("more", "line", "code"),
    [
        ("- id: ict\n  label: {en: a, es: a, pt: a, fr: a}\n", 1, "repeated-theme"),
        ("- id: web\n  label: {en: a, es: a, pt: a, fr: a}\n  broader: itc\n", 5, "unknown-theme"),
    ],
)
def test_a_fault_among_the_themes_is_named_with_its_line(tmp_path: Path, more: str, line: int, code: str) -> None:
    write_themes(tmp_path, THEMES + more)
    write(tmp_path, "a", "One", LESSON)
    (problem,) = checking.check(tmp_path).errors
    assert (problem.code, problem.line) == (code, line)
