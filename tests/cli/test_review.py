"""``review``: mark by mark, in the terminal, resumable."""

from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.importers import samples


@pytest.fixture(autouse=True)
def terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("policysearch.cli.review.is_terminal", lambda: True)


def draft(site: Path, run: Run) -> Path:
    (site / "page.txt").write_text(samples.CITY_ONLY, "utf-8")
    run("import", "page.txt")
    return site / "materials" / "2013-san-salvador.md"


def test_each_answer_is_saved_at_once(site: Path, run: Run) -> None:
    file = draft(site, run)
    result = run("review", "2013-san-salvador", answers="c\nSV\nq\n")
    assert "the country of San Salvador is not told" in result.output
    assert "country: SV\n" in file.read_text("utf-8")
    assert "left. Go on with: policysearch review 2013-san-salvador" in result.output
    again = run("review", "2013-san-salvador", answers="k\nk\nk\nk\n")
    assert "the country of San Salvador" not in again.output
    assert "Nothing is left to review. Next: policysearch publish 2013-san-salvador" in again.output


def test_what_is_left_for_later_comes_again(site: Path, run: Run) -> None:
    draft(site, run)
    result = run("review", "2013-san-salvador", answers="l\nl\nl\nl\n")
    assert "left. Go on with" in result.output
    assert result.exit_code == 0


def test_a_value_that_no_workshop_can_have_is_refused_and_asked_for_again(site: Path, run: Run) -> None:
    file = draft(site, run)
    result = run("review", "2013-san-salvador", answers="c\nNowhereland\nc\nSV\nq\n")
    assert "2013-san-salvador.md:" in result.output
    assert "Nowhereland" in result.output
    assert "country: SV\n" in file.read_text("utf-8")


def test_nothing_typed_as_a_change_leaves_the_mark(site: Path, run: Run) -> None:
    file = draft(site, run)
    before = file.read_text("utf-8")
    run("review", "2013-san-salvador", answers="c\n\nq\n")
    assert file.read_text("utf-8") == before


def test_where_the_input_ends_the_way_on_is_said(site: Path, run: Run) -> None:
    draft(site, run)
    result = run("review", "2013-san-salvador", answers="k\n")
    assert "left. Go on with: policysearch review 2013-san-salvador" in result.output
    assert (result.exit_code, "Aborted" in result.output) == (0, False)


def test_without_a_terminal_nobody_is_asked(site: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    draft(site, run)
    monkeypatch.setattr("policysearch.cli.review.is_terminal", lambda: False)
    assert run("review", "2013-san-salvador").exit_code == 2


LESSONS = """Workshop on vouchers for small firms
Lima, Peru, 3-4 May 2016

Lessons learned

- Small vouchers reach more firms. Peru pays half of the price and asks for the invoice only when the work is done.
- A cluster manager who is paid by the firms themselves stays on longer than one whom the state pays for a while.
- Peru pays half.
"""


def with_offers(site: Path, run: Run) -> Path:
    (site / "page.txt").write_text(LESSONS, "utf-8")
    result = run("import", "page.txt")
    assert "headlines are offered for 2 lessons: policysearch review 2016-lima" in result.output
    return site / "materials" / "2016-lima.md"


def test_headlines_are_offered_and_taken_changed_or_left_out(site: Path, run: Run) -> None:
    file = with_offers(site, run)
    result = run("review", "2016-lima", answers="t\nc\nFirms\nFirms keep their manager\n")
    assert result.exit_code == 0, result.output
    assert "A headline has at least 3 words and at most 150 characters." in result.output
    assert "Headline of h1: Small vouchers reach more firms" in result.output
    text = file.read_text("utf-8")
    assert "- **Small vouchers reach more firms.** Peru pays half" in text
    assert "- **Firms keep their manager.** A cluster manager who" in text
    assert "headline for" not in text


def test_an_offered_headline_that_is_left_for_later_comes_again_and_a_refused_one_does_not(
    site: Path, run: Run
) -> None:
    file = with_offers(site, run)
    run("review", "2016-lima", answers="n\nl\n")
    again = run("review", "2016-lima", answers="q\n")
    assert "Headline of h1" not in again.output
    assert "Headline of h2" in again.output
    assert "**" not in file.read_text("utf-8")


def test_headlines_of_any_material_are_offered_when_asked_for(site: Path, run: Run) -> None:
    file = with_offers(site, run)
    run("publish", "2016-lima")
    assert "Headline of" not in run("review", "2016-lima").output
    result = run("review", "2016-lima", "--headlines", answers="t\nn\nc\nWho pays half?\n")
    assert result.exit_code == 0, result.output
    assert "- **Who pays half?** Peru pays half. {#h3}" in file.read_text("utf-8")
