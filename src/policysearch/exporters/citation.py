"""The citation of a workshop or a lesson in plain words: one wording for pages, copies and files."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

from babel.dates import format_date, format_skeleton, get_date_format

from policysearch.exporters.labels import labels_in
from policysearch.materials.lesson_names import first_words
from policysearch.model.period import Precision, precision
from policysearch.model.workshop import Workshop

SEPARATOR = ". "
QUOTATION_MARKS = {"es": ("«", "»"), "fr": ("«\u00a0", "\u00a0»")}  # others: “…”
INNER_MARKS = {"es": ("“", "”"), "fr": ("“", "”")}  # of a quotation within a quotation; others: ‘…’


def citation(  # noqa: PLR0913, PLR0917 - the parts of a citation
    workshop: Workshop, language: str, venue: str, institution: str, address: str, lesson: str = ""
) -> str:
    """Return author, title, ``venue`` (place and dates) and address in one line; unknown parts are left out.

    The name of a ``lesson``, or its text, stands before its workshop. Each title stands between the quotation marks of
    its own language.
    """
    author = workshop.secretariat or institution or ", ".join(workshop.organizers)
    text = workshop.text(language)
    title = quoted(text.title, text.language)
    parts = [quoted(lesson_title(lesson), text.language), f"{labels_in(language)['in']} {title}"] if lesson else [title]
    return SEPARATOR.join(filter(None, (author, *parts, venue, address)))


def lesson_title(text: str) -> str:
    """Return a lesson's title within a citation: its name without the full stop, which the citation sets itself."""
    line = first_words(text)
    return line[:-1] if line.endswith(".") and not line.endswith("..") else line


def quoted(title: str, language: str) -> str:
    """Return ``title`` between the quotation marks of ``language``; quotations within it get the inner marks."""
    opening, closing = QUOTATION_MARKS.get(language, ("“", "”"))
    first, last = opening.strip(), closing.strip()
    inner = r"\1".join(INNER_MARKS.get(language, ("‘", "’")))
    return opening + re.sub(rf"{first}\s*([^{first}{last}]*?)\s*{last}", inner, title) + closing


def place_and_dates(workshop: Workshop, language: str, country: str) -> str:
    """Return place and dates in words of ``language``; ``country`` is the country's name in that language."""
    days = date_range(workshop.start, workshop.end, language)
    return ", ".join(filter(None, (place(workshop, country, language), days)))


def place(workshop: Workshop, country: str, language: str) -> str:
    """Return city, region and country, and whether it was online; unknown parts are left out."""
    names = ", ".join(filter(None, (workshop.city, workshop.region, country)))
    if not workshop.mode:
        return names
    labels = labels_in(language)
    if workshop.mode == "hybrid" and names:
        return f"{names} {labels['and_online']}"
    return f"{names} ({labels[workshop.mode].lower()})" if names else labels[workshop.mode]


@lru_cache(maxsize=4096)
def long_date(day: date, language: str) -> str:
    """Return a date in words of ``language``."""
    return format_date(day, _with_day(language, day_words(day.day, language)), locale=language)


@lru_cache(maxsize=4096)
def date_range(start: date, end: date, language: str) -> str:
    """Return a range of dates in words of ``language``; within one month, month and year appear once."""
    if start == end:
        return long_date(start, language)
    known_to = precision(start, end)
    if known_to != "day":
        first, last = _month_or_year(start, known_to, language), _month_or_year(end, known_to, language)
        return first if first == last else f"{first} – {last}"
    if (start.year, start.month) != (end.year, end.month):
        return f"{long_date(start, language)} – {long_date(end, language)}"
    words = f"{day_words(start.day, language)}–{day_words(end.day, language)}"
    return format_date(start, _with_day(language, words), locale=language)


def day_words(day: int, language: str) -> str:
    """Return the number of a day of the month as ``language`` writes it: the first is an ordinal in French alone.

    The patterns of CLDR have no such rule; it is that of the *Lexique des règles typographiques* of the Imprimerie
    nationale.
    """
    return "1er" if language == "fr" and day == 1 else str(day)


def _with_day(language: str, words: str) -> str:
    """Return the pattern of CLDR for a date in words, with ``words`` for its day."""
    return re.sub(r"\bd\b", f"'{words}'", get_date_format("long", locale=language).pattern)


def _month_or_year(day: date, known_to: Precision, language: str) -> str:
    return str(day.year) if known_to == "year" else format_skeleton("yMMMM", day, locale=language)
