"""How well the days of an event are known: a whole month or year stands for days that nobody knows."""

from __future__ import annotations

import calendar
import re
from datetime import date
from typing import Literal

Precision = Literal["day", "month", "year"]
_WRITTEN = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


def read_period(text: str) -> tuple[date, date]:
    """Return the first and last day of 2011-09-06, 2011-09 or 2011. Raises ValueError for any other text."""
    match = _WRITTEN.fullmatch(text)
    if not match:
        raise ValueError("not of the form year-month-day")
    year, month, day = (int(part) if part else 0 for part in match.groups())
    if day:
        return date(year, month, day), date(year, month, day)
    if match[2]:
        first = date(year, month, 1)
        return first, _month_end(first)
    return date(year, 1, 1), date(year, 12, 31)


def precision(start: date, end: date) -> Precision:
    """Return "year" for whole years, "month" for whole months, else "day"."""
    if start.day != 1 or end != _month_end(end):
        return "day"
    return "year" if (start.month, end.month) == (1, 12) else "month"


def written(day: date, known_to: Precision) -> str:
    """Return a day as far as it is known: 2011-09-06, 2011-09 or 2011."""
    return day.isoformat()[: {"day": 10, "month": 7, "year": 4}[known_to]]


def _month_end(day: date) -> date:
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])
