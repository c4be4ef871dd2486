"""``new``: a draft from answers or options."""

from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.cli.conftest import Run


def test_options_make_a_draft(site: Path, run: Run) -> None:
    result = run(
        "new", "--title", "Crédito para las pymes", "--dates", "24 y 25 de julio de 2012", "--place", "Lima, Perú",
        "--organizers", "Ministerio de Economía y Finanzas; BID", "--theme", "ict", "--highlight", "Los fondos ayudan.",
        "--language", "es",
    )  # fmt: skip
    assert result.exit_code == 0
    text = (site / "materials" / "2012-lima.md").read_text("utf-8").replace("\r\n", "\n")
    assert text.startswith(
        "---\ntitle: Crédito para las pymes\nstart: 2012-07-24\nend: 2012-07-25\ncity: Lima\ncountry: PE\n"
        "themes: [ict]\n"
        "organizers:\n  - Ministerio de Economía y Finanzas\n  - BID\nlanguage: es\n"
    )
    assert text.endswith("draft: true\n---\n\n## Destacados\n\n- Los fondos ayudan. {#h1}\n")


def test_a_second_one_there_and_then_gets_a_number(site: Path, run: Run) -> None:
    for title in ("First of them", "Second of them"):
        run("new", "--title", title, "--dates", "2012-07-24", "--place", "Lima, Peru")
    assert sorted(path.stem for path in (site / "materials").glob("*.md")) == ["2012-lima", "2012-lima-2"]


def test_what_is_not_understood_is_named(run: Run) -> None:
    for words, message in (
        (("--dates", "yesterday"), "--dates: 'yesterday' is not understood"),
        (("--dates", "3 y 4 de mayo"), "--dates: '3 y 4 de mayo' lacks the year"),
        (("--place", "Atlantis"), "--place: 'Atlantis' names no known country"),
        (("--place", "Atlanta, Georgia"), "'Georgia' may be the country or the state"),
        (("--theme", "magic"), "there is no theme magic"),
    ):
        result = run("new", "--title", "A title", *words)
        assert (result.exit_code, message in result.stderr) == (2, True), result.stderr


def test_without_a_terminal_a_title_must_be_given(run: Run) -> None:
    assert run("new").exit_code == 2


def test_on_a_terminal_everything_is_asked_until_it_is_understood(
    site: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("policysearch.cli.new.sys", SimpleNamespace(stdin=SimpleNamespace(isatty=lambda: True)))
    answers = [
        "Credit for small firms", "yesterday", "July 24-25, 2012", "Atlantis", "Lima, Peru", "OAS; CAF", "", "", "99",
        "1", "Funds help.", "",
    ]  # fmt: skip
    result = run("new", answers="\n".join([*answers, ""]))
    assert result.exit_code == 0
    assert "'yesterday' is not understood" in result.output
    assert "There is no theme 99." in result.output
    text = (site / "materials" / "2012-lima.md").read_text("utf-8")
    assert "organizers:\n  - OAS\n  - CAF\n" in text
    assert "- Funds help. {#h1}" in text


def test_a_language_that_is_not_clear_is_not_that_of_the_messages(site: Path, run: Run) -> None:
    for language, line in (("fr", "language: en  # review: la langue"), ("en", "language: en\n")):
        run("new", "--title", "Credit", "--dates", "2012-07-24", "--place", "Lima, Peru", "--lang", language)
        (draft,) = (site / "materials").glob("*.md")
        text = draft.read_text("utf-8")
        assert line in text
        assert "## Highlights" in text
        draft.unlink()


def test_a_headline_is_offered_for_a_long_lesson_and_taken_or_not(
    site: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("policysearch.cli.new.sys", SimpleNamespace(stdin=SimpleNamespace(isatty=lambda: True)))
    lesson = "{} vouchers reach more firms. Peru pays half of the price and asks for the invoice only in the end."
    answers = [
        "Vouchers",
        "July 24, 2012",
        "Lima, Peru",
        "",
        "",
        "",
        "",
        lesson.format("Small"),
        "y",
        lesson.format("Big"),
        "",
        "",
    ]
    result = run("new", answers="\n".join([*answers, ""]))
    assert result.exit_code == 0, result.output
    assert "Headline: Small vouchers reach more firms?" in result.output
    text = (site / "materials" / "2012-lima.md").read_text("utf-8")
    assert "- **Small vouchers reach more firms.** Peru pays half" in text
    assert "- Big vouchers reach more firms. Peru pays half" in text
    assert "headline for" not in text


def test_without_a_terminal_the_draft_offers_headlines(site: Path, run: Run) -> None:
    lesson = "Small vouchers reach more firms. Peru pays half of the price and asks for the invoice only in the end."
    run("new", "--title", "Vouchers", "--dates", "July 24, 2012", "--place", "Lima, Peru", "--highlight", lesson)
    text = (site / "materials" / "2012-lima.md").read_text("utf-8")
    assert "# headline for h1: Small vouchers reach more firms\n" in text
