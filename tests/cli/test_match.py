"""``match`` prints the lessons for a text, as words or JSON, and writes them into a Word file."""

import errno
import json
from pathlib import Path
from shutil import copytree

import docx
import pytest

from tests.cli.conftest import VOCABULARY, Run
from tests.matching import factories

pytestmark = pytest.mark.slow

TEXT = "Small producers of honey joined cooperatives and reached international markets.\n\nThe roof leaks."
ES = "Los pequeños productores de miel formaron cooperativas para exportar.\n\nEl techo gotea."


@pytest.fixture
def built(run: Run, site: Path) -> Path:
    copytree(VOCABULARY.parent, site / "materials", dirs_exist_ok=True)
    assert run("build").exit_code == 0
    (site / "note.txt").write_text(TEXT, "utf-8")
    (site / "nota.md").write_text(ES, "utf-8")
    (site / "draft.docx").write_bytes(factories.word(*TEXT.split("\n\n")))
    return site


def test_it_prints_lessons_with_why(run: Run, built: Path) -> None:
    result = run("match", "note.txt")
    assert result.exit_code == 0, result.output
    assert "Lessons for 1 of 2 paragraphs" in result.stdout
    assert "[2009-panama-city/h2]" in result.stdout
    assert "In common: Small producers, cooperatives" in result.stdout


def test_it_speaks_the_language_asked_for(run: Run, built: Path) -> None:
    result = run("match", "nota.md", "--lang", "es")
    assert "Lecciones para 1 de 2 párrafos" in result.stdout
    assert "pequeños productores que han accedido" in result.stdout


def test_it_says_that_words_seldom_meet_where_lessons_are_in_other_languages(run: Run, built: Path) -> None:
    text = "Os pequenos produtores de mel da região formaram uma cooperativa, e o telhado da sala está com goteiras."
    (built / "nota.txt").write_text(text, "utf-8")
    for translation in (built / "materials").glob("*.??.md"):
        translation.unlink()
    assert run("build").exit_code == 0
    said = "O texto está em português e a maioria das lições está em outros idiomas"
    assert said in run("match", "nota.txt", "--lang", "pt").stdout
    assert "other languages" not in run("match", "note.txt").stdout


def test_json_is_what_the_api_answers(run: Run, built: Path) -> None:
    record = json.loads(run("match", "draft.docx", "--json").stdout)
    assert [bool(paragraph["lessons"]) for paragraph in record["paragraphs"]] == [True, False]
    assert record["paragraphs"][0]["lessons"][0]["id"] == "2009-panama-city/h2"


def test_a_draft_stays_where_its_word_file_cannot_be_written(
    run: Run, built: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = (built / "draft.docx").read_bytes()

    def write_half(file: Path, content: bytes) -> None:
        with file.open("wb") as opened:
            opened.write(content[: len(content) // 2])
        raise OSError(errno.ENOSPC, "No space left on device", str(file))

    monkeypatch.setattr(Path, "write_bytes", write_half)
    result = run("match", "draft.docx", "--word", "draft.docx")
    assert result.exit_code == 1
    assert isinstance(result.exception, OSError)
    assert result.exception.filename == "draft.docx"
    assert (built / "draft.docx").read_bytes() == before
    assert not [*built.glob(".*.new")]


def test_the_same_word_file_gets_comments_and_the_original_stays(run: Run, built: Path) -> None:
    before = (built / "draft.docx").read_bytes()
    result = run("match", "draft.docx", "--word", "commented.docx")
    assert "Written: commented.docx" in result.stdout
    document = docx.Document(str(built / "commented.docx"))
    assert [paragraph.text for paragraph in document.paragraphs] == TEXT.split("\n\n")
    assert len([*document.comments]) == 1
    assert (built / "draft.docx").read_bytes() == before


def test_standard_input_is_read_as_text(run: Run, built: Path) -> None:
    assert "Lessons for 1 of 2 paragraphs" in run("match", "-", answers=TEXT).stdout


def test_what_cannot_be_read_ends_with_one_and_wrong_usage_with_two(run: Run, built: Path) -> None:
    (built / "a.html").write_text("<p>x")
    (built / "large.txt").write_bytes(b"x" * 5_000_001)
    for name, reason in (("a.html", "files named .html are not read here."), ("large.txt", "it has more than 5 MB.")):
        result = run("match", name)
        assert (result.exit_code, str(result.exception)[: len(name) + 2]) == (1, f"{name}: ")
        assert reason in str(result.exception)
    assert run("match", "no-such-file.txt").exit_code == 2
    assert run("match", "note.txt", "--word", "note.pdf").exit_code == 2
