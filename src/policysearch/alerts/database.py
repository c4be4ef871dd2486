"""The database of alerts: addresses and searches, what was announced, and the secret of the links.

It is a file of its own that only its owner can read. What is deleted is overwritten, and nothing of it stays in the
write-ahead file. Every change is on the disk before the function that makes it returns.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from secrets import token_urlsafe

from policysearch.model.errors import AlertsError
from policysearch.model.message import message
from policysearch.sqlite_files import open_shared

_TIMEOUT = 10.0  # seconds for another process to finish writing
_SCHEMA = """
CREATE TABLE IF NOT EXISTS signups (
    id TEXT PRIMARY KEY, address TEXT NOT NULL COLLATE NOCASE, search TEXT NOT NULL, language TEXT NOT NULL,
    rhythm TEXT NOT NULL, created INTEGER NOT NULL, state TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS signups_by_address ON signups (address);
CREATE TABLE IF NOT EXISTS subscriptions (
    id TEXT PRIMARY KEY, address TEXT NOT NULL COLLATE NOCASE, search TEXT NOT NULL, language TEXT NOT NULL,
    rhythm TEXT NOT NULL, term_start TEXT NOT NULL, number INTEGER NOT NULL, last_mail TEXT,
    planned_id TEXT, planned_number INTEGER, sent_id TEXT, sent_after INTEGER,
    refusals INTEGER NOT NULL DEFAULT 0, last_refusal TEXT, UNIQUE (address, search)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS subscriptions_by_mail ON subscriptions (sent_id);
CREATE TABLE IF NOT EXISTS versions (
    lesson TEXT, digest BLOB, number INTEGER NOT NULL, PRIMARY KEY (lesson, digest)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS versions_by_number ON versions (number);
CREATE TABLE IF NOT EXISTS confirmations (mailbox BLOB NOT NULL, time INTEGER NOT NULL, is_mailed INTEGER NOT NULL);
CREATE INDEX IF NOT EXISTS confirmations_by_mailbox ON confirmations (mailbox);
CREATE TABLE IF NOT EXISTS facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
"""
_SECRET = "secret"


@contextmanager
def transaction(path: Path) -> Iterator[sqlite3.Connection]:
    """Open the database for one transaction, which is whole or did not happen. Raise AlertsError where it cannot be."""
    try:
        with closing(_open(path)) as connection:
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
            except BaseException:
                connection.execute("ROLLBACK")
                raise
            connection.execute("COMMIT")
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    except (sqlite3.Error, OSError) as error:
        raise AlertsError(
            message("The database of alerts {path} cannot be used: {error}.", path=path, error=error),
            message("Its folder has to be writable for the service and for: policysearch alerts"),
        ) from error


def read_fact(connection: sqlite3.Connection, name: str) -> str:
    """Return the value of ``name``; empty where there is none."""
    row = connection.execute("SELECT value FROM facts WHERE name = ?", (name,)).fetchone()
    return str(row[0]) if row else ""


def write_fact(connection: sqlite3.Connection, name: str, value: str) -> None:
    """Write the value of ``name``."""
    connection.execute("INSERT OR REPLACE INTO facts VALUES (?, ?)", (name, value))


def read_secret(path: Path) -> str:
    """Return the secret that links are signed with; the first call makes it."""
    with transaction(path) as connection:
        return secret_of(connection)


def secret_of(connection: sqlite3.Connection) -> str:
    """Return the secret within a transaction."""
    connection.execute("INSERT OR IGNORE INTO facts VALUES (?, ?)", (_SECRET, token_urlsafe(32)))
    return read_fact(connection, _SECRET)


def _open(path: Path) -> sqlite3.Connection:
    """Return a connection to the file, which is made readable for its owner alone."""
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    return open_shared(path, ("PRAGMA synchronous=FULL", "PRAGMA secure_delete=ON", _SCHEMA), _TIMEOUT)
