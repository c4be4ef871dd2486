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


def test_without_a_terminal_nobody_is_asked(site: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    draft(site, run)
    monkeypatch.setattr("policysearch.cli.review.is_terminal", lambda: False)
    assert run("review", "2013-san-salvador").exit_code == 2
