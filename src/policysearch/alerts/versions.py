"""Versions: what each lesson said and since when, so that it is known what is new for whom.

A lesson's version is a digest of its words in one language. Each look at the collection gives all versions that were
never seen before the same next number; a version that comes back, after a rollback for example, keeps its number.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from itertools import islice
from pathlib import Path

from policysearch.alerts.database import read_fact, transaction, write_fact
from policysearch.model.workshop import Workshop
from policysearch.search.results import Searcher

_STEP = 256  # workshops that are read at once
_DIGEST_BYTES = 12
_GENERATION, _NUMBER = "generation", "number"
_AS_A_WHOLE = b""  # the one version of a workshop itself


@dataclass(frozen=True, slots=True)
class Changes:
    """What is new between two numbers: the digests of each lesson's versions, and which lessons are there at last.

    The keys are ids of lessons, and slugs of workshops that are there at last.
    """

    digests: Mapping[str, frozenset[bytes]]
    added: frozenset[str]

    def has(self, lesson_id: str, text: str) -> bool:
        """Return whether a lesson with these words is new."""
        return digest(text) in self.digests.get(lesson_id, ())


def digest(text: str) -> bytes:
    """Return the digest of a lesson's words, however they are spaced."""
    return sha256(" ".join(text.split()).encode()).digest()[:_DIGEST_BYTES]


def register(path: Path, searcher: Searcher) -> int:
    """Give what was never seen before in the collection the next number; return the newest number.

    Where the same generation was looked at before, that costs nothing.
    """
    generation = searcher.generation  # first: where it is switched meanwhile, the next look finds the rest
    with transaction(path) as connection:
        number = int(read_fact(connection, _NUMBER) or 0)
        if read_fact(connection, _GENERATION) == generation:
            return number
        changes_so_far = connection.total_changes
        connection.executemany(
            "INSERT OR IGNORE INTO versions VALUES (?, ?, ?)",
            ((name, version, number + 1) for name, version in _versions(searcher)),
        )
        if connection.total_changes > changes_so_far:
            number += 1
            write_fact(connection, _NUMBER, str(number))
        write_fact(connection, _GENERATION, generation)
        return number


def changes(path: Path, since: int, until: int) -> Changes:
    """Return what has a number above ``since`` and up to ``until``."""
    with transaction(path) as connection:
        digests: dict[str, set[bytes]] = {}
        for lesson, version in connection.execute(
            "SELECT lesson, digest FROM versions WHERE number > ? AND number <= ?", (since, until)
        ):
            digests.setdefault(lesson, set()).add(version)
        return Changes(
            {lesson: frozenset(versions) for lesson, versions in digests.items()},
            frozenset(_never_seen(connection, since, until)),
        )


def _never_seen(connection: sqlite3.Connection, since: int, until: int) -> Iterator[str]:
    rows = connection.execute(
        "SELECT DISTINCT lesson FROM versions AS newer WHERE number > ? AND number <= ? AND NOT EXISTS "
        "(SELECT 1 FROM versions AS older WHERE older.lesson = newer.lesson AND older.number <= ?)",
        (since, until, since),
    )
    return (lesson for (lesson,) in rows)


def _versions(searcher: Searcher) -> Iterator[tuple[str, bytes]]:
    slugs = (entry.slug for entry in searcher.outline())
    while step := [*islice(slugs, _STEP)]:
        for document in searcher.get_many(step):
            if document is not None:
                yield from _versions_of(document.workshop)


def _versions_of(workshop: Workshop) -> Iterator[tuple[str, bytes]]:
    yield workshop.slug, _AS_A_WHOLE
    for text in workshop.texts.values():
        for highlight in text.highlights:
            yield f"{workshop.slug}/{highlight.id}", digest(highlight.text)
