"""How many requests an address has left, for all worker processes together.

Each address has a bucket that holds a whole minute's requests and refills steadily. The state is one number an address
in a small SQLite file, kept until its bucket is full again: a minute at most, and until the next request.
"""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Callable
from pathlib import Path

MINUTE = 60.0
_PATIENCE = 0.25  # seconds for another worker to finish writing
_SCHEMA = "CREATE TABLE IF NOT EXISTS buckets (address TEXT PRIMARY KEY, full REAL) WITHOUT ROWID"
# GCRA, the leaky bucket with one number: when the bucket will be full again. Nothing changes where it is empty.
_FULL = "max(full, :now) + :each"
_TAKE = f"""
INSERT INTO buckets VALUES (:address, :now + :each)
ON CONFLICT DO UPDATE SET full = {_FULL} WHERE {_FULL} <= :now + :minute
"""
_CLOCK_SET_BACK = "UPDATE buckets SET full = :now + :minute WHERE address = :address AND full > :now + :minute"


class Buckets:
    """Takes from addresses' buckets of ``limit`` requests that refill in a minute. Safe for threads and processes."""

    def __init__(self, path: Path, limit: int, clock: Callable[[], float] = time.time) -> None:
        self._path = path
        self._each = MINUTE / limit
        self._clock = clock
        self._swept = clock()
        self._lock = threading.Lock()
        self._connection: sqlite3.Connection | None = None

    def take(self, address: str) -> float:
        """0 where a request was left in the bucket and is taken, else seconds until there is one.

        Raises sqlite3.Error where the file cannot be used.
        """
        with self._lock:
            if self._connection is None:
                self._connection = _opened(self._path)
            return self._take(self._connection, address, self._clock())

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            if self._connection is not None:
                self._connection.close()
                self._connection = None

    def _take(self, connection: sqlite3.Connection, address: str, now: float) -> float:
        if now - self._swept > MINUTE:
            self._swept = now
            connection.execute("DELETE FROM buckets WHERE full < ?", (now,))
        asked = {"address": address, "now": now, "each": self._each, "minute": MINUTE + 1e-6}
        if connection.execute(_TAKE, asked).rowcount:
            return 0.0
        connection.execute(_CLOCK_SET_BACK, asked)
        (full,) = connection.execute("SELECT full FROM buckets WHERE address = ?", (address,)).fetchone() or (now,)
        return max(full + self._each - MINUTE - now, 0.001)


def _opened(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=_PATIENCE, isolation_level=None, check_same_thread=False)
    try:
        for statement in ("PRAGMA journal_mode=WAL", "PRAGMA synchronous=OFF", _SCHEMA):
            connection.execute(statement)
    except sqlite3.Error:
        connection.close()
        raise
    return connection
