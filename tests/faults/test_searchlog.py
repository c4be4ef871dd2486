"""The search log never stops the site, stays small, forgets what it deletes, and cannot be written by other sites."""

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner
from flask.testing import FlaskClient

from policysearch import searchlog
from policysearch.cli import policysearch
from policysearch.model.errors import SearchLogError
from policysearch.searchlog import SearchLog, log, normalize
from policysearch.settings import Settings
from policysearch.web import create_app
from policysearch.web.http.rate_limit_store import Buckets
from tests.web.fake import FakeSearcher

BROWSER = {"User-Agent": "Mozilla/5.0 Firefox/140.0"}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "searchlog.sqlite3"


def searches(path: Path, *texts: str, days: int = 30) -> None:
    search_log = SearchLog(path, days)
    for text in texts:
        search_log.record_search(text, "en", True)
    search_log.close()


# --- faults of the file ---


def damaged(path: Path) -> None:
    path.write_bytes(b"SQLite format 3\0" + b"\xff" * 8_000)


def no_database(path: Path) -> None:
    path.write_bytes(b"words" * 1_000)


def cut(path: Path) -> None:
    searches(path, *(f"word {number}" for number in range(500)))
    path.write_bytes(path.read_bytes()[:5_000])


def read_only(path: Path) -> None:
    if not hasattr(os, "geteuid") or os.geteuid() == 0:
        pytest.skip("root may write everything")
    searches(path, "credit")
    path.chmod(0o400)
    path.parent.chmod(0o500)


@pytest.mark.parametrize("harm", [damaged, no_database, cut, Path.mkdir, read_only])
def test_serving_goes_on_whatever_the_log_is(path: Path, harm: Callable[[Path], None]) -> None:
    harm(path)
    app = create_app(FakeSearcher(), Settings(searchlog_path=path))
    client = app.test_client()
    assert all(client.get(f"/?q=word{number}", headers=BROWSER).status_code == 200 for number in range(5))
    app.extensions["policysearch.searchlog"].close()
    assert client.get("/?q=more", headers=BROWSER).status_code == 200
    app.extensions["policysearch.searchlog"].close()


@pytest.mark.parametrize("harm", [damaged, no_database, cut])
def test_the_report_says_in_one_line_that_the_log_is_damaged(path: Path, harm: Callable[[Path], None]) -> None:
    harm(path)
    with pytest.raises(SearchLogError) as error:
        searchlog.report(path, 1, date.today())
    assert str(path) in error.value.message
    assert "\n" not in str(error.value)
    file = path.with_name("policysearch.toml")
    file.touch()
    result = CliRunner().invoke(policysearch, ["report", "--settings", str(file)])
    assert isinstance(result.exception, SearchLogError)  # ``main`` prints it


def test_a_log_on_a_read_only_disk_is_reported(path: Path) -> None:
    read_only(path)
    try:
        assert searchlog.report(path, 1, date.today()).searched == (("credit", 1),)
    finally:
        path.parent.chmod(0o700)


def test_an_empty_file_is_an_empty_log(path: Path) -> None:
    path.touch()
    assert searchlog.report(path, 1, date.today()) == searchlog.Report()


def test_the_report_writes_nothing(path: Path) -> None:
    searches(path, "credit")
    before = path.read_bytes()
    searchlog.report(path, 1, date.today())
    assert path.read_bytes() == before


def test_a_locked_log_loses_counts_and_is_said_once(
    path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    searches(path, "before")
    monkeypatch.setattr(log, "_TIMEOUT", 0.1)
    with closing(sqlite3.connect(path, isolation_level=None)) as holder:
        holder.execute("PRAGMA locking_mode=EXCLUSIVE")
        holder.execute("BEGIN EXCLUSIVE")
        searches(path, "lost")
        with pytest.raises(SearchLogError, match="locked"):
            searchlog.report(path, 1, date.today())
    assert caplog.text.count("The search log is not written") == 1
    monkeypatch.undo()
    searches(path, "after")
    assert searchlog.report(path, 1, date.today()).searched == (("after", 1), ("before", 1))


def test_a_full_disk_loses_counts_alone(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    searches(path, "before")
    whole = log.connect

    def full(path: Path) -> Iterator[sqlite3.Connection]:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(log, "connect", full)
    searches(path, "lost")
    monkeypatch.setattr(log, "connect", whole)
    searches(path, "after")
    assert searchlog.report(path, 1, date.today()).searched == (("after", 1), ("before", 1))


# --- size ---


def test_a_flood_adds_a_bounded_number_of_rows_a_day(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(log, "MAX_DAILY_ROWS", 5)
    searches(path, "credit", *(f"flood {letter}" for letter in "abcdefgh"))
    searches(path, "credit", "flood z")
    report = searchlog.report(path, 1, date.today())
    assert len(report.searched) == 5
    assert report.searched[0] == ("credit", 2)


def test_the_oldest_days_make_room(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    searches(path, "today")
    with closing(sqlite3.connect(path)) as connection:
        for age in range(1, 21):
            day = (date.today() - timedelta(days=age)).isoformat()
            rows = [(day, f"word {number} {'x' * 150}", "en", 1, 1) for number in range(100)]
            connection.executemany("INSERT INTO searches VALUES (?, ?, ?, ?, ?)", rows)
        connection.commit()
    monkeypatch.setattr(log, "MAX_BYTES", 200_000)
    searches(path, "today")
    with closing(sqlite3.connect(path)) as connection:
        days = [day for (day,) in connection.execute("SELECT DISTINCT day FROM searches ORDER BY day DESC")]
        assert log._used_bytes(connection) <= 200_000
    assert days[0] == date.today().isoformat()
    assert 2 <= len(days) < 15
    assert days[-1] == (date.today() - timedelta(days=len(days) - 1)).isoformat()


# --- what is never written, and what is forgotten ---


@pytest.mark.parametrize(
    "text",
    [
        *("202/555/0147", "600·11·22·33", "tel:0044,20,7946,0958", "+507 6612-3456", "(202) 555-0147", "202_555_0147"),
        *("2025550147", "202\u2011555\u20110147", "202 - 555 - 0147", "2\u200b0\u200b2\u200b5\u200b5\u200b50147"),
        *("２０２５５５０１４７", "٢٠٢٥٥٥٠١٤٧", "4111.1111.1111.1111", "2012-2034", "2012 2034", "192.168.100.200"),
        *("maria.perez＠example.org", "maria.perez@example.org", "maria.perez﹫example.org", "maria @ example.org"),
        *("maria(at)example.org", "maria [at] example.org", "maria (arroba) example.org", "maria%40example.org"),
        *("ma<at>example.org", "maria {AT} example.org", "maria@localhost"),
    ],
)
def test_numbers_and_addresses_in_disguise_are_masked(text: str) -> None:
    words = normalize(f"credit {text}")
    assert words.replace("(", "").replace("tel:", "") == "credit …"
    assert normalize(words) == words


@pytest.mark.parametrize(
    "text", ["year:2009..2011", "credit 2010", "100 000 usd", "at risk", "women (25-34)", "ict4d", "30% at work", "c++"]
)
def test_words_years_and_short_numbers_stay(text: str) -> None:
    assert normalize(text) == text


def test_masking_takes_time_in_proportion() -> None:
    for unit in ("1", "1 ", "a", "a@", "(at)", "1/", "@", "%40"):
        assert len(normalize(unit * 5_000)) <= log.MAX_LENGTH


def everything(path: Path) -> bytes:
    return b"".join(file.read_bytes() for file in path.parent.glob(f"{path.name}*"))


def test_deleted_searches_are_gone_from_the_file(path: Path) -> None:
    searches(path, *(f"secret {number}" for number in range(200)))
    assert b"secret" in everything(path)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE searches SET day = '2001-01-01'")
        connection.commit()
    searches(path, "credit")
    assert b"secret" not in everything(path)


def test_deleted_addresses_are_gone_from_the_rate_limits_file(tmp_path: Path) -> None:
    now = [1_000.0]
    path = tmp_path / "ratelimit.sqlite3"
    workers = [Buckets(path, 10, lambda: now[0]) for _ in range(2)]
    for number in range(200):
        workers[number % 2].take(f"192.0.2.{number}")
    assert b"192.0.2." in everything(path)
    now[0] += 200
    workers[0].take("198.51.100.7")
    assert b"192.0.2." not in everything(path)
    for worker in workers:
        worker.close()


# --- other sites ---


@pytest.fixture
def client(path: Path) -> Iterator[FlaskClient]:
    app = create_app(FakeSearcher(), Settings(searchlog_path=path, public_url="https://www.example.org/lessons"))
    yield app.test_client()
    app.extensions["policysearch.searchlog"].close()


def retries(client: FlaskClient, path: Path, **headers: str) -> int:
    names = {name.replace("_", "-"): value for name, value in headers.items()}
    assert client.get("/?q=ICT&before=spam", headers={**BROWSER, **names}).status_code == 200
    client.application.extensions["policysearch.searchlog"].close()
    return len(searchlog.report(path, 1, date.today()).retries)


@pytest.mark.parametrize("referrer", ["https://www.example.org/lessons/?q=spam&lang=en", "http://localhost/?q=spam"])
def test_the_sites_own_form_pairs_two_searches(client: FlaskClient, path: Path, referrer: str) -> None:
    assert retries(client, path, Referer=referrer, Sec_Fetch_Site="same-origin") == 1


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Referer": "https://evil.example/"},
        {"Referer": "https://evil.example/?q=spam"},
        {"Referer": "https://www.example.org/lessons/"},
        {"Referer": "https://www.example.org/lessons/?q=other"},
        {"Referer": "https://www.example.org/lessons/?q=spam", "Sec_Fetch_Site": "cross-site"},
        {"Referer": "http://["},
    ],
)
def test_a_page_of_another_site_plants_no_synonyms(client: FlaskClient, path: Path, headers: dict[str, str]) -> None:
    assert retries(client, path, **headers) == 0
