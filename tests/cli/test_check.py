"""``check``: what is wrong, where, with the line itself."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from policysearch.cli import policysearch
from policysearch.model.errors import MaterialsError
from tests.cli.conftest import Run

GOOD = "---\ntitle: Credit\nstart: 2010-09-21\nthemes: [ict]\n---\n\n## Highlights\n\n- One {#h1}\n"


def material(site: Path, text: str) -> None:
    (site / "materials" / "a.md").write_text(text, "utf-8")


def test_an_error_is_shown_with_its_line_and_a_caret(site: Path, run: Run) -> None:
    material(site, GOOD.replace("2010-09-21", "2010-09-41"))
    result = run("check")
    assert result.exit_code == 1
    place, line, caret = result.stdout.splitlines()[:3]
    assert place.startswith("a.md:3:8: ")
    assert (line, caret) == ("    start: 2010-09-41", "           ^")
    assert result.stdout.splitlines()[-1].startswith("1 workshop: 1 error, ")


def test_a_long_line_is_cut_around_the_place(site: Path, run: Run) -> None:
    material(site, GOOD.replace("- One", f"- {'word ' * 60}[x](/workshops/b)"))
    lines = run("check").stdout.splitlines()
    at = next(number for number, line in enumerate(lines) if "leads to no page" in line)
    assert lines[at].endswith("[advice]")
    assert lines[at + 1].index("/workshops/b") == lines[at + 2].index("^") == 103


def test_what_is_mended_is_named(site: Path, run: Run) -> None:
    material(site, GOOD.replace("2010-09-21", "21/9/2010"))
    assert run("check", "--fix").stdout.startswith("a.md: mended dates\n")
    material(site, GOOD.replace("2010-09-21", "21/9/2010"))
    answer = json.loads(run("check", "--fix", "--json").stdout)
    assert (answer["workshops"], answer["fixed"]) == (1, [{"path": "a.md", "done": ["dates"]}])


def test_faulty_cue_words_are_errors_too(site: Path, run: Run) -> None:
    (site / "materials" / "vocabulary" / "cues").mkdir()
    (site / "materials" / "vocabulary" / "cues" / "es.yml").write_text("higlights: [logros]\n", "utf-8")
    result = run("check")
    assert result.exit_code == 1
    assert "vocabulary/cues/es.yml:1:1: has an unknown field 'higlights' (did you mean highlights?)" in result.stdout


def test_annotations_for_github_have_their_signs_escaped(site: Path, run: Run) -> None:
    material(site, GOOD.replace("2010-09-21", "2010-09-41"))
    (site / "materials" / "50%, a:b.txt").write_text("x", "utf-8")
    result = run("check", "--format", "github")
    assert result.exit_code == 1
    lines = result.stdout.splitlines()
    assert any(line.startswith("::error file=materials/a.md,line=3,col=8::") for line in lines)
    assert any(line.startswith("::notice file=materials/50%25%2C a%3Ab.txt,line=1,col=1::") for line in lines)


def test_advice_of_a_kind_is_summed_up_after_the_first_few(site: Path, run: Run) -> None:
    items = "".join(f"- Lesson {word} of its own kind.\n" for word in "one two three four five six seven".split())
    material(site, GOOD.replace("- One {#h1}\n", items))
    output = run("check").stdout
    in_full = [line for line in output.splitlines() if line.startswith("a.md:") and "has no id" in line]
    assert 0 < len(in_full) < 7
    assert "1 workshop: 0 errors, 7 pieces of advice" in output


def test_outside_a_site_nothing_is_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    page = tmp_path / "page.txt"
    page.write_text("Workshop on credit\nLima, Peru, 3 May 2010\n", "utf-8")
    for words in (["import", str(page)], ["build"], ["check"]):
        result = CliRunner().invoke(policysearch, words)
        assert isinstance(result.exception, MaterialsError)
    assert [entry.name for entry in tmp_path.iterdir()] == ["page.txt"]
