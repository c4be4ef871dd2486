"""Whatever stands where the search log belongs: readers are answered, and ``report`` has its figures or one line."""

import os
import socket
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from policysearch import searchlog
from policysearch.model.errors import SearchLogError
from policysearch.searchlog import SearchLog, log, normalize
from policysearch.settings import Settings
from policysearch.web import create_app
from tests.web.fake import FakeSearcher

BROWSER = {"User-Agent": "Mozilla/5.0 Firefox/140.0"}
TODAY = date.today().isoformat()
WITHOUT_KEY = "CREATE TABLE searches (day TEXT, text TEXT, language TEXT, found INTEGER, times INTEGER{})"
Harm = Callable[[Path], object]
on_linux = pytest.mark.skipif(sys.platform != "linux", reason="pipes, sockets and devices of Linux")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "searchlog.sqlite3"


@pytest.fixture
def locks(path: Path) -> Iterator[list[sqlite3.Connection]]:
    """Connections of another program, closed at the end."""
    connections: list[sqlite3.Connection] = []
    yield connections
    for connection in connections:
        connection.close()


def fill(path: Path, count: int = 5) -> None:
    search_log = SearchLog(path, 400)
    for number in range(count):
        search_log.record_search(f"credit {number}", "en", True)
    search_log.close()


def beside(path: Path, ending: str) -> Path:
    return path.with_name(f"{path.name}-{ending}")


def run(*statements: str) -> Harm:
    """Return what makes a file by SQL alone."""

    def harm(path: Path) -> None:
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            for statement in statements:
                connection.execute(statement)

    return harm


def row(*values: object, table: str = "searches") -> Harm:
    """Return what puts a row into a log."""

    def harm(path: Path) -> None:
        fill(path, 1)
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            connection.execute(f"INSERT INTO {table} VALUES ({', '.join('?' * len(values))})", values)

    return harm


def in_log(*statements: str) -> Harm:
    """Return what changes a log by SQL."""

    def harm(path: Path) -> None:
        fill(path, 1)
        run(*statements)(path)

    return harm


def a_socket(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as server:
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            server.bind(f"/proc/self/fd/{folder}/{path.name}")  # a path of any length
        finally:
            os.close(folder)


def overwritten_in_the_middle(path: Path) -> None:
    fill(path, 3_000)
    content = bytearray(path.read_bytes())
    middle = len(content) // 2
    content[middle : middle + 4_096] = b"\xa5" * 4_096
    path.write_bytes(content)


def cut_to(share: float) -> Harm:
    def harm(path: Path) -> None:
        fill(path, 3_000)
        os.truncate(path, int(path.stat().st_size * share))

    return harm


def left_by_a_kill(path: Path) -> None:
    """A log whose last entries are in the write-ahead file alone."""
    source = path.with_name("source.sqlite3")
    with closing(sqlite3.connect(source, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute(WITHOUT_KEY.format(", PRIMARY KEY (day, text, language, found)"))
        connection.execute("INSERT INTO searches VALUES (?, 'in the write-ahead file', 'en', 1, 7)", (TODAY,))
        for ending in ("", "-wal", "-shm"):
            path.with_name(path.name + ending).write_bytes(source.with_name(source.name + ending).read_bytes())


def with_beside(ending: str, content: bytes | None, first: Harm = fill) -> Harm:
    """Return what puts a file, or for None a folder, beside a log."""

    def harm(path: Path) -> None:
        first(path)
        other = beside(path, ending)
        if content is None:
            other.mkdir()
        else:
            other.write_bytes(content)

    return harm


def without_its_log(path: Path) -> None:
    left_by_a_kill(path)
    path.unlink()


def far_too_long(path: Path) -> None:
    fill(path)
    os.truncate(path, 3_000_000_000)  # a sparse file


# What the report says of it: a part of the line, or "" where it has its figures.
STATES: dict[str, tuple[Harm, str]] = {
    "an empty file": (Path.touch, ""),
    "a folder": (Path.mkdir, "it is a folder"),
    "a link to itself": (lambda path: path.symlink_to(path.name), "symbolic links"),
    "a link to nothing": (lambda path: path.symlink_to("nowhere/else"), "No such file"),
    "the beginning alone": (lambda path: path.write_bytes(b"SQLite format 3\0"), "not a database"),
    "text": (lambda path: path.write_text("searches\n" * 1_000), "not a database"),
    "a page overwritten": (overwritten_in_the_middle, "cannot be read"),
    "cut in the middle": (cut_to(0.5), "malformed"),
    "cut within a page": (cut_to(0.997), "cannot be read"),
    "far too long": (far_too_long, ""),
    "a table of other columns": (run("CREATE TABLE searches (a, b)"), "no such column"),
    "a table of more columns": (run(WITHOUT_KEY.format(", more TEXT")), ""),
    "a table without its key": (run(WITHOUT_KEY.format("")), ""),
    "a view": (
        run("CREATE VIEW searches AS SELECT '' AS day, '' AS text, 'en' AS language, 1 AS found, 1 AS times"),
        "",
    ),
    "another program's database": (run("CREATE TABLE customers (name)", "PRAGMA application_id = 7"), ""),
    "UTF-16": (run("PRAGMA encoding = 'UTF-16'", "CREATE TABLE customers (name)"), ""),
    "days that are none": (row("yesterday", "x", "en", 1, 3), ""),
    "a day that is a number": (row(5, "x", "en", 1, 3), ""),
    "a day that is bytes": (row(b"\xff\xfe", "x", "en", 1, 3), ""),
    "nothing in a row": (row(TODAY, None, None, None, None), ""),
    "bytes for a text": (row(TODAY, b"\xff\xfe\0", "en", 1, 3), ""),
    "a text that is no UTF-8": (
        in_log(f"INSERT INTO searches VALUES ('{TODAY}', CAST(x'ff41' AS TEXT), '', 1, 2)"),
        "",
    ),
    "a count that is a word": (row(TODAY, "x", "en", 1, "many"), ""),
    "a count without end": (row(TODAY, "x", "en", 1, float("inf")), ""),
    "a count below zero": (row(TODAY, "x", "en", 1, -5), ""),
    "a count that is as large as can be": (row(TODAY, "word1", "en", 1, 2**63 - 1), ""),
    "a text of 2 MB": (row(TODAY, "x" * 2_000_000, "en", 1, 2), ""),
    "a document that is none": (row(TODAY, None, "many", table="openings"), ""),
    "a trigger that deletes": (in_log("CREATE TRIGGER t AFTER INSERT ON searches BEGIN DELETE FROM searches; END"), ""),
    "a trigger that refuses": (
        in_log("CREATE TRIGGER t BEFORE INSERT ON searches BEGIN SELECT RAISE(ABORT, 'no'); END"),
        "",
    ),
    "left by a kill": (left_by_a_kill, ""),
    "a write-ahead file alone": (without_its_log, ""),
    "a write-ahead file of noise": (with_beside("wal", b"\x37\x7f\x06\x82" + b"\xa5" * 100_000), ""),
    "an index of the write-ahead file of noise": (with_beside("shm", b"\xa5" * 32_768, left_by_a_kill), ""),
    "a folder for the write-ahead file": (with_beside("wal", None), ""),
    "a folder for its index": (with_beside("shm", None), ""),
    "a journal of noise": (with_beside("journal", b"\xa5" * 5_000), ""),
}
LINUX_STATES: dict[str, tuple[Harm, str]] = {
    "a pipe": (os.mkfifo if hasattr(os, "mkfifo") else Path.touch, "it is a pipe"),
    "a socket": (a_socket, "it is a socket"),
    "a device of zeros": (lambda path: path.symlink_to("/dev/zero"), "it is a device"),
    "a device that is full": (lambda path: path.symlink_to("/dev/full"), "it is a device"),
}
CASES = [
    *(pytest.param(*state, id=name) for name, state in STATES.items()),
    *(pytest.param(*state, id=name, marks=on_linux) for name, state in LINUX_STATES.items()),
]


@pytest.mark.parametrize(("harm", "said"), CASES)
def test_readers_are_answered_and_the_report_is_right_or_one_line(path: Path, harm: Harm, said: str) -> None:
    harm(path)
    app = create_app(FakeSearcher(), Settings(searchlog_path=path))
    client = app.test_client()
    assert {client.get(f"/?q=word{number}", headers=BROWSER).status_code for number in range(3)} == {200}
    app.extensions["policysearch.searchlog"].close()
    if said:
        with pytest.raises(SearchLogError, match=said) as error:
            searchlog.report(path, 1, date.today())
        assert "\n" not in error.value.message
    else:
        report = searchlog.report(path, 1, date.today())
        assert all(len(text) <= log.MAX_LENGTH for text, _ in report.searched)
        assert all(isinstance(times, int) for _, times in (*report.searched, *report.opened))


def test_what_a_kill_left_is_counted_on(path: Path) -> None:
    left_by_a_kill(path)
    fill(path, 1)
    assert searchlog.report(path, 1, date.today()).searched == (("in the write-ahead file", 7), ("credit 0", 1))


def test_a_log_that_another_program_uses_is_not_called_damaged(
    path: Path, locks: list[sqlite3.Connection], monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(path)
    monkeypatch.setattr(log, "_TIMEOUT", 0.1)
    locks.append(sqlite3.connect(path, isolation_level=None))
    locks[0].execute("PRAGMA locking_mode = EXCLUSIVE")
    locks[0].execute("BEGIN EXCLUSIVE")
    with pytest.raises(SearchLogError, match="is locked") as error:
        searchlog.report(path, 1, date.today())
    assert error.value.hint == log.IN_USE


def test_a_process_that_ends_waits_for_no_locked_log_and_says_what_is_lost(
    path: Path, locks: list[sqlite3.Connection], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    fill(path)
    monkeypatch.setattr(log, "_QUEUE_SIZE", 2)
    locks.append(sqlite3.connect(path, isolation_level=None))
    locks[0].execute("BEGIN EXCLUSIVE")
    search_log = SearchLog(path, 30)
    for number in range(10):  # the queue is full too
        search_log.record_search(f"word {number}", "en", True)
    search_log.close(0.01)
    assert "The last searches are not counted" in caplog.text
    locks[0].execute("ROLLBACK")
    search_log.close()


def test_a_search_cannot_steer_the_terminal_of_staff(path: Path) -> None:
    assert normalize("\x1b]0;title\x07 \x1b[31mred\x9b2J\u202eleft\u2028next") == "]0;title [31mred 2j left next"
    row(TODAY, "\x1b[31mred\nnext", "en", 1, 9)(path)
    texts = [text for text, _ in searchlog.report(path, 1, date.today()).searched]
    assert texts[0] == "[31mred next"
    assert all(text.isprintable() for text in texts)
