"""The collections that are indexed: synthetic workshops and the World Bank's records."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, Protocol

from policysearch.vocabulary import country_code
from tests.bench.entries import Entry, Lesson, entries, slug

RECORDS = "world-bank-projects.jsonl.gz"
SAMPLE_SIZE = 1_000  # entries
_DEFAULT_DATE = "1900-01-01"  # of a record without a date


class Corpus(Protocol):
    """A collection of entries that can be iterated more than once."""

    name: str

    def __len__(self) -> int: ...

    def __iter__(self) -> Iterator[Entry]: ...

    def slugs(self) -> list[str]:
        """Return the slugs of all entries, without making the entries where that is possible."""

    def sample(self) -> list[Entry]:
        """Return the entries that questions are made from."""


class SyntheticCorpus:
    """The first ``size`` synthetic workshops, made anew by each iteration."""

    def __init__(self, size: int) -> None:
        self.name = str(size)
        self._size = size

    def __len__(self) -> int:
        return self._size

    def __iter__(self) -> Iterator[Entry]:
        return entries(self._size)

    def slugs(self) -> list[str]:
        return [slug(number) for number in range(self._size)]

    def sample(self) -> list[Entry]:
        return [*entries(min(self._size, SAMPLE_SIZE))]


class InMemory:
    """A corpus in memory, so that no measured time is spent on making entries."""

    def __init__(self, corpus: Corpus) -> None:
        self.name = corpus.name
        self._entries = [*corpus]

    def __len__(self) -> int:
        return len(self._entries)

    def __iter__(self) -> Iterator[Entry]:
        return iter(self._entries)

    def slugs(self) -> list[str]:
        return [entry.slug for entry in self._entries]

    def sample(self) -> list[Entry]:
        return self._entries[:SAMPLE_SIZE]


class WorldBank(InMemory):
    """The World Bank's projects as workshops: the text of a record is one lesson."""

    def __init__(self, folder: Path) -> None:
        self.name = "world-bank"
        with gzip.open(folder / RECORDS, "rt", encoding="utf-8") as file:
            self._entries = [_entry(json.loads(line)) for line in file]

    def sample(self) -> list[Entry]:
        """Return entries of all years that have a text, in lower case as readers type."""
        with_text = [entry for entry in self._entries if entry.lessons]
        sampled = with_text[:: len(with_text) // SAMPLE_SIZE][:SAMPLE_SIZE]
        return [replace(entry, lessons=(Lesson(entry.lessons[0].text.lower()),)) for entry in sampled]


def _entry(record: dict[str, Any]) -> Entry:
    return Entry(
        slug=record["id"].lower(),
        title=record["title"],
        lessons=(Lesson(" ".join(record["text"].split())),) if record["text"].strip() else (),
        body="",
        start=date.fromisoformat(record["date"] or _DEFAULT_DATE),
        country=country_code(record["country"] or "") or "",
        themes=tuple(dict.fromkeys(record["themes"])),
        partners=(record["org"],) if record["org"] else (),
    )
