"""The citation of a workshop or a lesson in plain words: one wording for pages, copies and files."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

from babel.dates import format_date, get_date_format

from policysearch.model.workshop import Workshop, WorkshopText

SEPARATOR = ". "
QUOTATION_MARKS = {"es": ("«", "»"), "fr": ("«\u00a0", "\u00a0»")}  # others: “…”


def citation(workshop: Workshop, language: str, venue: str, institution: str, address: str) -> str:
    """Return author, title, ``venue`` (place and dates) and address in one line; unknown parts are left out.

    The title stands between the quotation marks of its own language.
    """
    author = workshop.secretariat or institution or ", ".join(workshop.organizers)
    return SEPARATOR.join(filter(None, (author, _quoted_title(workshop.text(language)), venue, address)))


def _quoted_title(text: WorkshopText) -> str:
    opening, closing = QUOTATION_MARKS.get(text.language, ("“", "”"))
    return f"{opening}{text.title}{closing}"


def place_and_dates(workshop: Workshop, language: str, country: str) -> str:
    """Return place and dates in words of ``language``; ``country`` is the country's name in that language."""
    return ", ".join(filter(None, (place(workshop, country), date_range(workshop.start, workshop.end, language))))


def place(workshop: Workshop, country: str) -> str:
    """Return city, region and country; unknown parts are left out."""
    return ", ".join(filter(None, (workshop.city, workshop.region, country)))


@lru_cache(maxsize=4096)
def long_date(day: date, language: str) -> str:
    """Return a date in words of ``language``."""
    return format_date(day, "long", locale=language)


@lru_cache(maxsize=4096)
def date_range(start: date, end: date, language: str) -> str:
    """Return a range of dates in words of ``language``; within one month, month and year appear once."""
    if start == end:
        return long_date(start, language)
    if (start.year, start.month) != (end.year, end.month):
        return f"{long_date(start, language)} – {long_date(end, language)}"
    pattern = get_date_format("long", locale=language).pattern
    return format_date(start, re.sub(r"\bd\b", f"d'–{end.day}'", pattern), locale=language)
