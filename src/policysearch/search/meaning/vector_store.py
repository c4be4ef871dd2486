"""Vectors of texts, kept from build to build and across rollbacks by model, revision, prefixes and text."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from hashlib import sha256
from pathlib import Path
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from policysearch.model.errors import PolicySearchError
from policysearch.model.message import message

SPARE = 10_000  # vectors of texts that are gone may stay, so that a rollback or an undone edit makes none anew
PATIENCE = 30.0  # seconds for another process to finish writing
_FORMAT = 2
_READ_AT_ONCE = 500
_COLUMNS = "(key BLOB PRIMARY KEY, vector BLOB NOT NULL, checksum INTEGER NOT NULL) WITHOUT ROWID"
_SCHEMA = f"""
CREATE TABLE IF NOT EXISTS vectors {_COLUMNS};
CREATE TABLE IF NOT EXISTS means {_COLUMNS};
PRAGMA user_version = {_FORMAT};
"""
_BESIDE = ("", "-journal", "-wal", "-shm")  # the files of a database
_NO_DAMAGE = frozenset(  # what fails for a reason that a file made anew would meet too
    [
        sqlite3.SQLITE_AUTH,
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_NOMEM,
        sqlite3.SQLITE_PERM,
        sqlite3.SQLITE_READONLY,
    ]
)

Stored = NDArray[np.float16]  # (dimensions,)


class VectorStoreError(PolicySearchError):
    """The file of vectors cannot be used."""


class VectorStore:
    """A file of vectors, float16, each with a checksum. A damaged file is made anew, and so is a damaged vector.

    Raises sqlite3.Error and OSError where there can be no file.
    """

    def __init__(self, path: Path, identity: str) -> None:
        self._identity = identity.encode("utf-8")
        path.parent.mkdir(parents=True, exist_ok=True)
        self._database = _opened(path) or _made_anew(path)

    def close(self) -> None:
        """Close the file."""
        self._database.close()

    def key(self, text: str) -> bytes:
        """Return the key of a text: the SHA-256 of the identity and the text."""
        return sha256(self._identity + b"\0" + text.encode("utf-8", "replace")).digest()

    def vectors(self, keys: Sequence[bytes]) -> dict[bytes, Stored]:
        """Return the vectors that are there and whole, by key."""
        return dict(self._read("vectors", keys))

    def add(self, vectors: Mapping[bytes, Stored]) -> None:
        """Write vectors; what was written stays if the next step fails."""
        self._write("vectors", vectors)

    def means(self, languages: Sequence[str]) -> dict[str, Stored]:
        """Return the mean of each language that the last full build computed."""
        keys = {self.key(f"mean {language}"): language for language in languages}
        return {keys[key]: vector for key, vector in self._read("means", [*keys])}

    def set_means(self, means: Mapping[str, Stored]) -> None:
        """Write the mean of each language."""
        self._write("means", {self.key(f"mean {language}"): vector for language, vector in means.items()})

    def forget_all_but(self, keys: set[bytes]) -> None:
        """Remove vectors that are not among ``keys``, once there are more of these than of those that are needed."""
        ((count,),) = self._database.execute("SELECT count(*) FROM vectors").fetchall()
        if count <= 2 * len(keys) + SPARE:
            return
        with self._database:
            all_keys = [key for (key,) in self._database.execute("SELECT key FROM vectors")]
            gone = [(key,) for key in all_keys if key not in keys]
            self._database.executemany("DELETE FROM vectors WHERE key = ?", gone)

    def _read(self, table: str, keys: Sequence[bytes]) -> Iterator[tuple[bytes, Stored]]:
        for start in range(0, len(keys), _READ_AT_ONCE):
            batch = keys[start : start + _READ_AT_ONCE]
            marks = ",".join("?" * len(batch))
            rows = self._database.execute(f"SELECT key, vector, checksum FROM {table} WHERE key IN ({marks})", batch)
            yield from (
                (key, np.frombuffer(vector, np.float16))
                for key, vector, checksum in rows
                if isinstance(vector, bytes) and checksum == _checksum(key, vector)
            )

    def _write(self, table: str, vectors: Mapping[bytes, Stored]) -> None:
        pairs = [(key, vector.astype(np.float16).tobytes()) for key, vector in vectors.items()]
        rows = [(key, vector, _checksum(key, vector)) for key, vector in pairs]
        with self._database:
            self._database.executemany(f"INSERT OR REPLACE INTO {table} VALUES (?, ?, ?)", rows)


@contextmanager
def open_store(path: Path, identity: str) -> Iterator[VectorStore]:
    """Open a store for a build. Raises VectorStoreError where its file cannot be read or written."""
    try:
        with closing(VectorStore(path, identity)) as store:
            yield store
    except (sqlite3.Error, OSError) as error:
        raise VectorStoreError(
            message("The vectors in {path} cannot be read or written: {error}.", path=path, error=error),
            message("Words are searched meanwhile. See its folder's rights and space, and run: policysearch build"),
        ) from error


def _checksum(key: bytes, vector: bytes) -> int:
    return crc32(vector, crc32(key))


def _opened(path: Path) -> sqlite3.Connection | None:
    """Return the file at ``path``, which may be new; None where it is damaged or of another format."""
    database = sqlite3.connect(path, timeout=PATIENCE)
    database.text_factory = bytes
    try:
        is_new = database.execute("SELECT count(*) FROM sqlite_master").fetchone() == (0,)
        if is_new or _is_whole(database):
            database.executescript(_SCHEMA)
            return database
    except sqlite3.Error as error:
        if error.sqlite_errorcode & 0xFF in _NO_DAMAGE:
            database.close()
            raise
    database.close()
    return None


def _is_whole(database: sqlite3.Connection) -> bool:
    """Return whether the file is of this format and its pages are whole. Raises sqlite3.Error."""
    for table in ("vectors", "means"):
        database.execute(f"SELECT key, vector, checksum FROM {table} LIMIT 0")
    version = database.execute("PRAGMA user_version").fetchone()
    return version == (_FORMAT,) and database.execute("PRAGMA integrity_check(1)").fetchall() == [(b"ok",)]


def _made_anew(path: Path) -> sqlite3.Connection:
    for suffix in _BESIDE:
        path.with_name(path.name + suffix).unlink(missing_ok=True)
    database = _opened(path)
    assert database is not None  # a new file is not damaged
    return database
