"""The log counts, forgets, and never holds who asked."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest

from policysearch import searchlog
from policysearch.searchlog import SearchLog
from tests.processor_time import processor_seconds


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "log.sqlite3"


@pytest.fixture
def log(path: Path) -> Iterator[SearchLog]:
    log = SearchLog(path, days=30)
    yield log
    log.close()


def test_searches_are_counted_and_those_without_results_told_apart(log: SearchLog, path: Path) -> None:
    for has_results in (True, True, False):
        log.record_search("  PYME   Chile ", "es", has_results)
    log.record_search("nothing like it", "en", False)
    log.record_opening("orlando/h1")
    log.close()
    report = searchlog.report(path, 2, date.today())
    assert report.searched == (("pyme chile", 3), ("nothing like it", 1))
    assert report.without_results == (("nothing like it", 1), ("pyme chile", 1))
    assert report.opened == (("orlando/h1", 1),)
    assert (report.weeks[-1].searches, report.weeks[-1].without_results, report.weeks[-1].openings) == (4, 2, 1)


def test_two_processes_write_one_log(path: Path) -> None:
    logs = [SearchLog(path, 30), SearchLog(path, 30)]
    for _ in range(300):
        for log in logs:
            log.record_search("sbdc", "en", True)
    for log in logs:
        log.close()
    assert searchlog.report(path, 1, date.today()).searched == (("sbdc", 600),)


def test_addresses_and_long_numbers_are_blotted_out(log: SearchLog, path: Path) -> None:
    log.record_search("ana@example.org or +507 6612-3456, year 2009", "en", True)
    log.close()
    ((words, _),) = searchlog.report(path, 1, date.today()).searched
    assert words == "… or …, year 2009"


def test_nothing_finer_than_a_day_is_kept(log: SearchLog, path: Path) -> None:
    log.record_search("sbdc", "en", True)
    log.close()
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT * FROM searches").fetchall() == [
            (date.today().isoformat(), "sbdc", "en", 1, 1)
        ]


def test_old_days_are_deleted(log: SearchLog, path: Path) -> None:
    log.record_search("new", "en", True)
    log.close()
    old = (date.today() - timedelta(days=31)).isoformat()
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("INSERT INTO searches VALUES (?, 'old', 'en', 1, 9)", (old,))
    log.record_search("newer", "en", True)
    log.close()
    assert [text for text, _ in searchlog.report(path, 20, date.today()).searched] == ["new", "newer"]
    with closing(sqlite3.connect(path)) as connection:
        assert {row[0] for row in connection.execute("SELECT text FROM searches")} == {"new", "newer"}


def test_counting_takes_no_time_and_survives_a_path_that_cannot_be_written(tmp_path: Path) -> None:
    log = SearchLog(tmp_path / "no" / "such" / "folder" / "log", 30)

    def record_many() -> None:
        for _ in range(20_000):
            log.record_search("sbdc", "en", True)

    assert processor_seconds(record_many) < 5
    log.close()


def test_a_report_without_a_log_is_empty(path: Path) -> None:
    assert searchlog.report(path, 4, date.today()) == searchlog.Report()


def test_a_search_that_found_nothing_is_paired_with_the_next_that_did(log: SearchLog, path: Path) -> None:
    for _ in range(2):
        log.record_search("pymes financing", "en", True, previous="Mipymes financing")
    log.record_search("also nothing", "en", False, previous="mipymes")
    log.record_search("mipymes", "en", True, previous="mipymes")
    log.close()
    assert searchlog.report(path, 1, date.today()).retries == (("mipymes financing", "pymes financing", 2),)
