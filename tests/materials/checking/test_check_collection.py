"""What only the whole collection shows."""

from pathlib import Path

import pytest

from policysearch.materials import checking

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
    found = checking.check(Path(__file__).parents[3] / "materials")
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


@pytest.mark.parametrize(
    ("lesson", "place"),
    [
        ("See [the other](/workshops/b), [one](/workshops/b/h1) and [one](b)", None),
        ("See [the other](b.md)", (9, 19)),
        ("See [the other](/workshops/c)", (9, 19)),
        ("See [the other](/workshops/b/h2)", (9, 19)),
        ("See [a file](/workshops/a/files/x.pdf)", (9, 16)),
        ("See [a file](x.pdf#page=3)", (9, 16)),
        ("Follow [a search](/feed.atom?q=ict), [take it along](/export.csv?q=ict)", None),
        (
            "See [a theme](/themes/ict), [a place](#h1), [out](https://example.org) and [mail](mailto:a@example.org)",
            None,
        ),
    ],
)
def test_a_link_within_the_collection_leads_somewhere(
    tmp_path: Path, lesson: str, place: tuple[int, int] | None
) -> None:
    themes(tmp_path, WHOLE)
    write(tmp_path, "a", "One", lesson)
    write(tmp_path, "b", "Another matter", LESSON)
    found = [(p.line, p.column) for p in checking.check(tmp_path).problems if p.code == "dead-inside-link"]
    assert found == ([place] if place else [])


def test_a_link_in_a_translation_is_looked_at_too(tmp_path: Path) -> None:
    themes(tmp_path, WHOLE)
    write(tmp_path, "2010-lima", "One", LESSON)
    (tmp_path / "2010-lima.es.md").write_text(
        "---\ntitle: Uno\n---\n\n[x](/workshops/2010-lina)\n\n## Destacados\n\n- Una {#h1}\n", "utf-8"
    )
    (problem,) = checking.check(tmp_path).problems
    assert (str(problem.path), problem.line) == ("2010-lima.es.md", 5)
    assert problem.suggestion == "did you mean /workshops/2010-lima?"


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
    themes(tmp_path, WHOLE)
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
    themes(tmp_path, WHOLE + more)
    write(tmp_path, "a", "One", LESSON)
    (problem,) = checking.check(tmp_path).errors
    assert (problem.code, problem.line) == (code, line)
