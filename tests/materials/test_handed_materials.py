"""The handed materials: what check says of them, and what --fix leaves alone."""

import os
import shutil
from pathlib import Path

import pytest

from policysearch.importers import review_marks
from policysearch.materials import checking

ROOT = Path(__file__).parents[2]
CASES = Path(os.environ.get("POLICYSEARCH_TEST_CASES", ROOT.parent / "shared" / "cases")) / "import"
pytestmark = pytest.mark.skipif(not CASES.is_dir(), reason="the handed cases are not here (POLICYSEARCH_TEST_CASES)")


def codes(folder: Path, name: str, target: str = "") -> dict[str, tuple[int, int]]:
    """Return the codes of what check says of a handed material, with their places."""
    file = folder / (target or name)
    file.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(CASES / name, file)
    return {problem.code: (problem.line, problem.column) for problem in checking.check(folder).problems}


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("m33-lessons-heading.md", "look-alike-heading"),
        ("m35-paragraph-highlights.md", "unlisted-highlights"),
        ("m69-long-event.md", "long-event"),
        ("m70-wrong-language.md", "language"),
        ("m21-org-one-line.md", "several-bodies"),
    ],
)
def test_what_is_probably_not_meant_is_named(tmp_path: Path, name: str, code: str) -> None:
    vocabulary = ROOT / "materials" / "vocabulary"
    shutil.copytree(vocabulary, tmp_path / "vocabulary")
    assert code in codes(tmp_path, name)


def test_a_material_in_a_folder_by_year_is_named(tmp_path: Path) -> None:
    assert "stray" in codes(tmp_path, "2012-lima.md", "2012/lima.md")


def test_an_unclosed_quote_is_named_where_it_begins(tmp_path: Path) -> None:
    assert codes(tmp_path, "m20-unclosed-quote.md")["front-matter"] == (2, 8)


def test_utf_16_becomes_utf_8(tmp_path: Path) -> None:
    codes(tmp_path, "m24-utf16.md")
    checking.fix(tmp_path)
    text = (tmp_path / "m24-utf16.md").read_text("utf-8")
    assert text.startswith("---\n")
    assert "\0" not in text


def test_other_list_marks_are_highlights_and_get_ids(tmp_path: Path) -> None:
    codes(tmp_path, "m58-bullets.md")
    checking.fix(tmp_path)
    assert (
        (tmp_path / "m58-bullets.md")
        .read_text("utf-8")
        .endswith("- One lesson. {#h1}\n- Two lessons. {#h2}\n- Three lessons. {#h3}\n- Four lessons. {#h4}\n")
    )


def test_rules_and_dialogue_are_left_alone(tmp_path: Path) -> None:
    codes(tmp_path, "m59-hr.md")
    checking.fix(tmp_path)
    text = (tmp_path / "m59-hr.md").read_text("utf-8")
    assert "\n* * *\n" in text
    assert "\n– Dialogue" in text


def test_a_draft_mark_in_quotes_is_one(tmp_path: Path) -> None:
    text = (CASES / "m48-draft-quoted.md").read_text("utf-8")
    assert review_marks.is_draft(text)
    assert not review_marks.is_draft(review_marks.published(text))
