"""Vectors of texts, kept from build to build and across rollbacks by model, revision, prefixes and text."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from hashlib import sha256
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

SPARE = 10_000  # vectors of texts that are gone may stay, so that a rollback or an undone edit makes none anew
_READ_AT_ONCE = 500
_SCHEMA = """
CREATE TABLE IF NOT EXISTS vectors (key BLOB PRIMARY KEY, vector BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS means (key BLOB PRIMARY KEY, vector BLOB NOT NULL) WITHOUT ROWID;
"""

Stored = NDArray[np.float16]  # (dimensions,)


class VectorStore:
    """A file of vectors, float16. A damaged file is made anew: all in it can be computed again."""

    def __init__(self, path: Path, identity: str) -> None:
        self._identity = identity.encode("utf-8")
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            self._database = _opened(path)
        except sqlite3.DatabaseError:
            path.unlink(missing_ok=True)
            self._database = _opened(path)

    def close(self) -> None:
        """Close the file."""
        self._database.close()

    def key(self, text: str) -> bytes:
        """Return the key of a text: the SHA-256 of the identity and the text."""
        return sha256(self._identity + b"\0" + text.encode("utf-8", "replace")).digest()

    def vectors(self, keys: Sequence[bytes]) -> dict[bytes, Stored]:
        """Return the vectors that are there, by key."""
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
            rows = self._database.execute(f"SELECT key, vector FROM {table} WHERE key IN ({marks})", batch)
            yield from ((key, np.frombuffer(vector, np.float16)) for key, vector in rows)

    def _write(self, table: str, vectors: Mapping[bytes, Stored]) -> None:
        rows = [(key, vector.astype(np.float16).tobytes()) for key, vector in vectors.items()]
        with self._database:
            self._database.executemany(f"INSERT OR REPLACE INTO {table} VALUES (?, ?)", rows)


@contextmanager
def open_store(path: Path, identity: str) -> Iterator[VectorStore]:
    """Open a store for a build."""
    with closing(VectorStore(path, identity)) as store:
        yield store


def _opened(path: Path) -> sqlite3.Connection:
    database = sqlite3.connect(path, timeout=30)
    try:
        database.executescript(_SCHEMA)
        database.execute("SELECT key FROM vectors LIMIT 1").fetchall()
    except sqlite3.DatabaseError:
        database.close()
        raise
    return database
