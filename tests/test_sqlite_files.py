"""SQLite files of several processes: each waits for the others, for a bounded time."""

import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import pytest

from policysearch.sqlite_files import open_shared

SCHEMA = "CREATE TABLE IF NOT EXISTS facts (name TEXT)"


def test_a_process_waits_for_another_that_makes_the_file(tmp_path: Path) -> None:
    path = tmp_path / "facts.sqlite3"
    with closing(sqlite3.connect(path, isolation_level=None, check_same_thread=False)) as other:
        other.execute("CREATE TABLE another (it)")
        other.execute("BEGIN IMMEDIATE")
        release = threading.Timer(0.05, other.execute, ("COMMIT",))
        release.start()
        with closing(open_shared(path, (SCHEMA,), timeout=30.0)) as connection:
            assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
            connection.execute("INSERT INTO facts VALUES ('a')")
        release.join()


def test_it_does_not_wait_for_ever(tmp_path: Path) -> None:
    path = tmp_path / "facts.sqlite3"
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("CREATE TABLE another (it)")
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            open_shared(path, (SCHEMA,), timeout=0.02)


def test_what_is_no_database_is_an_error_at_once(tmp_path: Path) -> None:
    path = tmp_path / "facts.sqlite3"
    path.write_bytes(b"no database" * 1_000)
    with pytest.raises(sqlite3.DatabaseError, match="not a database"):
        open_shared(path, (SCHEMA,), timeout=30.0)
