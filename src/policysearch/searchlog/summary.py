"""Search log -> Report: weeks, the most frequent searches, searches without results, and candidates for synonyms."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from policysearch.searchlog.log import connect_to_read, one_line
from policysearch.text import fold

TIMES = "TOTAL(CAST(times AS INTEGER))"  # whatever stands there; no sum is too large


@dataclass(frozen=True, slots=True)
class Week:
    """The counts of one week, which begins on ``monday``."""

    monday: date
    searches: int
    without_results: int
    openings: int


@dataclass(frozen=True, slots=True)
class Report:
    """The last weeks of a log: (text, times), most frequent first; retries are (failed search, next search, times)."""

    weeks: tuple[Week, ...] = ()
    searched: tuple[tuple[str, int], ...] = ()
    without_results: tuple[tuple[str, int], ...] = ()
    opened: tuple[tuple[str, int], ...] = ()
    retries: tuple[tuple[str, str, int], ...] = field(default=())


def report(path: Path, weeks: int, today: date, limit: int = 50) -> Report:
    """Return the report of this week and the ``weeks - 1`` before it; it is empty if there is no log at ``path``.

    Raise SearchLogError where it cannot be read.
    """
    monday = today - timedelta(days=today.weekday())
    first = (monday - timedelta(weeks=weeks - 1)).isoformat()
    if not os.path.lexists(path):
        return Report()
    with connect_to_read(path) as connection:
        tables = "SELECT COUNT(*) FROM sqlite_master WHERE name IN ('searches', 'openings', 'retries')"
        if connection.execute(tables).fetchone()[0] < 3:
            return Report()

        def rows(sql: str, *values: object) -> list[tuple[str, int]]:
            return [(one_line(text), int(times)) for text, times in connection.execute(sql, (first, *values))]

        top = "SELECT {0}, " + TIMES + " AS n FROM {1} WHERE day >= ? {2} GROUP BY {0} ORDER BY n DESC, {0} LIMIT ?"
        pairs = f"SELECT before, after, {TIMES} AS n FROM retries WHERE day >= ? GROUP BY 1, 2 ORDER BY n DESC, 1, 2"
        return Report(
            tuple(_weeks(rows, date.fromisoformat(first), monday)),
            tuple(rows(top.format("text", "searches", ""), limit)),
            tuple(rows(top.format("text", "searches", "AND found = 0"), limit)),
            tuple(rows(top.format("document", "openings", ""), limit)),
            tuple(
                (one_line(old), one_line(new), int(times)) for old, new, times in connection.execute(pairs, (first,))
            ),
        )


def synonym_candidates(
    retries: Sequence[tuple[str, str, int]], synonyms: Sequence[Sequence[str]], min_times: int = 2
) -> list[tuple[str, str, int]]:
    """Return (old, new, times): words that readers replaced after a search without results, at least ``min_times``.

    "pyme financing" after "mipymes financing" pairs "mipymes" with "pyme": the other words are the same. Pairs within
    one of ``synonyms``, the groups of the vocabulary, are left out.
    """
    counts: Counter[tuple[str, str]] = Counter()
    for failed_search, next_search, times in retries:
        old, new = _difference(failed_search.split(), next_search.split())
        if old and new and max(len(old.split()), len(new.split())) <= 4:
            counts[old, new] += times
    groups = [{fold(word) for word in group} for group in synonyms]
    candidates = [
        (old, new, times)
        for (old, new), times in counts.items()
        if times >= min_times and not any({fold(old), fold(new)} <= group for group in groups)
    ]
    return sorted(candidates, key=lambda pair: (-pair[2], pair[0], pair[1]))


def _difference(old: list[str], new: list[str]) -> tuple[str, str]:
    """Return the words of each that remain without their common beginning and common end."""
    while old and new and old[0] == new[0]:
        old, new = old[1:], new[1:]
    while old and new and old[-1] == new[-1]:
        old, new = old[:-1], new[:-1]
    return " ".join(old), " ".join(new)


def _weeks(rows: Callable[[str], list[tuple[str, int]]], first: date, last: date) -> Iterator[Week]:
    searches = rows(f"SELECT day, {TIMES} FROM searches WHERE day >= ? GROUP BY day")
    empty = rows(f"SELECT day, {TIMES} FROM searches WHERE day >= ? AND found = 0 GROUP BY day")
    openings = rows(f"SELECT day, {TIMES} FROM openings WHERE day >= ? GROUP BY day")
    while first <= last:
        yield Week(first, *(_sum(daily_counts, first) for daily_counts in (searches, empty, openings)))
        first += timedelta(weeks=1)


def _sum(daily_counts: Sequence[tuple[str, int]], monday: date) -> int:
    days = {(monday + timedelta(days=number)).isoformat() for number in range(7)}
    return sum(times for day, times in daily_counts if day in days)
