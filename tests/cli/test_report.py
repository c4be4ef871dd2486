"""``report``: a table, CSV, JSON and a page."""

import csv
import json
from datetime import date, timedelta
from html.parser import HTMLParser
from io import StringIO
from pathlib import Path

import pytest

from policysearch.searchlog import SearchLog
from tests.cli.conftest import Run


def monday() -> str:
    return str(date.today() - timedelta(days=date.today().weekday()))


@pytest.fixture
def noted(site: Path) -> Path:
    log = SearchLog(site / "searchlog.sqlite3", 30)
    for _ in range(3):
        log.record_search("mipymesx", "es", False)
        log.record_search("zinc", "es", True, previous="mipymesx")
    log.record_search("=HYPERLINK(<b>)", "en", False)
    log.record_opening("2012-lima/h1")
    log.close()
    return site


def test_the_table_tells_weeks_and_words(noted: Path, run: Run) -> None:
    lines = run("report", "--weeks", "2").stdout.splitlines()
    assert lines[2].split() == [monday(), "7", "4", "1"]
    assert "      3  mipymesx" in lines
    assert "      3  mipymesx = zinc" in lines


def test_csv_is_for_spreadsheets_and_cannot_be_a_formula(noted: Path, run: Run) -> None:
    rows = list(csv.reader(StringIO(run("report", "--csv", "--weeks", "1").stdout)))
    assert rows[0] == ["list", "week", "text", "then", "times"]
    assert ["synonyms to consider", "", "mipymesx", "zinc", "3"] in rows
    assert ["searched, most", "", "'=hyperlink(<b>)", "", "1"] in rows


def test_json_has_everything(noted: Path, run: Run) -> None:
    record = json.loads(run("report", "--json", "--weeks", "1").stdout)
    assert record["weeks"] == [{"monday": monday(), "searches": 7, "without_results": 4, "openings": 1}]
    assert record["synonyms"] == [{"wrote": "mipymesx", "then": "zinc", "times": 3}]


def test_the_page_needs_nothing_from_elsewhere(noted: Path, run: Run) -> None:
    run("report", "--html", "report.html")
    page = (noted / "report.html").read_text("utf-8")
    tags: list[str] = []

    class Reader(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            tags.append(tag)
            assert not {"src", "href"} & {name for name, _ in attrs}

    Reader().feed(page)
    assert tags.count("rect") == 12 * 3 + 6, "three a week, and one for each line of three lists"
    assert "script" not in tags
    assert "=hyperlink(&lt;b&gt;)" in page


def test_without_notes_it_says_so(run: Run) -> None:
    assert "Nothing was written down yet" in run("report").stdout
