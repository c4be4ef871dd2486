"""A material's file -> a Workshop, or a Problem that says where and what."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policysearch import materials
from policysearch.model.problem import Problem
from policysearch.model.workshop import Workshop
from policysearch.vocabulary import Vocabulary
from tests.materials.conftest import FRONT, WORDS, Reading, material

Read = Callable[..., Reading]


def published(read: Read, text: str, **files: str | bytes) -> Workshop:
    workshop, problems = read(one=text, **files)
    assert [p for p in problems if p.severity == "error"] == []
    assert workshop is not None
    return workshop


def problem(read: Read, text: str | bytes, code: str, **files: str | bytes) -> Problem:
    _, problems = read(one=text, **files)
    assert code in [p.code for p in problems], problems
    return next(p for p in problems if p.code == code)


def test_a_material_is_read_with_dates_place_and_highlights(read: Read) -> None:
    workshop = published(
        read,
        material(FRONT + "themes: [ict]\norganizers:\n  - OAS\n", "Prose.\n\n## Highlights\n\n- A *lesson*. {#h7}\n"),
    )
    assert (workshop.slug, workshop.title, workshop.start, workshop.end) == (
        "one",
        "Trade and growth",
        date(2010, 9, 21),
        date(2010, 9, 22),
    )
    assert (workshop.country, workshop.themes, workshop.organizers, workshop.funders) == ("PA", ("ict",), ("OAS",), ())
    text = workshop.texts["en"]
    assert text.body == "Prose."
    assert [(h.id, h.markdown, h.text) for h in text.highlights] == [("h7", "A *lesson*.", "A lesson.")]


def test_every_scalar_is_read_as_text(read: Read) -> None:
    workshop = published(read, material("title: 2010\nstart: 2010-01-02\ncountry: NO\nregion: 1e3\n"))
    assert (workshop.title, workshop.country, workshop.region) == ("2010", "NO", "1e3")


def test_an_unquoted_colon_in_a_title_is_understood(read: Read) -> None:
    front = FRONT.replace("Trade and growth", "Trade and Poverty: Policies: What's next")
    assert published(read, material(front)).title == "Trade and Poverty: Policies: What's next"


def test_an_unquoted_colon_in_a_list_is_understood(read: Read) -> None:
    front = FRONT + "partners:\n  - Ministry: Trade\n  - Bank\n"
    workshop, problems = read(one=material(front))
    assert workshop is not None
    assert workshop.partners == ("Ministry: Trade", "Bank") or problems


@pytest.mark.parametrize("name", ["Panama", "Panamá", "panama", "PA", "pa"])
def test_a_country_is_known_by_code_or_by_name_in_any_language(read: Read, name: str) -> None:
    assert published(read, material(FRONT.replace("country: PA", f"country: {name}"))).country == "PA"


def test_a_workshop_of_one_day_needs_no_end(read: Read) -> None:
    workshop = published(read, material("title: A\nstart: 2010-09-21\n"))
    assert workshop.end == workshop.start


@pytest.mark.parametrize("heading", ["Highlights", "Destacados", "DESTAQUES", "Points saillants:", "highlights ##"])
def test_the_list_under_the_heading_in_any_language_holds_the_highlights(read: Read, heading: str) -> None:
    workshop = published(
        read, material(body=f"### {heading}\n\n1. First\n   goes on\n2. Second\n\n### After\n\n- no lesson\n")
    )
    assert [h.text for h in workshop.texts["en"].highlights] == ["First goes on", "Second"]
    assert "no lesson" in workshop.texts["en"].body


def test_without_an_id_the_position_counts_and_advice_is_given(read: Read) -> None:
    _, problems = read(one=material(body="## Highlights\n\n- One\n- Two {#h1}\n"))
    advice = [p for p in problems if p.code == "no-highlight-id"]
    assert [(p.line, p.severity) for p in advice] == [(10, "advice")]


def test_a_translation_is_the_same_workshop_in_another_language(read: Read) -> None:
    translated = "---\ntitle: Comercio\n---\n\n## Destacados\n\n- Una lección. {#h1}\n"
    workshop = published(read, material(), one__es=translated)
    assert list(workshop.texts) == ["en", "es"]
    assert workshop.texts["es"].title == "Comercio"
    assert workshop.texts["es"].translation == "unofficial"
    assert workshop.text("pt").language == "en"


@pytest.mark.parametrize(
    ("front", "code", "line", "column", "suggestion"),
    [
        (FRONT + "partner: X\n", "unknown-field", 6, 1, "partners"),
        (FRONT + "city: A\ncity: B\n", "repeated-field", 7, 1, "keep one"),
        ("title: A\n", "missing-date", 1, 1, "start: 2011-09-06"),
        ("title: A\nstart: 2010-02-30\n", "bad-date", 3, 8, "2010-02-28, or as 2010-02"),
        ("title: A\nstart: 2010-13-02\n", "bad-date", 3, 8, "2010-12-02"),
        ("title: A\nstart: 3 y 4 de mayo\n", "bad-date", 3, 8, "-05-03"),
        (FRONT.replace("PA", "Peruh"), "unknown-country", 5, 10, "Peru?"),
        (FRONT.replace("PA", "‘PA’"), "unknown-country", 5, 10, "Panama?"),
        (FRONT + "<<<<<<< HEAD\ncity: A\n=======\ncity: B\n>>>>>>> b\n", "conflict", 6, 1, "one of the two"),
        ("title: A\nstart: 21 September 2010\n", "bad-date", 3, 8, "2010-09-21"),
        ("title: A\nstart: 2010-09-21\nend: 2010-09-20\n", "end-before-start", 4, 6, ""),
        ("start: 2010-09-21\n", "missing-title", 1, 1, "title"),
        (FRONT.replace("PA", "Panmaa"), "unknown-country", 5, 10, "Panam"),
        (FRONT + "themes: [ict, tradde]\n", "unknown-theme", 6, 15, "trade"),
        (FRONT + "links: [ftp://x]\n", "bad-link", 6, 9, "https"),
        (FRONT + "draft: maybe\n", "bad-flag", 6, 8, "true"),
        (FRONT + "city: [a, b]\n", "not-a-text", 6, 7, "quotes"),
        (FRONT + "city: !!python/object:os.system x\n", "front-matter", 6, 7, "tag"),
        (FRONT + "city: &a [x]\nregion: *a\n", "front-matter", 6, 7, "alias"),
        (FRONT + "city: 'open\n", "front-matter", 6, 7, "quotes"),
    ],
)
def test_a_mistake_names_its_place_and_the_remedy(
    read: Read, front: str, code: str, line: int, column: int, suggestion: str
) -> None:
    mistake = problem(read, material(front), code)
    assert (str(mistake.path), mistake.line, mistake.column, mistake.severity) == ("one.md", line, column, "error")
    assert suggestion in f"{mistake.suggestion} {mistake.message}"


def test_an_alias_bomb_is_refused_at_once(read: Read) -> None:
    bomb = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
        f"{new}: &{new} [{','.join([f'*{old}'] * 9)}]\n" for old, new in zip("abcdefgh", "bcdefghi", strict=True)
    )
    assert "alias" in problem(read, material(FRONT + bomb), "front-matter").message


def test_a_file_that_is_not_utf8_names_the_first_bad_byte(read: Read) -> None:
    mistake = problem(read, material().encode() + b"caf\xe9\n", "not-utf8")
    assert (mistake.line, mistake.column) == (11, 4)
    mistake = problem(read, b"caf\xe9", "not-utf8")
    assert (mistake.line, mistake.column) == (1, 4)
    mistake = problem(read, b"\ncaf\xe9", "not-utf8")
    assert (mistake.line, mistake.column) == (2, 4)


def test_an_empty_highlight_is_an_error(read: Read) -> None:
    assert problem(read, material(body="## Highlights\n\n- {#h1}\n- Two {#h2}\n"), "empty-highlight").line == 10


def test_a_highlight_id_is_there_once(read: Read) -> None:
    assert problem(read, material(body="## Highlights\n- A {#h1}\n- B {#h1}\n"), "repeated-highlight-id").line == 10


def test_a_file_without_front_matter_says_what_to_write(read: Read) -> None:
    assert "---" in problem(read, "Hello\n", "front-matter").suggestion


def test_a_translation_without_its_original_is_named(read: Read) -> None:
    _, problems = read(slug="two", two__es="---\ntitle: X\n---\n")
    assert [p.code for p in problems] == ["no-original"]


def test_a_huge_file_is_refused_unread(tmp_path: Path) -> None:
    with (tmp_path / "big.md").open("wb") as file:
        file.truncate(100_000_000)
    sources, _ = materials.sources(tmp_path)
    workshop, problems = materials.read(sources["big"], tmp_path, WORDS)
    assert workshop is None
    assert [p.code for p in problems] == ["too-large"]


def test_a_link_that_leads_out_of_the_folder_is_refused(tmp_path: Path) -> None:
    outside = tmp_path / "secret.md"
    outside.write_text(material(), "utf-8")
    folder = tmp_path / "materials"
    folder.mkdir()
    try:
        (folder / "one.md").symlink_to(outside)
    except OSError:
        pytest.skip("this system lets nobody make links")
    sources, _ = materials.sources(folder)
    workshop, problems = materials.read(sources["one"], folder, WORDS)
    assert workshop is None
    assert [p.code for p in problems] == ["link"]


def test_a_slug_is_one_workshops_alone(tmp_path: Path) -> None:
    (tmp_path / "one.md").write_text(material(), "utf-8")
    (tmp_path / "one").mkdir()
    (tmp_path / "one" / "workshop.md").write_text(material(), "utf-8")
    _, problems = materials.sources(tmp_path)
    assert [p.code for p in problems] == ["duplicate-slug"]


def test_attachments_and_their_passages_are_read_from_the_folder(tmp_path: Path) -> None:
    folder = tmp_path / "one"
    folder.mkdir()
    front = FRONT + "attachments:\n  - file: report.pdf\n    title: The report\n"
    (folder / "workshop.md").write_text(material(front), "utf-8")
    (folder / "report.pdf").write_bytes(b"%PDF")
    (folder / "report.pdf.passages.jsonl").write_text(
        '{"number": 1, "locator": "page 1", "title": "", "text": "Words", "language": "en"}\n', "utf-8"
    )
    sources, _ = materials.sources(tmp_path)
    workshop, problems = materials.read(sources["one"], tmp_path, Vocabulary())
    assert workshop is not None
    assert problems == ()
    assert [(a.file, a.title, a.size, a.passages) for a in workshop.attachments] == [("report.pdf", "The report", 4, 1)]
    assert [(p.number, p.locator, p.text) for p in workshop.passages] == [(1, "page 1", "Words")]


@pytest.mark.parametrize("name", ["../../etc/passwd", "missing.pdf", "", "/etc/passwd"])
def test_an_attachment_is_a_file_in_the_workshops_folder(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "one"
    folder.mkdir()
    (folder / "workshop.md").write_text(material(FRONT + f'attachments: [{{file: "{name}"}}]\n'), "utf-8")
    sources, _ = materials.sources(tmp_path)
    workshop, problems = materials.read(sources["one"], tmp_path, Vocabulary())
    assert workshop is not None
    assert workshop.attachments == ()
    assert [p.code for p in problems] == ["attachment"]


@settings(max_examples=150)
@given(content=st.one_of(st.binary(max_size=400), st.text(max_size=400).map(lambda text: material(text).encode())))
def test_no_content_whatever_raises(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "one.md").write_bytes(content)
    sources, _ = materials.sources(tmp_path)
    workshop, problems = materials.read(sources["one"], tmp_path, Vocabulary())
    assert workshop is not None or any(p.severity == "error" for p in problems)
    assert all(p.line >= 1 and p.column >= 1 for p in problems)
