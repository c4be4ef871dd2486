"""The number of requests that each address has left, for all worker processes together.

Each address has a bucket that holds the requests of a period, a minute unless said otherwise, and refills steadily. The
state is one number an address in a small SQLite file, until the bucket is full again: for a period at most, and until
the next request. What is deleted is overwritten.
"""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Callable
from pathlib import Path

MINUTE = 60.0
_BUSY_TIMEOUT = 0.25  # seconds for another worker to finish writing
_BUSY_PAUSE = 0.01
_SCHEMA = "CREATE TABLE IF NOT EXISTS buckets (address TEXT PRIMARY KEY, full REAL) WITHOUT ROWID"
# GCRA (ITU-T I.371), the leaky bucket with one number: the time at which it is full again. An empty one stays as it is.
_FULL = "max(full, :now) + :each"
_TAKE = f"""
INSERT INTO buckets VALUES (:address, :now + :each)
ON CONFLICT DO UPDATE SET full = {_FULL} WHERE {_FULL} <= :now + :period
"""
_CLOCK_SET_BACK = "UPDATE buckets SET full = :now + :period WHERE address = :address AND full > :now + :period"


class Buckets:
    """The buckets of all addresses: ``limit`` requests each, refilled in ``period`` seconds.

    Safe for threads and processes. Buckets of several periods may be in one file.
    """

    def __init__(self, path: Path, limit: int, clock: Callable[[], float] = time.time, period: float = MINUTE) -> None:
        self._path = path
        self._period = period
        self._each = period / limit
        self._clock = clock
        self._swept = clock()
        self._lock = threading.Lock()
        self._connection: sqlite3.Connection | None = None

    def take(self, address: str) -> float:
        """Take a request from the bucket and return 0; where it is empty, return the seconds until there is one.

        Raise sqlite3.Error where the file cannot be used.
        """
        with self._lock:
            if self._connection is None:
                self._connection = _open(self._path)
            return self._take(self._connection, address, self._clock())

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            if self._connection is not None:
                self._connection.close()
                self._connection = None

    def _take(self, connection: sqlite3.Connection, address: str, now: float) -> float:
        if now - self._swept > MINUTE:
            self._swept = now
            connection.execute("DELETE FROM buckets WHERE full < ?", (now,))
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()  # the write-ahead file forgets them too
        values = {"address": address, "now": now, "each": self._each, "period": self._period + 1e-6}
        if connection.execute(_TAKE, values).rowcount:
            return 0.0
        connection.execute(_CLOCK_SET_BACK, values)
        (full,) = connection.execute("SELECT full FROM buckets WHERE address = ?", (address,)).fetchone() or (now,)
        return max(full + self._each - self._period - now, 0.001)


def _open(path: Path) -> sqlite3.Connection:
    """Return a connection. SQLite waits for no other worker that makes the same file a write-ahead one: this does."""
    ends = time.monotonic() + _BUSY_TIMEOUT
    while True:
        try:
            return _prepared(path)
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > ends:
                raise
            time.sleep(_BUSY_PAUSE)


def _prepared(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=_BUSY_TIMEOUT, isolation_level=None, check_same_thread=False)
    try:
        for statement in ("PRAGMA journal_mode=WAL", "PRAGMA synchronous=OFF", "PRAGMA secure_delete=ON", _SCHEMA):
            connection.execute(statement)
    except sqlite3.Error:
        connection.close()
        raise
    return connection
