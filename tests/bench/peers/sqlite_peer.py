"""SQLite's FTS5 with its Porter tokenizer; facets by joins on the matches, kept in a temporary table."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from tests.bench.entries import FACETS, Entry
from tests.bench.peer import TOP, Answer, PageHit, PreparedQuestion
from tests.bench.questions import Question

_SCHEMA = """
CREATE VIRTUAL TABLE texts USING fts5(text, tokenize='porter unicode61 remove_diacritics 2');
CREATE TABLE entries (id INTEGER PRIMARY KEY, slug TEXT, title TEXT);
CREATE TABLE facets (facet INTEGER, value TEXT, id INTEGER, PRIMARY KEY (facet, value, id)) WITHOUT ROWID;
"""
_BY_ENTRY = "CREATE INDEX by_entry ON facets (facet, id, value)"
_PLACE = {facet: place for place, facet in enumerate(FACETS)}
_LEFT, _RIGHT = "\x02", "\x03"
_MARK = re.compile(f"{_LEFT}(.*?){_RIGHT}", re.DOTALL)
_TOKENS = 45  # of a snippet: about 280 characters; FTS5 allows 64


class SqliteIndex:
    """A connection in autocommit mode, with enough memory for the whole index."""

    def __init__(self, path: Path) -> None:
        self._connection = sqlite3.connect(path, isolation_level=None)
        for pragma in ("mmap_size=4000000000", "cache_size=-400000", "temp_store=MEMORY"):
            self._connection.execute(f"PRAGMA {pragma}")
        self._connection.execute("CREATE TEMP TABLE matches (id INTEGER PRIMARY KEY)")

    def ready(self, question: Question) -> PreparedQuestion:
        return PreparedQuestion(question, _match(question))

    def full(self, prepared: PreparedQuestion) -> Answer:
        question, words = prepared
        self._connection.execute("DELETE FROM matches")
        self._connection.execute("INSERT INTO matches SELECT rowid FROM texts WHERE texts MATCH ?", (words,))
        selected = dict(question.filters)
        condition, values = _condition(selected)
        total = self._scalar(f"SELECT count(*) FROM matches AS m WHERE {condition}", values)
        counts = {facet: self._counts(facet, selected) for facet in FACETS}
        return Answer(total, counts, tuple(self._hits(words, selected)))

    def rank(self, prepared: PreparedQuestion) -> int:
        condition, values = _condition(dict(prepared.question.filters))
        rows = self._connection.execute(
            f"SELECT rowid FROM texts AS m WHERE texts MATCH ? AND {condition.replace('m.id', 'm.rowid')} "
            f"ORDER BY rank LIMIT {TOP}",
            (prepared.words, *values),
        )
        return len(rows.fetchall())

    def _scalar(self, statement: str, values: tuple[str, ...]) -> int:
        return int(self._connection.execute(statement, values).fetchone()[0])

    def _counts(self, facet: str, selected: dict[str, tuple[str, ...]]) -> dict[str, int]:
        condition, values = _condition({name: values for name, values in selected.items() if name != facet})
        rows = self._connection.execute(
            f"SELECT f.value, count(*) FROM matches AS m JOIN facets AS f ON f.facet = {_PLACE[facet]} AND f.id = m.id "
            f"WHERE {condition} GROUP BY f.value",
            values,
        )
        return dict(rows.fetchall())

    def _hits(self, words: str, selected: dict[str, tuple[str, ...]]) -> Iterator[PageHit]:
        condition, values = _condition(selected)
        rows = self._connection.execute(
            f"SELECT e.slug, e.title, snippet(texts, 0, ?, ?, '', {_TOKENS}) FROM texts JOIN entries AS e "
            f"ON e.id = texts.rowid WHERE texts MATCH ? AND {condition.replace('m.id', 'texts.rowid')} "
            f"ORDER BY rank LIMIT {TOP}",
            (_LEFT, _RIGHT, words, *values),
        )
        for slug, title, snippet in rows:
            yield PageHit(slug, title, *_text_and_marks(snippet))


def _match(question: Question) -> str:
    """Return the question in FTS5's query language."""
    quoted = [f'"{word}"' for word in question.words]
    if question.kind == "or":
        return " OR ".join(quoted)
    if question.kind == "phrase":
        return f'"{" ".join(question.words)}"'
    if question.kind == "not":
        return f"({' AND '.join(quoted[:-1])}) NOT {quoted[-1]}"
    return f"{quoted[0]}*" if question.kind == "prefix" else " AND ".join(quoted)


def _condition(selected: dict[str, tuple[str, ...]]) -> tuple[str, tuple[str, ...]]:
    parts = ["true"]
    values: list[str] = []
    for facet, facet_values in selected.items():
        marks = ", ".join("?" * len(facet_values))
        parts.append(f"m.id IN (SELECT id FROM facets WHERE facet = {_PLACE[facet]} AND value IN ({marks}))")
        values += facet_values
    return " AND ".join(parts), tuple(values)


def _text_and_marks(snippet: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    marks = tuple((m.start() - 2 * n, m.end() - 2 * n - 2) for n, m in enumerate(_MARK.finditer(snippet)))
    return snippet.replace(_LEFT, "").replace(_RIGHT, ""), marks


class Sqlite:
    """SQLite: one file, without fuzzy words."""

    name = "sqlite"
    version = sqlite3.sqlite_version
    largest = 30_000  # its facets take a second where very many documents match

    def inputs(self, entries: Iterable[Entry]) -> Iterator[Entry]:
        return iter(entries)

    def build(self, folder: Path, inputs: Iterable[Entry], slugs: Sequence[str], cores: int) -> None:
        connection = sqlite3.connect(folder / "index.sqlite3")
        connection.executescript(_SCHEMA)
        for number, entry in enumerate(inputs, 1):
            connection.execute("INSERT INTO texts (rowid, text) VALUES (?, ?)", (number, entry.text))
            connection.execute("INSERT INTO entries VALUES (?, ?, ?)", (number, entry.slug, entry.title))
            pairs = ((_PLACE[facet], value, number) for facet, values in entry.facets.items() for value in values)
            connection.executemany("INSERT INTO facets VALUES (?, ?, ?)", pairs)
        connection.execute(_BY_ENTRY)
        connection.execute("INSERT INTO texts (texts) VALUES ('optimize')")
        connection.execute("ANALYZE")
        connection.commit()
        connection.close()

    def open(self, folder: Path) -> SqliteIndex:
        return SqliteIndex(folder / "index.sqlite3")


PEER = Sqlite()
