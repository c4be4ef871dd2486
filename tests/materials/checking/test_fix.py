"""The form of materials is mended, and words stay as they are."""

import time
from pathlib import Path

import pytest

from policysearch.materials import checking

GOOD = "---\ntitle: A\nstart: 2010-09-21\ncountry: PA\n---\n\n## Highlights\n\n- One {#h1}\n"


@pytest.mark.parametrize(
    ("before", "step"),
    [
        (GOOD.replace("2010-09-21", "21 September 2010").encode(), "dates"),
        (GOOD.replace("2010-09-21", "2010/09/21").encode(), "dates"),
        (GOOD.replace("2010-09-21", "2010-9-21").encode(), "dates"),
        (GOOD.replace("2010-09-21", "21/09/2010").encode(), "dates"),
        (GOOD.replace("2010-09-21", "Sept. 21, 2010").encode(), "dates"),
        (GOOD.replace("2010-09-21", "21 de septiembre de 2010").encode(), "dates"),
        (GOOD.replace("2010-09-21", "21 septembre 2010").encode(), "dates"),
        (GOOD.replace("2010-09-21", "' 2010-9-21 '").encode(), "dates"),
        (GOOD.replace("2010-09-21", "2010–09–21").encode(), "dates"),
        (GOOD.replace("2010-09-21", "2010-09-21T09:00:00Z").encode(), "dates"),
        (GOOD.replace("2010-09-21", "2010-09-21 09:00:00").encode(), "dates"),
        (GOOD.replace("PA", "Panamá").encode(), "country codes"),
        (GOOD.replace("- One", "• One").encode(), "list markers"),
        (GOOD.replace(" {#h1}", "").encode(), "highlight ids"),
        (GOOD.replace("One {#h1}", "One {#h1} ").encode(), "trailing spaces"),
        (b"\xef\xbb\xbf" + GOOD.encode(), "byte-order mark"),
        (GOOD.replace("title:", "“title”:").encode(), "quotes around field names"),
        (GOOD.replace("\n", "\r\n").encode(), "line ends"),
    ],
)
def test_what_is_safe_is_mended(tmp_path: Path, before: bytes, step: str) -> None:
    file = tmp_path / "a.md"
    file.write_bytes(before)
    (fix,) = checking.fix(tmp_path)
    assert fix.steps == (step,)
    assert file.read_bytes() == GOOD.encode()
    assert checking.fix(tmp_path) == ()


def test_windows_1252_becomes_utf8(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(GOOD.replace("One", "Café “x”").encode("cp1252"))
    checking.fix(tmp_path)
    assert "Café “x” {#h1}" in (tmp_path / "a.md").read_text("utf-8")


def test_utf_16_becomes_utf_8(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(GOOD.encode("utf-16"))
    (fix,) = checking.fix(tmp_path)
    assert fix.steps == ("UTF-16 to UTF-8",)
    assert (tmp_path / "a.md").read_bytes() == GOOD.encode()


@pytest.mark.parametrize("quotes", ["“”", "«»", "‘’"])
def test_curly_quotes_around_values_become_straight_ones(tmp_path: Path, quotes: str) -> None:
    value = "Lesson # 1: a start".join(quotes)
    (tmp_path / "a.md").write_text(GOOD.replace("title: A", f"title: {value}"), "utf-8")
    (fix,) = checking.fix(tmp_path)
    assert fix.steps == ("curly quotes around values",)
    assert 'title: "Lesson # 1: a start"\n' in (tmp_path / "a.md").read_text("utf-8")


@pytest.mark.parametrize("line", ["* * *", "– Dialogue, she said.", "---", "+ 3 % in a year"])
def test_rules_dialogue_and_prose_before_the_highlights_stay(tmp_path: Path, line: str) -> None:
    (tmp_path / "a.md").write_text(GOOD.replace("## High", f"Prose.\n\n{line}\n\nProse.\n\n## High"), "utf-8")
    assert checking.fix(tmp_path) == ()


def test_a_new_highlight_gets_an_id_that_was_never_used(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(GOOD.replace("{#h1}", "{#h4}\n- Two\n  goes on\n- Three"), "utf-8")
    checking.fix(tmp_path)
    text = (tmp_path / "a.md").read_text("utf-8")
    assert "- Two\n  goes on {#h5}\n- Three {#h6}" in text


def test_a_file_that_is_well_is_not_written(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_text(GOOD, "utf-8")
    before = file.stat().st_mtime_ns
    assert checking.fix(tmp_path) == ()
    assert file.stat().st_mtime_ns == before


def test_what_is_not_sure_is_left_alone(tmp_path: Path) -> None:
    unsure = GOOD.replace("2010-09-21", "sometime in 2010").replace("PA", "Narnia")
    (tmp_path / "a.md").write_text(unsure, "utf-8")
    assert checking.fix(tmp_path) == ()


@pytest.mark.parametrize("day", ["03/04/2010", "21-22 September 2010", "September 2010", "21 September", "soon"])
def test_a_day_that_could_be_another_is_left_alone(tmp_path: Path, day: str) -> None:
    (tmp_path / "a.md").write_text(GOOD.replace("2010-09-21", day), "utf-8")
    assert checking.fix(tmp_path) == ()


def test_comments_and_spaces_around_a_mended_value_stay(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(
        GOOD.replace("2010-09-21", '"2010.9.21"  # day').replace("PA", "Panamá  #x"), "utf-8"
    )
    checking.fix(tmp_path)
    text = (tmp_path / "a.md").read_text("utf-8")
    assert "start: 2010-09-21  # day\ncountry: PA  #x\n" in text


def test_long_lines_are_mended_at_once(tmp_path: Path) -> None:
    spaces = " \t" * 20_000
    (tmp_path / "a.md").write_text(
        GOOD.replace("2010-09-21", f"2010{spaces}x").replace("One", f"One{spaces}x"), "utf-8"
    )
    started = time.process_time()
    assert checking.fix(tmp_path) == ()
    assert time.process_time() - started < 3
