"""What a log tells: weeks, the most frequent searches, those without results, and synonyms they suggest."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from policysearch.searchlog.log import connected
from policysearch.text import fold


@dataclass(frozen=True, slots=True)
class Week:
    """One week, named by its Monday."""

    monday: date
    searches: int
    without_results: int
    openings: int


@dataclass(frozen=True, slots=True)
class Report:
    """What a log tells of the last weeks: (words, times), most frequent first; retries are (before, after, times)."""

    weeks: tuple[Week, ...] = ()
    searched: tuple[tuple[str, int], ...] = ()
    without_results: tuple[tuple[str, int], ...] = ()
    opened: tuple[tuple[str, int], ...] = ()
    retries: tuple[tuple[str, str, int], ...] = field(default=())


def report(path: Path, weeks: int, today: date, limit: int = 50) -> Report:
    """What the log at ``path`` tells of this week and the ``weeks - 1`` before it; empty where there is no log."""
    monday = today - timedelta(days=today.weekday())
    first = (monday - timedelta(weeks=weeks - 1)).isoformat()
    if not path.is_file():
        return Report()
    with connected(path) as connection:

        def rows(sql: str, *values: object) -> list[tuple[str, int]]:
            return [(str(text), int(times)) for text, times in connection.execute(sql, (first, *values))]

        top = "SELECT {0}, SUM(times) AS n FROM {1} WHERE day >= ? {2} GROUP BY {0} ORDER BY n DESC, {0} LIMIT ?"
        pairs = "SELECT before, after, SUM(times) AS n FROM retries WHERE day >= ? GROUP BY 1, 2 ORDER BY n DESC, 1, 2"
        return Report(
            tuple(_weeks(rows, date.fromisoformat(first), monday)),
            tuple(rows(top.format("text", "searches", ""), limit)),
            tuple(rows(top.format("text", "searches", "AND found = 0"), limit)),
            tuple(rows(top.format("document", "openings", ""), limit)),
            tuple((str(b), str(a), int(n)) for b, a, n in connection.execute(pairs, (first,))),
        )


def synonyms(
    retries: Sequence[tuple[str, str, int]], known: Sequence[Sequence[str]], least: int = 2
) -> list[tuple[str, str, int]]:
    """Words that readers put in place of others after finding nothing, seen ``least`` times and not yet ``known``.

    "pyme financing" asked after "mipymes financing" pairs "mipymes" with "pyme"; the rest of the words is the same.
    """
    counts: dict[tuple[str, str], int] = {}
    for before, after, times in retries:
        old, new = _difference(before.split(), after.split())
        if old and new and max(len(old.split()), len(new.split())) <= 4:
            counts[old, new] = counts.get((old, new), 0) + times
    groups = [{fold(word) for word in group} for group in known]
    found = [
        (old, new, n)
        for (old, new), n in counts.items()
        if n >= least and not any({fold(old), fold(new)} <= group for group in groups)
    ]
    return sorted(found, key=lambda pair: (-pair[2], pair[0], pair[1]))


def _difference(before: list[str], after: list[str]) -> tuple[str, str]:
    """What stands between the words that both begin and end with."""
    while before and after and before[0] == after[0]:
        before, after = before[1:], after[1:]
    while before and after and before[-1] == after[-1]:
        before, after = before[:-1], after[:-1]
    return " ".join(before), " ".join(after)


def _weeks(rows: Callable[[str], list[tuple[str, int]]], first: date, last: date) -> Iterator[Week]:
    searches = rows("SELECT day, SUM(times) FROM searches WHERE day >= ? GROUP BY day")
    empty = rows("SELECT day, SUM(times) FROM searches WHERE day >= ? AND found = 0 GROUP BY day")
    openings = rows("SELECT day, SUM(times) FROM openings WHERE day >= ? GROUP BY day")
    while first <= last:
        yield Week(first, *(_sum(counted, first) for counted in (searches, empty, openings)))
        first += timedelta(weeks=1)


def _sum(counted: Sequence[tuple[str, int]], monday: date) -> int:
    days = {(monday + timedelta(days=number)).isoformat() for number in range(7)}
    return sum(times for day, times in counted if day in days)
