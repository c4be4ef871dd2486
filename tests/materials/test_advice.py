"""Advice: what a material says in a way that is probably not meant."""

from pathlib import Path

import pytest

from policysearch.materials import checking
from policysearch.model.problem import Problem
from tests.materials.conftest import material

PROSE_ES = "El taller reunió a los ministerios de la región para hablar de las compras públicas y de los pequeños."


def problems(folder: Path, text: str, name: str = "one.md") -> list[Problem]:
    file = folder / name
    file.parent.mkdir(exist_ok=True, parents=True)
    file.write_text(text, "utf-8")
    return list(checking.check(folder).problems)


def places(folder: Path, text: str, code: str) -> list[tuple[int, int]]:
    """Return the line and column of each problem of this kind; it must be advice."""
    of_kind = [problem for problem in problems(folder, text) if problem.code == code]
    assert {problem.severity for problem in of_kind} <= {"advice"}
    return [(problem.line, problem.column) for problem in of_kind]


@pytest.mark.parametrize(
    ("text", "code", "place"),
    [
        (material("title: Lesson # 1 from Peru\nstart: 2010-09-21\n"), "eaten-comment", (2, 15)),
        (
            material(body="<<<<<<< HEAD\nOne\n=======\nTwo\n>>>>>>> b\n\n## Highlights\n\n- One {#h1}\n"),
            "conflict",
            (8, 1),
        ),
        (material(body="**Highlights**\n\n- One lesson.\n"), "look-alike-heading", (8, 1)),
        (material(body="## Lessons learned\n\n- One lesson.\n"), "look-alike-heading", (8, 1)),
        (material(body="## Qué aprendimos\n\n1. Una lección.\n"), "look-alike-heading", (8, 1)),
        (material(body="### Key learnings\n\n* One lesson.\n"), "look-alike-heading", (8, 1)),
        (material(body="## Highlights\n\nOne lesson as a paragraph.\n"), "unlisted-highlights", (8, 1)),
        (material(body="Highlights\n----------\n\n- One lesson.\n"), "look-alike-heading", (8, 1)),
        (material(body="## Highlights\n\nThey said:\n\n- One {#h1}\n\nTwo, loose.\n"), "loose-paragraph", (14, 1)),
        (material("title: A\nstart: 2102-09-21\n"), "far-date", (1, 1)),
        (material("title: A\nstart: 1901-09-21\n"), "far-date", (1, 1)),
        (material("title: A\nstart: 2010-09-21\nend: 2019-09-22\n"), "long-event", (1, 1)),
        (material("title: A\nstart: 2010-09-21\npartners: [OAS and ECLAC]\n"), "several-bodies", (1, 1)),
        (
            material("title: A\nstart: 2010-09-21\npartners: ['Ministry of Trade, Central Bank and ILO']\n"),
            "several-bodies",
            (1, 1),
        ),
        (material("title: A\nstart: 2010-09-21\nlanguage: en\n", PROSE_ES), "language", (1, 1)),
    ],
)
def test_what_is_probably_not_meant_is_named_where_it_stands(
    tmp_path: Path, text: str, code: str, place: tuple[int, int]
) -> None:
    assert places(tmp_path, text, code) == [place]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (material('title: "Lesson # 1 from Peru"\nstart: 2010-09-21\n'), "eaten-comment"),
        (material("title: A\nstart: 2010-09-21 # the first day\n"), "eaten-comment"),
        (material(body="Sales\n=======\n\n## Highlights\n\n- One {#h1}\n"), "conflict"),
        (
            material(body="## Highlights\n\nThey said:\n\n- One {#h1}\n\n  It was long.\n\n## Next\n\nMore.\n"),
            "loose-paragraph",
        ),
        (material("title: A\nstart: 2010-09-21\npartners: [Ministry of Trade and Industry]\n"), "several-bodies"),
        (material(body="Lessons learned\n\nThey are in the report.\n"), "look-alike-heading"),
        (material("title: A\nstart: 2010-09-21\nend: 2010-12-01\n"), "long-event"),
        (material("title: A\nstart: 2010-09-21\npartners: [Chamber of Commerce and Industry]\n"), "several-bodies"),
        (material("title: A\nstart: 2010-09-21\nlanguage: es\n", PROSE_ES), "language"),
        (material("title: A\nstart: 2010-09-21\nlanguage: en\n", "Corto y claro."), "language"),
    ],
)
def test_what_may_well_be_meant_is_left_alone(tmp_path: Path, text: str, code: str) -> None:
    assert places(tmp_path, text, code) == []


@pytest.mark.parametrize("name", ["2012/lima.md", "one.md.txt", "notes.txt"])
def test_what_is_not_read_is_named(tmp_path: Path, name: str) -> None:
    (stray,) = [problem for problem in problems(tmp_path, material(), name) if problem.code == "stray"]
    assert (stray.severity, name.startswith(str(stray.path))) == ("advice", True)
    assert stray.suggestion


@pytest.mark.parametrize(
    ("name", "suggestion"), [("report.docx", "policysearch import"), ("Thumbs.db", "move it away")]
)
def test_documents_are_to_be_imported_and_other_files_to_be_moved(tmp_path: Path, name: str, suggestion: str) -> None:
    (stray,) = [problem for problem in problems(tmp_path, material(), name) if problem.code == "stray"]
    assert suggestion in stray.suggestion


def test_an_alias_of_two_workshops_is_named_at_the_second(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / f"{name}.md").write_text(material("title: A\nstart: 2010-09-21\naliases: [old]\n"), "utf-8")
    (clash,) = [problem for problem in checking.check(tmp_path).problems if problem.code == "clashing-alias"]
    assert (str(clash.path), clash.message) == ("two.md", "the alias old is another workshop's: one")


def test_an_alias_that_is_another_workshop_s_name_is_named(tmp_path: Path) -> None:
    (tmp_path / "one.md").write_text(material("title: A\nstart: 2010-09-21\naliases: [two]\n"), "utf-8")
    (tmp_path / "two.md").write_text(material(), "utf-8")
    (clash,) = [problem for problem in checking.check(tmp_path).problems if problem.code == "clashing-alias"]
    assert (str(clash.path), clash.message) == ("one.md", "the alias two is another workshop's: two")


def test_an_unclosed_quote_is_named_where_it_begins(tmp_path: Path) -> None:
    found = [
        (problem.line, problem.column)
        for problem in problems(tmp_path, material('title: "A\nstart: 2010-09-21\ncity: Lima\n'))
        if problem.code == "front-matter"
    ]
    assert found == [(2, 8)]


@pytest.mark.parametrize(
    ("language", "suggestion"),
    [("en", "did you mean Chile?"), ("es", "did you mean Chile?"), ("fr", "did you mean Chili?")],
)
def test_a_country_is_suggested_by_its_name_in_the_text_s_language(
    tmp_path: Path, language: str, suggestion: str
) -> None:
    text = material(f"title: A\nstart: 2010-09-21\ncountry: Chilli\nlanguage: {language}\n")
    (problem,) = [problem for problem in problems(tmp_path, text) if "Chilli" in problem.message]
    assert problem.suggestion == suggestion
