"""The log's file: searches, searches without results and opened pages as counts by day, without anybody's identity.

Searches are counted, not listed: the file holds no time of day and no address or identifier of a reader. Two searches
of one reader are joined only when the form of a page without results sends the first with the second. E-mail addresses
and long numbers in a search are masked before it is written. Deleted rows are overwritten. The file is bounded: by rows
a day, so that a flood does not push the past out, and in all.
"""

from __future__ import annotations

import logging
import queue
import sqlite3
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import date, timedelta
from pathlib import Path

from policysearch.model.errors import SearchLogError
from policysearch.model.message import message
from policysearch.queue_threads import end_thread
from policysearch.regular_files import require_regular
from policysearch.searchlog.masking import mask_private
from policysearch.sqlite_files import is_busy, open_shared

MAX_LENGTH = 200
MAX_DAILY_ROWS = 10_000  # of each table; those that are there are counted on
MAX_BYTES = 100_000_000
_SCHEMA = """
CREATE TABLE IF NOT EXISTS searches (
    day TEXT, text TEXT, language TEXT, found INTEGER, times INTEGER, PRIMARY KEY (day, text, language, found));
CREATE TABLE IF NOT EXISTS openings (day TEXT, document TEXT, times INTEGER, PRIMARY KEY (day, document));
CREATE TABLE IF NOT EXISTS retries (day TEXT, before TEXT, after TEXT, times INTEGER, PRIMARY KEY (day, before, after));
"""
_INSERT = {
    "searches": "INSERT INTO searches VALUES (?, ?, ?, ?, 1) ON CONFLICT DO UPDATE SET times = times + 1",
    "openings": "INSERT INTO openings VALUES (?, ?, 1) ON CONFLICT DO UPDATE SET times = times + 1",
    "retries": "INSERT INTO retries VALUES (?, ?, ?, 1) ON CONFLICT DO UPDATE SET times = times + 1",
}
_COUNT_ON = {
    "searches": "UPDATE searches SET times = times + 1 WHERE (day, text, language, found) = (?, ?, ?, ?)",
    "openings": "UPDATE openings SET times = times + 1 WHERE (day, document) = (?, ?)",
    "retries": "UPDATE retries SET times = times + 1 WHERE (day, before, after) = (?, ?, ?)",
}
DAMAGED = message("Where it is damaged, move it away: a new one is begun.")
IN_USE = message("Another program uses it: try again later.")
_QUEUE_SIZE = 10_000
_TIMEOUT = 10.0  # seconds for another process to finish writing
_CLOSE_SECONDS = 60.0  # for the last batch
_BATCH_TIME = 0.5  # seconds in which entries are collected for one transaction
_Entry = tuple[str, tuple[object, ...]]


class SearchLog:
    """The search log of one process. It never slows or fails a request: a thread writes; a full queue drops entries.

    Several processes may write to one file. Entries older than ``days`` are deleted at the start and then daily.
    """

    def __init__(self, path: Path, days: int) -> None:
        self._path = path
        self._days = days
        self._entries: queue.Queue[_Entry | None] = queue.Queue(_QUEUE_SIZE)
        self._thread: threading.Thread | None = None
        self._start_lock = threading.Lock()

    def record_search(self, text: str, language: str, has_results: bool, previous: str = "") -> None:
        """Count a search; ``previous`` is the same reader's search that led to a page without results."""
        words = normalize(text)
        if not words:
            return
        day = date.today().isoformat()
        self._enqueue(("searches", (day, words, language, int(has_results))))
        previous_words = normalize(previous)
        if previous_words and previous_words != words and has_results:
            self._enqueue(("retries", (day, previous_words, words)))

    def record_opening(self, document: str) -> None:
        """Count the opening of a file, or of the page of a workshop, highlight or passage."""
        self._enqueue(("openings", (date.today().isoformat(), document[:MAX_LENGTH])))

    def close(self, seconds: float = _CLOSE_SECONDS) -> None:
        """Write the queued entries within ``seconds`` and stop the thread. Say what is lost: the file may be locked."""
        thread, self._thread = self._thread, None
        if thread is not None and not end_thread(thread, self._entries, seconds):
            logging.getLogger(__name__).warning("The last searches are not counted: the search log cannot be written.")

    def _enqueue(self, entry: _Entry) -> None:
        self._start_writer()
        try:
            self._entries.put_nowait(entry)
        except queue.Full:
            return  # answering a reader matters more than counting

    def _start_writer(self) -> None:
        if self._thread is None:
            with self._start_lock:
                if self._thread is None:
                    self._thread = threading.Thread(target=self._write_batches, name="searchlog", daemon=True)
                    self._thread.start()

    def _write_batches(self) -> None:
        expiry_day: date | None = None
        failure = ""
        while True:
            entries = self._next_batch()
            try:
                with connect(self._path) as connection:
                    if expiry_day != date.today():
                        _delete_expired(connection, self._days)
                        expiry_day = date.today()
                    _delete_oldest(connection)
                    _count(connection, [entry for entry in entries if entry])
                failure = ""
            except (sqlite3.Error, ValueError, OverflowError) as error:
                # a locked, damaged, read-only or full file must not stop the site: this batch is lost
                if failure != str(error):
                    failure = str(error)
                    logging.getLogger(__name__).warning("The search log is not written: %s", failure)
            if None in entries:
                return

    def _next_batch(self) -> list[_Entry | None]:
        """Wait for an entry and return it with those that follow within ``_BATCH_TIME``; None ends the thread."""
        entries: list[_Entry | None] = [self._entries.get()]
        deadline = time.monotonic() + _BATCH_TIME
        while len(entries) < _QUEUE_SIZE and entries[-1] is not None:
            try:
                entries.append(self._entries.get(timeout=max(0.0, deadline - time.monotonic())))
            except queue.Empty:
                break
        return entries


def normalize(text: str) -> str:
    """Return a search as it is stored: lower case, one line, bounded in length, with e-mail addresses masked."""
    return one_line(mask_private(text[: MAX_LENGTH * 5]).casefold())


def one_line(text: object) -> str:
    """Return a text as one line, bounded in length, without what would steer the terminal that shows it."""
    return " ".join("".join([sign if sign.isprintable() else " " for sign in str(text)]).split())[:MAX_LENGTH]


def _count(connection: sqlite3.Connection, entries: Sequence[_Entry]) -> None:
    """Write ``entries``; a new row only where its table has not ``MAX_DAILY_ROWS`` of the day."""
    rows: Counter[tuple[str, object]] = Counter()
    for table, values in entries:
        key = (table, values[0])
        if key not in rows:
            (rows[key],) = connection.execute(f"SELECT COUNT(*) FROM {table} WHERE day = ?", values[:1]).fetchone()
        rows[key] += 1
        connection.execute((_INSERT if rows[key] <= MAX_DAILY_ROWS else _COUNT_ON)[table], values)


def _delete_expired(connection: sqlite3.Connection, days: int) -> None:
    oldest = (date.today() - timedelta(days=days)).isoformat()
    for table in _INSERT:
        connection.execute(f"DELETE FROM {table} WHERE day < ?", (oldest,))


def _delete_oldest(connection: sqlite3.Connection) -> None:
    """Delete the oldest days while the file is over its bound."""
    while _used_bytes(connection) > MAX_BYTES:
        days = [connection.execute(f"SELECT MIN(day) FROM {table}").fetchone()[0] for table in _INSERT]
        oldest = min((day for day in days if day), default=None)
        if oldest is None:
            return
        for table in _INSERT:
            connection.execute(f"DELETE FROM {table} WHERE day = ?", (oldest,))


def _used_bytes(connection: sqlite3.Connection) -> int:
    names = ("page_count", "freelist_count", "page_size")
    pages, free, size = (int(connection.execute(f"PRAGMA {name}").fetchone()[0]) for name in names)
    return (pages - free) * size


@contextmanager
def connect(path: Path) -> Iterator[sqlite3.Connection]:
    """Open the log in one transaction; missing tables are created. Nothing of it stays in the write-ahead file."""
    statements = ("PRAGMA synchronous=NORMAL", "PRAGMA secure_delete=ON", _SCHEMA)
    with closing(open_shared(path, statements, _TIMEOUT, isolation_level="DEFERRED")) as connection:
        with connection:
            yield connection
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


@contextmanager
def connect_to_read(path: Path) -> Iterator[sqlite3.Connection]:
    """Open the log without writing anything, so that one on a read-only disk is read as well. Raise SearchLogError."""
    try:
        require_regular(path.stat(), sys.maxsize)
        with closing(_open_to_read(path)) as connection:
            connection.text_factory = _text
            (state,) = connection.execute("PRAGMA quick_check(1)").fetchone()
            if state != "ok":
                raise sqlite3.DatabaseError(" ".join(state.split()))
            yield connection
    except (OSError, sqlite3.Error) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        hint = IN_USE if is_busy(error) else DAMAGED
        raise SearchLogError(
            message("The search log {path} cannot be read: {error}.", path=path, error=reason), hint
        ) from error


def _text(stored: bytes) -> str:
    """Return a stored text: bytes that are no UTF-8 spoil no report."""
    return stored.decode("utf-8", "replace")


def _open_to_read(path: Path) -> sqlite3.Connection:
    address = f"{path.resolve().as_uri()}?mode=ro"
    for uri in (address, f"{address}&immutable=1"):  # the latter where no file can be made beside it
        connection = sqlite3.connect(uri, timeout=_TIMEOUT, uri=True)
        try:
            connection.execute("SELECT COUNT(*) FROM sqlite_master").fetchone()
        except sqlite3.OperationalError as error:
            connection.close()
            if uri != address or "unable to open" not in str(error):
                raise
        except sqlite3.Error:
            connection.close()
            raise
        else:
            return connection
    raise AssertionError("unreachable")
