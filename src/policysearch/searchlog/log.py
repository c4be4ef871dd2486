"""The log's file: searches, searches without results and opened pages as counts by day, without anybody's identity.

Searches are counted, not listed: the file holds no time of day and no address or identifier of a reader. Two searches
of one reader are joined only when the form of a page without results sends the first with the second. E-mail addresses
and long numbers in a search are masked before it is written.
"""

from __future__ import annotations

import queue
import re
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date, timedelta
from pathlib import Path

MAX_LENGTH = 200
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
_PRIVATE = re.compile(r"[^\s@]+@[^\s@]+|\+?\d(?:[\s().-]?\d){6,}")
_QUEUE_SIZE = 10_000
_TIMEOUT = 10.0  # seconds for another process to finish writing
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

    def close(self) -> None:
        """Write the queued entries and stop the thread."""
        if self._thread is not None:
            self._entries.put(None)
            self._thread.join(_TIMEOUT)
            self._thread = None

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
        while True:
            entries = self._next_batch()
            try:
                with connect(self._path) as connection:
                    if expiry_day != date.today():
                        _delete_expired(connection, self._days)
                        expiry_day = date.today()
                    for table, values in filter(None, entries):
                        connection.execute(_INSERT[table], values)
            except sqlite3.Error:
                pass  # a full or read-only disk must not stop the site: this batch is lost
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
    return " ".join(_PRIVATE.sub("…", text[: MAX_LENGTH * 5]).casefold().split())[:MAX_LENGTH]


def _delete_expired(connection: sqlite3.Connection, days: int) -> None:
    oldest = (date.today() - timedelta(days=days)).isoformat()
    for table in _INSERT:
        connection.execute(f"DELETE FROM {table} WHERE day < ?", (oldest,))


@contextmanager
def connect(path: Path) -> Iterator[sqlite3.Connection]:
    """Open the log in one transaction; missing tables are created."""
    with closing(sqlite3.connect(path, timeout=_TIMEOUT)) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=NORMAL")
        connection.executescript(_SCHEMA)
        with connection:
            yield connection
