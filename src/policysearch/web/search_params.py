"""Parameters of a request -> Query, and a Query -> parameters for links.

The API is strict: an unknown name or a malformed value is a QueryError that names it. Pages are lenient: they ignore
what they do not understand (``utm_source``, ``offset=-1``).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from difflib import get_close_matches
from typing import Any

from werkzeug.datastructures import MultiDict

from policysearch import query
from policysearch.model.document import FACETS
from policysearch.model.errors import QueryError
from policysearch.query import Notice, Query, YearRange
from policysearch.settings import LANGUAGES
from policysearch.vocabulary import Vocabulary
from policysearch.vocabulary.countries import codes
from policysearch.web.packed_lessons import unpack

YEARS = ("year_from", "year_to")
SINCE = "since"
GENERATION = "generation"  # in the addresses of further pages: the version of the collection that the first was from
SINGLE = ("q", *YEARS, SINCE, "view", "sort", "offset", "limit", "expand", "meaning", "lang", GENERATION)
NAMES = SINGLE + FACETS
ORDER = ("q", *FACETS, *SINGLE[1:])  # in the addresses that pages link to
LESSON = "lesson"  # on pages: the id of a lesson of the reader's brief ("<slug>/h1"), repeatable, in every address
LESSONS = "lessons"  # the same for many lessons, packed
MAX_LESSONS = 100
TITLE = "title"  # on pages: the title of the reader's brief, in every address as long as the brief has lessons
MAX_TITLE_LENGTH = 200
MAX_SELECTED_CHARACTERS = 4_000
MAX_MALFORMED = 40  # characters of a malformed year or day that are named
_LESSON_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,199}/[A-Za-z0-9._-]{1,60}")
CHOICES = {
    "view": ("workshops", "highlights"),
    "sort": ("relevance", "newest", "oldest", "added"),
    "expand": ("true", "false"),
    "meaning": ("true", "false"),
    "lang": LANGUAGES,
}
RANGES = {"offset": (0, query.MAX_WINDOW), "limit": (1, 100)}
DEFAULTS = {"view": "workshops", "sort": "relevance", "offset": "0", "limit": "10", "expand": "true"}
_CODE = (re.compile(r"[A-Za-z]{2}"), "a two-letter code, such as PA")
_NAME = (re.compile(r"[^\x00-\x1f\x7f]{1,1000}"), "a name of at most 1,000 characters")
_VERSION = re.compile(r"[A-Za-z0-9.-]{1,80}")
_YEAR = (re.compile(r"[0-9]{4}"), "a year, such as 2010")
_WELL_FORMED = {
    "year": _YEAR,
    **dict.fromkeys(YEARS, _YEAR),
    "country": _CODE,
    "experience": (re.compile(r"[A-Za-z]{2}|[A-Za-z0-9]+(?:[-_][A-Za-z0-9]+)*"), "a country's code or a region's id"),
    "theme": (re.compile(r"[A-Za-z0-9]+(?:[-_][A-Za-z0-9]+)*"), "a theme's id, such as ict"),
    "partner": _NAME,
    "funder": _NAME,
    "language": (re.compile(r"[A-Za-z]{2}"), "a language's two-letter code, such as es"),
}


@dataclass(frozen=True, slots=True)
class SearchParams:
    """The well-formed parameters of a request, not yet parsed as a query.

    ``malformed`` are the years and days that a reader typed and that are none: pages say so.
    """

    single: Mapping[str, str]
    facets: Mapping[str, tuple[str, ...]]
    malformed: tuple[str, ...] = ()

    def without_window(self) -> SearchParams:
        """Return the parameters without ``offset`` and ``limit``, for views that take the complete result set."""
        return replace(self, single={name: value for name, value in self.single.items() if name not in RANGES})

    def query(self, vocabulary: Vocabulary, language: str) -> Query:
        """Return the Query for a reader of ``language``. Raise QueryError when it is over a cap."""
        filters = query.filters(self.facets)
        _check_size(filters)
        single: dict[str, Any] = {**DEFAULTS, **self.single}
        parsed = query.parse(
            single.get("q", ""),
            vocabulary,
            view=single["view"],
            sort=single["sort"],
            offset=int(single["offset"]),
            limit=int(single["limit"]),
            expand=single["expand"] == "true",
            language=language,
            filters=filters,
            meaning={"true": True, "false": False}.get(single.get("meaning", "")),
            years=self._years(),
            since=date.fromisoformat(single[SINCE]) if SINCE in single else None,
        )
        if not self.malformed:  # nearly always
            return parsed
        notices = [Notice("malformed_date", text=typed) for typed in self.malformed]
        return replace(parsed, notices=(*notices, *parsed.notices))

    def _years(self) -> YearRange | None:
        first, last = (int(self.single[name]) if name in self.single else None for name in YEARS)
        return YearRange.between(first, last)


def parse_strict(args: MultiDict[str, str]) -> SearchParams:
    """Return the parameters as the API reads them. Raise QueryError for the first that is unknown or malformed."""
    reject_unknown(args, NAMES)
    for name in SINGLE:
        if len(args.getlist(name)) > 1:
            raise QueryError(f"The parameter {name} is given more than once.", "Give it once.", name)
    single = {name: _single(name, args[name]) for name in SINGLE if name in args}
    facets = {name: tuple(_facet(name, value) for value in args.getlist(name)) for name in FACETS if name in args}
    return SearchParams(single, facets)


def parse_lenient(args: MultiDict[str, str]) -> SearchParams:
    """Return the parameters as pages read them: without those that are unknown or malformed.

    Years and days that are malformed are kept to be named.
    """
    single = {name: args[name] for name in SINGLE if name in args and _accepts(_single, name, args[name])}
    facets = {
        name: tuple(_facet(name, value) for value in args.getlist(name) if _accepts(_facet, name, value))
        for name in FACETS
        if name in args
    }
    typed = [args[name].strip()[:MAX_MALFORMED] for name in (*YEARS, SINCE) if name in args and name not in single]
    return SearchParams(single, facets, tuple(dict.fromkeys(filter(None, typed))))


def brief_lessons(args: MultiDict[str, str]) -> tuple[str, ...]:
    """Return the ids of the lessons in the reader's brief, in their order, each once."""
    return given_lessons(args)[:MAX_LESSONS]


def given_lessons(args: MultiDict[str, str]) -> tuple[str, ...]:
    """Return the well-formed ids of lessons, those of the packed list first, each once."""
    if LESSON not in args and LESSONS not in args:  # nearly always
        return ()
    ids = [*unpack(args.get(LESSONS, "")), *args.getlist(LESSON)]
    return tuple(dict.fromkeys(filter(_LESSON_ID.fullmatch, ids)))


def brief_title(args: MultiDict[str, str]) -> str:
    """Return the title of the reader's brief as one line; empty without one."""
    return " ".join(args.get(TITLE, "").split())[:MAX_TITLE_LENGTH]


def is_search(args: MultiDict[str, str]) -> bool:
    """Return True where the parameters ask for results; ``lang`` and the lessons of a brief alone do not."""
    return any(name in args for name in NAMES if name not in ("lang", GENERATION))


def reject_unknown(args: MultiDict[str, str], names: tuple[str, ...]) -> None:
    """Raise QueryError when a parameter is not among ``names``."""
    for name in args:
        if name not in names:
            close = get_close_matches(name, names, 1)
            hint = f"Did you mean {close[0]}?" if close else f"Known: {', '.join(names)}."
            raise QueryError(f"There is no parameter {name!r}.", hint, name)


def to_params(query: Query, offset: int | None = None) -> list[tuple[str, str]]:
    """Return the parameters that ask ``query`` again, from ``offset`` on if given, in one canonical order.

    Defaults are left out.
    """
    params = [("q", query.text)]
    if query.filters or query.years or query.since:
        params += _selection_params(query)
    params += [
        (name, value)
        for name, value in (
            ("view", query.view),
            ("sort", query.sort),
            ("offset", str(query.offset if offset is None else offset)),
            ("limit", str(query.limit)),
            ("expand", "true" if query.expand else "false"),
        )
        if value != DEFAULTS[name]
    ]
    if query.meaning is not None:
        params.append(("meaning", "true" if query.meaning else "false"))
    return params


def _selection_params(query: Query) -> Iterator[tuple[str, str]]:
    selections, years = dict(query.filters), query.years or YearRange(None, None)
    yield from ((facet, value) for facet in FACETS for value in selections.get(facet, ()))
    for name, year in zip(YEARS, (years.first, years.last), strict=True):
        if year is not None:
            yield name, f"{year:04}"
    if query.since:
        yield SINCE, query.since.isoformat()


def _check_size(filters: tuple[tuple[str, tuple[str, ...]], ...]) -> None:
    """Raise QueryError where so much is selected that a page, whose links repeat it, would be large."""
    values = [value for _, facet_values in filters for value in facet_values]
    if len(values) > query.MAX_CLAUSES or sum(map(len, values)) > MAX_SELECTED_CHARACTERS:
        message = (
            f"At most {query.MAX_CLAUSES} values can be selected, of {MAX_SELECTED_CHARACTERS:,} characters in all."
        )
        largest, _ = max(filters, key=lambda selection: sum(map(len, selection[1])))
        raise QueryError(message, "Leave some of them out.", largest)


def _single(name: str, value: str) -> str:
    if name in CHOICES and value not in CHOICES[name]:
        raise QueryError(f"The parameter {name} cannot be {value!r}.", f"It takes {', '.join(CHOICES[name])}.", name)
    if name in RANGES:
        low, high = RANGES[name]
        if not re.fullmatch(r"[0-9]{1,9}", value) or not low <= int(value) <= high:
            hint = f"It takes a whole number from {low} to {high}."
            raise QueryError(f"The parameter {name} cannot be {value!r}.", hint, name)
    if name in YEARS:
        return _facet(name, value)
    if name == GENERATION and not _VERSION.fullmatch(value):
        raise QueryError(f"The parameter {name} cannot be {value!r}.", "It takes the generation of an answer.", name)
    if name == SINCE and not _is_day(value):
        raise QueryError(f"The parameter {name} cannot be {value!r}.", "It takes a day, such as 2026-06-01.", name)
    return value


def _is_day(value: str) -> bool:
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def _facet(name: str, value: str) -> str:
    pattern, expected = _WELL_FORMED[name]
    value = value.strip()
    if not pattern.fullmatch(value):
        raise QueryError(f"The parameter {name} cannot be {value!r}.", f"It takes {expected}.", name)
    if name == "country" or (name == "experience" and value.upper() in codes()):
        return value.upper()
    return value if name in ("partner", "funder") else value.lower()


def _accepts(parser: Callable[[str, str], str], name: str, value: str) -> bool:
    try:
        parser(name, value)
    except QueryError:
        return False
    return True
