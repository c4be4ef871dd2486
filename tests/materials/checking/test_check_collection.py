"""The whole collection is checked: every file by itself, and all side by side."""

from pathlib import Path, PurePosixPath

from policysearch.materials import checking
from policysearch.model.problem import Problem
from tests.materials.checking.factories import LESSON, codes, write, write_themes


def test_the_shipped_materials_are_without_fault() -> None:
    result = checking.check(Path(__file__).parents[3] / "materials")
    assert result.workshops == 4
    assert result.problems == ()


def test_problems_stand_in_order_of_place(tmp_path: Path) -> None:
    write_themes(tmp_path, "- id: ict\n  label: {en: ICT}\n")
    write(tmp_path, "b", "One", "See [x](/workshops/c)")
    write(tmp_path, "a", "Another matter", LESSON)
    (tmp_path / "a.md").write_text("---\ntitle: A\n---\n", "utf-8")
    assert codes(tmp_path) == ["missing-date", "dead-inside-link", "untranslated"]
    assert [problem.code for problem in checking.check(tmp_path).errors] == ["missing-date"]


def test_problems_found_elsewhere_join_in_order() -> None:
    later, earlier = (Problem(PurePosixPath(name), 1, 1, "x") for name in ("b.md", "a.md"))
    assert checking.Check(1, (later,)).with_problems([earlier]) == checking.Check(1, (earlier, later))
