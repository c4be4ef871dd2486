"""How a workshop or a lesson is cited in plain words: one wording for pages, copies and files."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

from babel.dates import format_date, get_date_format

from policysearch.model.workshop import Workshop

DOTS = ". "


def citation(workshop: Workshop, language: str, where: str, institution: str, address: str) -> str:
    """Who, what, ``where`` and when, and the address to find it at (each where it is known)."""
    who = workshop.secretariat or institution or ", ".join(workshop.organizers)
    return DOTS.join(filter(None, (who, f"“{workshop.text(language).title}”", where, address)))


def whereabouts(workshop: Workshop, language: str, country: str) -> str:
    """Place and dates in words of ``language``; ``country`` is the country's name in it."""
    return ", ".join(filter(None, (place(workshop, country), days(workshop.start, workshop.end, language))))


def place(workshop: Workshop, country: str) -> str:
    """City, region and country, whichever are known."""
    return ", ".join(filter(None, (workshop.city, workshop.region, country)))


@lru_cache(maxsize=4096)
def day(when: date, language: str) -> str:
    """A date in words of ``language``."""
    return format_date(when, "long", locale=language)


@lru_cache(maxsize=4096)
def days(start: date, end: date, language: str) -> str:
    """From one date to another in words of ``language``, what they share said once."""
    if start == end:
        return day(start, language)
    if (start.year, start.month) != (end.year, end.month):
        return f"{day(start, language)} – {day(end, language)}"
    pattern = get_date_format("long", locale=language).pattern
    return format_date(start, re.sub(r"\bd\b", f"d'–{end.day}'", pattern), locale=language)
