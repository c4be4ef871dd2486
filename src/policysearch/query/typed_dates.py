"""Dates and years as readers type them: "September 2009", "3/5/2017", "2009-2010"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cache

from policysearch.query.clauses import Clause, Expanded, Or, Phrase, Word, YearRange
from policysearch.query.lexer import DATE, Lexeme
from policysearch.text import fold

_YEAR = r"((?:19|20)\d\d)"
_YEAR_ALONE = re.compile(_YEAR)
_DAYS = re.compile(
    r"(\d{1,2})(?:st|nd|rd|th|er|r[oa]|[oaº°ª])?(?:[-\u2010-\u2015](\d{1,2})(?:st|nd|rd|th)?)?", re.IGNORECASE
)
_SAME_DAY = 0.9  # the weight of another way to write a day
_JOINING = frozenset(["of", "de", "del"])  # "mayo de 2017"
_TO = r"\s*(?:[-\u2010-\u2015]|\.\.+|\b(?:to|a|al|à|au|até)\b)\s*"
_BETWEEN_YEARS = ("to", "and", "a", "al", "y", "até", "e", "à", "et")  # "from 1982 to 1996", "entre 1982 y 1996"
_YEARS = re.compile(rf"\s*{_YEAR}{_TO}{_YEAR}\s*", re.IGNORECASE)
_YEARS_INSIDE = re.compile(rf"(?<![\w:.,/$€£-]){_YEAR}[-\u2010-\u2015]{_YEAR}(?![\w/-]|[.,]\d)")
_IN_WORDS = (
    *("{day} {en} {year}", "{en} {day} {year}"),
    *("{day} de {es} de {year}", "{day} de {pt} de {year}", "{day} {fr} {year}"),
)


def with_months(lexemes: Sequence[Lexeme]) -> tuple[Lexeme, ...]:
    """Return ``lexemes`` with a month and its year as one, and the days beside it: "May 2017", "March 17th, 2015".

    May without a year becomes a phrase: as a word, "may" is a stop word.
    """
    result: list[Lexeme] = []
    index = 0
    while index < len(lexemes):
        if date_parts := _month_with_year(lexemes, index):
            days, year, index_behind = date_parts
            _read_days_before(result)
            result += [*days, replace(lexemes[index], kind="date", text=f"{lexemes[index].text} {year}")]
            index = index_behind
        else:
            result.append(replace(lexemes[index], kind="phrase") if _is_may(lexemes, index) else lexemes[index])
            index += 1
    return tuple(result)


def _read_days_before(lexemes: list[Lexeme]) -> None:
    """Replace the last of ``lexemes`` where it is a day: "3rd", "14-15", also "3rd of"."""
    is_joined = len(lexemes) > 1 and fold(lexemes[-1].text) in _JOINING
    place = len(lexemes) - 1 - is_joined
    if place >= 0 and (days := _days_of(lexemes[place])):
        lexemes[place : place + 1] = days
        if place and lexemes[place - 1].kind == "word" and fold(lexemes[place - 1].text) in _weekdays():
            lexemes[place - 1] = replace(lexemes[place - 1], kind="weekday")


def _days_of(lexeme: Lexeme) -> list[Lexeme]:
    """Return a lexeme for each day of a month that a word names: two for "14-15", none where it names no day."""
    match = _DAYS.fullmatch(lexeme.text) if lexeme.kind == "word" else None
    return [Lexeme("day", day) for day in match.groups() if day] if match else []


def day_clause(day: str) -> Clause:
    """Return the clause of a day of a month, in any way to write it: 3, 3rd, 1er, 1º."""
    number = int(day)
    suffix = "th" if number in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    ordinals = [f"{number}{suffix}", *(("1er", "1o") if number == 1 else ())]
    return Expanded(Word(str(number)), tuple((Word(ordinal), _SAME_DAY) for ordinal in ordinals))


def _is_may(lexemes: Sequence[Lexeme], index: int) -> bool:
    """Return whether a lexeme is the month: with a capital, and no verb at the beginning ("May firms export?")."""
    if lexemes[index].kind != "word" or lexemes[index].text.strip(",.") != "May":
        return False
    return index > 0 or len(lexemes) == 1 or lexemes[1].text[:1].isdigit()


def date_clause(text: str) -> Clause:
    """Return the clause of a date: in digits by every day it may mean, in words within a few positions.

    It is no phrase in quotes: where no document has it, other words are enough.
    """
    days = [*_days(text)]
    ways = [Phrase(way) for day in days for way in _ways(day)] or [Phrase(way, 1) for way in _months(text)]
    return Expanded(Or(tuple(dict.fromkeys((Phrase(text, int(not days)), *ways)))), ())


def years_clause(text: str) -> Clause | None:
    """Return the clause of a range of years typed alone: texts that say it, or events of these years."""
    match = _YEARS.fullmatch(text)
    if not match:
        return None
    first, last = sorted((int(match[1]), int(match[2])))
    written = (Phrase(f"{match[1]} {to} {match[2]}") for to in _BETWEEN_YEARS)
    return Or((Word(f"{match[1]}-{match[2]}"), *written, YearRange(first, last)))


def years_inside(text: str) -> tuple[str, str] | None:
    """Return a range of years among other words as typed, and the field that filters by it; None without one."""
    match = _YEARS_INSIDE.search(text)
    return (match[0], f"year:{min(match[1], match[2])}..{max(match[1], match[2])}") if match else None


def _month_with_year(lexemes: Sequence[Lexeme], index: int) -> tuple[list[Lexeme], str, int] | None:
    """Return the days between a month at ``index`` and its year, the year, and the index behind; None for no month."""
    word, *following = lexemes[index : index + 3]
    place = next(
        (n for n, part in enumerate(following) if part.kind == "word" and _YEAR_ALONE.fullmatch(part.text)), -1
    )
    if word.kind != "word" or place < 0:
        return None
    days = _days_of(following[0]) if place else []
    is_joined = place == 1 and following[0].kind == "word" and fold(following[0].text) in _JOINING
    if (place and not days and not is_joined) or not month_number(word.text):
        return None
    return days, following[place].text, index + place + 2


def _days(text: str) -> Iterator[date]:
    """Yield the days that a date in digits may mean: for 03/05/2017 in both orders."""
    match = DATE.fullmatch(text)
    if match is None:
        return
    either_order = [(match["b"], match["a"]), (match["a"], match["b"])]
    for month, day in [(match["month"], match["day"])] if match["year"] else either_order:
        try:
            yield date(int(match["year"] or match["y"]), int(month), int(day))
        except ValueError:
            continue


def _months(text: str) -> Iterator[str]:
    """Yield the ways to write a month and its year in the four languages."""
    month, year = text.rsplit(" ", 1)
    yield from (f"{by_number[month_number(month)]} {year}" for by_number in _month_names().values())


def _ways(day: date) -> Iterator[str]:
    """Yield the ways to write a day in digits, and in words of the four languages."""
    yield day.isoformat()
    names = {language: by_number[day.month] for language, by_number in _month_names().items()}
    yield from (way.format(day=day.day, year=day.year, **names) for way in _IN_WORDS)


@cache
def _weekdays() -> frozenset[str]:
    from policysearch.text.dates import WEEKDAYS

    return frozenset(map(fold, WEEKDAYS))


def month_number(word: str) -> int:
    """Return the number of the month that ``word`` names in any of the four languages; 0 for any other word."""
    return _month_numbers().get(fold(word.rstrip(".")), 0)


@cache
def _month_numbers() -> Mapping[str, int]:
    from policysearch.text.dates import MONTHS  # a search without a year starts sooner without YAML

    return {fold(name): number for name, number in MONTHS.items()}


@cache
def _month_names() -> Mapping[str, Mapping[int, str]]:
    """Return the full name of each month in each language."""
    from policysearch.text.dates import MONTH_NAMES

    return MONTH_NAMES
