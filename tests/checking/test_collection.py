"""What only the whole collection shows."""

from pathlib import Path

from policysearch import checking

FRONT = "---\ntitle: {title}\nstart: 2010-09-21\nthemes: [ict]\n---\n\n## Highlights\n\n- {lesson} {{#h1}}\n"
LESSON = "Small firms that export learn faster than those that sell at home alone, said all who took part."


def write(folder: Path, slug: str, title: str, lesson: str) -> None:
    (folder / f"{slug}.md").write_text(FRONT.format(title=title, lesson=lesson), "utf-8")


def themes(folder: Path, text: str) -> None:
    (folder / "vocabulary").mkdir()
    (folder / "vocabulary" / "themes.yml").write_text(text, "utf-8")


WHOLE = "- id: ict\n  label: {en: ICT, es: TIC, pt: TIC, fr: TIC}\n"


def codes(folder: Path) -> list[str]:
    return [problem.code for problem in checking.check(folder).problems]


def test_the_shipped_materials_are_without_fault() -> None:
    found = checking.check(Path(__file__).parents[2] / "materials")
    assert found.workshops == 4
    assert found.problems == ()


def test_a_highlight_told_twice_is_advice_at_the_second(tmp_path: Path) -> None:
    themes(tmp_path, WHOLE)
    write(tmp_path, "a", "One", LESSON)
    write(tmp_path, "b", "Another matter", LESSON.replace("faster", "much faster"))
    (problem,) = checking.check(tmp_path).problems
    assert (problem.code, problem.severity, str(problem.path), problem.line) == ("near-duplicate", "advice", "b.md", 9)
    assert "a, the highlight h1" in problem.message


def test_different_highlights_are_no_duplicates(tmp_path: Path) -> None:
    themes(tmp_path, WHOLE)
    write(tmp_path, "a", "One", LESSON)
    write(
        tmp_path, "b", "Another matter", "Training for women in markets paid off within a year in every region but one."
    )
    assert codes(tmp_path) == []


def test_labels_that_are_missing_and_themes_never_used_are_advice(tmp_path: Path) -> None:
    themes(tmp_path, WHOLE + "- id: trade\n  label: {en: Trade}\n")
    write(tmp_path, "a", "One", LESSON)
    assert codes(tmp_path) == ["untranslated", "unused-theme"]


def test_a_chosen_result_must_exist(tmp_path: Path) -> None:
    themes(tmp_path, WHOLE)
    write(tmp_path, "a", "One", LESSON)
    (tmp_path / "vocabulary" / "picks.yml").write_text("- queries: [x]\n  documents: [a, a/h1, b]\n", "utf-8")
    (problem,) = checking.check(tmp_path).errors
    assert (problem.code, "'b'" in problem.message) == ("unknown-pick", True)


def test_an_outside_address_is_tried_once_and_named_where_it_stands(tmp_path: Path) -> None:
    themes(tmp_path, WHOLE)
    write(tmp_path, "a", "One", "See https://gone.example/x. And https://gone.example/x, https://here.example.")
    tried: list[str] = []

    def reachable(url: str) -> str:
        tried.append(url)
        return "it answers 404" if "gone" in url else ""

    problems = checking.check(tmp_path, reachable).problems
    assert tried == ["https://gone.example/x", "https://here.example"]
    assert [(p.code, p.line, p.column) for p in problems] == [("dead-link", 9, 7), ("dead-link", 9, 35)]
