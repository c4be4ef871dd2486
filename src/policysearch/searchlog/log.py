"""What was asked, what found nothing and what was opened: counts by day, without anybody's address or identifier.

Searches are counted, not listed: no time of day is kept, nothing joins two searches of one reader but the pair
"found nothing, then asked" that a zero-result page's own form sends. E-mail addresses and long numbers in a search are
blotted out before it is written.
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

LONGEST = 200
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
_WAITING = 10_000
_PATIENCE = 10.0  # seconds for another process to finish writing
_MOMENT = 0.5
_Entry = tuple[str, tuple[object, ...]]


class SearchLog:
    """Takes notes for one process. Never slows or fails a request: a thread writes, and what cannot wait is dropped.

    Several processes may write to one file. Days older than ``days`` are deleted at the start and then daily.
    """

    def __init__(self, path: Path, days: int) -> None:
        self._path = path
        self._days = days
        self._entries: queue.Queue[_Entry | None] = queue.Queue(_WAITING)
        self._thread: threading.Thread | None = None
        self._starting = threading.Lock()

    def searched(self, text: str, language: str, found: bool, before: str = "") -> None:
        """Count a search; ``before`` is what the same reader had asked on a page without results."""
        words = tidy(text)
        if not words:
            return
        day = date.today().isoformat()
        self._put(("searches", (day, words, language, int(found))))
        earlier = tidy(before)
        if earlier and earlier != words and found:
            self._put(("retries", (day, earlier, words)))

    def opened(self, document: str) -> None:
        """Count the opening of a workshop's, highlight's or passage's page, or a file."""
        self._put(("openings", (date.today().isoformat(), document[:LONGEST])))

    def close(self) -> None:
        """Write what waits and stop."""
        if self._thread is not None:
            self._entries.put(None)
            self._thread.join(_PATIENCE)
            self._thread = None

    def _put(self, entry: _Entry) -> None:
        self._start()
        try:
            self._entries.put_nowait(entry)
        except queue.Full:
            return  # a reader's answer matters more than its count

    def _start(self) -> None:
        if self._thread is None:
            with self._starting:
                if self._thread is None:
                    self._thread = threading.Thread(target=self._write, name="searchlog", daemon=True)
                    self._thread.start()

    def _write(self) -> None:
        expired: date | None = None
        while True:
            entries = self._next_entries()
            try:
                with connected(self._path) as connection:
                    if expired != date.today():
                        _expire(connection, self._days)
                        expired = date.today()
                    for table, values in filter(None, entries):
                        connection.execute(_INSERT[table], values)
            except sqlite3.Error:
                pass  # a full or read-only disk must not stop the site; the counts of this batch are lost
            if None in entries:
                return

    def _next_entries(self) -> list[_Entry | None]:
        """At least one entry, and whatever else comes within a moment."""
        entries: list[_Entry | None] = [self._entries.get()]
        ends = time.monotonic() + _MOMENT
        while len(entries) < _WAITING and entries[-1] is not None:
            try:
                entries.append(self._entries.get(timeout=max(0.0, ends - time.monotonic())))
            except queue.Empty:
                break
        return entries


def tidy(text: str) -> str:
    """A search as it is kept: in lower case, one line, of bounded length, addresses and long numbers blotted out."""
    return " ".join(_PRIVATE.sub("…", text[: LONGEST * 5]).casefold().split())[:LONGEST]


def _expire(connection: sqlite3.Connection, days: int) -> None:
    oldest = (date.today() - timedelta(days=days)).isoformat()
    for table in _INSERT:
        connection.execute(f"DELETE FROM {table} WHERE day < ?", (oldest,))


@contextmanager
def connected(path: Path) -> Iterator[sqlite3.Connection]:
    """A connection in one transaction, the tables there."""
    with closing(sqlite3.connect(path, timeout=_PATIENCE)) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=NORMAL")
        connection.executescript(_SCHEMA)
        with connection:
            yield connection
