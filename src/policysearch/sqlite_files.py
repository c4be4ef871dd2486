"""SQLite files that several processes open, and may make, at once."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

_PAUSE = 0.01  # seconds


def open_shared(
    path: Path,
    statements: Sequence[str],
    timeout: float,
    isolation_level: Literal["DEFERRED"] | None = None,
    check_same_thread: bool = True,
) -> sqlite3.Connection:
    """Return a connection to a write-ahead file, after ``statements``; it waits for others ``timeout`` seconds.

    SQLite waits for no other process that makes the same file a write-ahead one: this does. Raise sqlite3.Error.
    """
    ends = time.monotonic() + timeout
    while True:
        connection = sqlite3.connect(
            path, timeout=timeout, isolation_level=isolation_level, check_same_thread=check_same_thread
        )
        try:
            for statement in ("PRAGMA journal_mode=WAL", *statements):
                connection.executescript(statement)
        except sqlite3.Error as error:
            connection.close()
            if not is_busy(error) or time.monotonic() > ends:
                raise
            time.sleep(_PAUSE)
        else:
            return connection


def is_busy(error: Exception) -> bool:
    """Return whether another process is why; the last byte of an extended code is that of its kind."""
    return int(getattr(error, "sqlite_errorcode", 0)) & 0xFF == sqlite3.SQLITE_BUSY
