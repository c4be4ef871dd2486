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

from policysearch.sqlite_files import open_shared

MINUTE = 60.0
_BUSY_TIMEOUT = 0.25  # seconds for another worker to finish writing
_SETTINGS = ("PRAGMA synchronous=OFF", "PRAGMA secure_delete=ON")
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
                self._connection = open_shared(
                    self._path, (*_SETTINGS, _SCHEMA), _BUSY_TIMEOUT, check_same_thread=False
                )
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
