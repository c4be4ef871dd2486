"""The collections that are indexed: made-up workshops, the World Bank's records, either of them held in memory."""

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
DRAWN_FROM = 1_000  # entries
_SOME_DAY = "1900-01-01"  # of a record without a date


class Corpus(Protocol):
    """Entries that can be gone through more than once."""

    name: str

    def __len__(self) -> int: ...

    def __iter__(self) -> Iterator[Entry]: ...

    def slugs(self) -> list[str]:
        """The slugs of all, without making the entries."""

    def drawn(self) -> list[Entry]:
        """Those that questions are drawn from."""


class MadeUp:
    """The first ``size`` made-up workshops, made anew each time."""

    def __init__(self, size: int) -> None:
        self.name = str(size)
        self._size = size

    def __len__(self) -> int:
        return self._size

    def __iter__(self) -> Iterator[Entry]:
        return entries(self._size)

    def slugs(self) -> list[str]:
        return [slug(number) for number in range(self._size)]

    def drawn(self) -> list[Entry]:
        return [*entries(min(self._size, DRAWN_FROM))]


class Held:
    """Entries in memory, so that making them takes no time that is measured."""

    def __init__(self, corpus: Corpus) -> None:
        self.name = corpus.name
        self._entries = [*corpus]

    def __len__(self) -> int:
        return len(self._entries)

    def __iter__(self) -> Iterator[Entry]:
        return iter(self._entries)

    def slugs(self) -> list[str]:
        return [entry.slug for entry in self._entries]

    def drawn(self) -> list[Entry]:
        return self._entries[:DRAWN_FROM]


class WorldBank(Held):
    """The World Bank's projects as workshops: a record's text is one lesson."""

    def __init__(self, folder: Path) -> None:
        self.name = "world-bank"
        with gzip.open(folder / RECORDS, "rt", encoding="utf-8") as file:
            self._entries = [_entry(json.loads(line)) for line in file]

    def drawn(self) -> list[Entry]:
        """Of all years, such as have a text; in small letters, as readers type."""
        told = [entry for entry in self._entries if entry.lessons]
        some = told[:: len(told) // DRAWN_FROM][:DRAWN_FROM]
        return [replace(entry, lessons=(Lesson(entry.lessons[0].text.lower()),)) for entry in some]


def _entry(record: dict[str, Any]) -> Entry:
    return Entry(
        slug=record["id"].lower(),
        title=record["title"],
        lessons=(Lesson(" ".join(record["text"].split())),) if record["text"].strip() else (),
        body="",
        start=date.fromisoformat(record["date"] or _SOME_DAY),
        country=country_code(record["country"] or "") or "",
        themes=tuple(dict.fromkeys(record["themes"])),
        partners=(record["org"],) if record["org"] else (),
    )
