"""``check``: what is wrong, where, with the line itself."""

import json
from pathlib import Path

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
