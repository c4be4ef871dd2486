"""Days in running text, in English, Spanish, Portuguese and French: "3 y 4 de diciembre de 2009" -> a Span."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from policysearch.setting_values import LANGUAGES
from policysearch.text.month_names import date_words
from policysearch.text.phrase_patterns import PhraseTable

_BY_LANGUAGE = {language: date_words(language) for language in sorted(LANGUAGES)}
MONTHS = {
    name: number for words in _BY_LANGUAGE.values() for number, names in enumerate(words["months"], 1) for name in names
}
MONTH_NAMES = {  # by language, the full name of each month
    language: {number: names[0] for number, names in enumerate(words["months"], 1)}
    for language, words in _BY_LANGUAGE.items()
}
_TABLE = PhraseTable(
    {key: [phrase for words in _BY_LANGUAGE.values() for phrase in words.get(key, ())] for key in _BY_LANGUAGE["en"]}
    | {"month": [*MONTHS]}
)
WEEKDAYS = _TABLE.phrases["weekday"]
_MONTH = r"(?P<month>{month})\b\.?"
_YEAR = r"(?P<year>(?:19|20)\d\d)(?!\d)"
_WEEKDAY = r"(?:{weekday}\b\.?,?\s+(?:{the}\s+)?)?"
_NUMBER = r"(?:0?[1-9]|[12]\d|3[01])"
_DAY = (
    rf"(?:(?<![\w.:/$€]){_NUMBER}(?:{{ordinal}}|\.?[ºo°])?(?![\w:%/]|[.,]\d|\s*{{hour}}\b)"
    r"|\b{first_day}(?=\s+{of}\b))"
)
_DAY_SLASH_DAY = rf"(?<![\w.:/$€]){_NUMBER}/{_NUMBER}(?![\w:%/]|[.,]\d)"  # 3/4 December
_TO = r"\s*(?:[-–—‑−&]|\b{to}\b)\s*"
_DAYS = (
    rf"(?P<days>{_DAY_SLASH_DAY}"
    rf"|{_DAY}(?:(?:\s*,\s*{_WEEKDAY}{_DAY}){{0,8}},?{_TO}(?:{{the}}\s+)?{_WEEKDAY}{_DAY})?)"
)
_OF = r"(?:\s*+(?:\b{of}\b|-)\s*+|\s++)"
_DAYS_MONTH_YEAR = rf"{_WEEKDAY}{_DAYS}{_OF}{_MONTH}(?:(?:\s*+(?:,|\b{{of}}\b(?:\s+{{year}})?|-)\s*+|\s++){_YEAR})?"
_MONTH_DAYS_YEAR = rf"\b{_MONTH}\s+(?:{{the}}\s+)?{_DAYS}(?:(?:\s*+(?:,|\b{{of}}\b)\s*+|\s++){_YEAR})?"
_FIRST_DAY = _TABLE.pattern(r"\b{first_day}\b")
_IN_WORDS = (_TABLE.pattern(_MONTH_DAYS_YEAR), _TABLE.pattern(_DAYS_MONTH_YEAR))
_ISO = re.compile(r"(?<![\d-])(?P<year>(?:19|20)\d\d)-(?P<month>0[1-9]|1[0-2])-(?P<days>0[1-9]|[12]\d|3[01])(?![\d-])")
_NUMERIC = _TABLE.pattern(
    rf"(?<![\d./-])(?:(?P<first>\d{{1,2}}){_TO})?"
    r"(?P<a>\d{1,2})(?P<s>[./-])(?P<b>\d{1,2})(?P=s)(?P<year>(?:19|20)\d\d)(?![\d/-]|\.\d)"
)
_JOIN = _TABLE.pattern(rf"\s*+,?(?:{_TO}|\s*/\s*)(?:{{the}}\s+)?{_WEEKDAY}")
_YEAR_ALONE = re.compile(r"(?<![\d/$€.,-])(?:19|20)\d\d(?![\d/%-]|[.,]\d)")
_MONTH_YEAR = _TABLE.pattern(rf"\b{_MONTH}\s*+(?:(?:,|\b{{of}}\b)\s*+)?{_YEAR}")
_NOT_EVENT = _TABLE.pattern(  # "registration" in the middle of a sentence may be an event's subject
    r"(?:{not_event}|(?:^|[.;:|(]\s*)(?:\w+\s+)?{not_event_at_start})\W*(?:\w+\W+){0,4}$"
)
_LEAD = 200  # characters before a date that are searched for words such as "published"
_LONGEST_EVENT = 14  # days
_LONGEST_JOIN = 45  # days; "September 6, 2011 and May 5, 2012" are two dates


@dataclass(frozen=True, slots=True)
class Span:
    """Days from ``start`` to ``end``, at ``[first, last)`` of a text. Not ``certain``: others may be meant."""

    start: date
    end: date
    first: int
    last: int
    certain: bool = True


@dataclass(frozen=True, slots=True)
class _Part:
    """One written date, or several days of one month; ``year`` is 0 where it has none."""

    days: tuple[int, ...]
    month: int
    year: int
    first: int
    last: int
    certain: bool = True


def find(text: str, year: int = 0, day_first: bool = True) -> tuple[Span, ...]:
    """Return the spans in ``text``, in order. ``year`` is for phrases without one (0: these are left out).

    ``day_first`` says how "3/4/2011" is read; where both readings are days, the span is not certain. Dates of
    publication, updates and deadlines are left out.
    """
    spans: list[Span] = []
    parts = [part for part in _parts(text, day_first) if not _is_not_event(text, part)]
    number = 0
    while number < len(parts):
        part = parts[number]
        following = parts[number + 1] if number + 1 < len(parts) else part
        is_joined = _JOIN.fullmatch(text[part.last : following.first]) is not None
        span = _span(part, following, year) if is_joined else None
        if span and (span.end - span.start).days <= _LONGEST_JOIN:
            number += 1
        else:
            span = _span(part, part, year)
        spans += [span] if span else []
        number += 1
    return tuple(spans)


def years(text: str) -> tuple[int, ...]:
    """Return the years named in ``text``, each once, in order."""
    return tuple(dict.fromkeys(int(match[0]) for match in _YEAR_ALONE.finditer(text)))


def month_only(text: str) -> str:
    """Return a month with its year as it stands in the text ("September 2010"), or an empty text."""
    match = _MONTH_YEAR.search(text)
    return match[0] if match else ""


def _is_not_event(text: str, part: _Part) -> bool:
    """Return whether the words before a date say that it is that of a publication, an update or a deadline."""
    return _NOT_EVENT.search(text[max(0, part.first - _LEAD) : part.first]) is not None


def _parts(text: str, day_first: bool) -> list[_Part]:
    in_words = [match for pattern in _IN_WORDS for match in pattern.finditer(text)]
    candidates = [
        _part_in_words(match)
        for match in in_words
        if match["year"] or match["month"] not in _TABLE.phrases["ambiguous_month"]
    ]
    candidates += [_Part((int(m["days"]),), int(m["month"]), int(m["year"]), *m.span()) for m in _ISO.finditer(text)]
    numeric = list(_NUMERIC.finditer(text))
    order = _order_proved(numeric)
    candidates += [part for match in numeric for part in _numeric(match, day_first, order)]
    parts: list[_Part] = []
    for part in sorted(candidates, key=lambda p: (p.first, -p.last)):
        if not parts or part.first >= parts[-1].last:
            parts.append(part)
        elif part.first > parts[-1].first and part.last > parts[-1].last and part.year and not parts[-1].year:
            parts[-1] = part  # "... May 5 to 7 June 2010" read from its other end
    return parts


def _part_in_words(match: re.Match[str]) -> _Part:
    days = tuple(int(number) for number in re.findall(r"\d+", _FIRST_DAY.sub("1", match["days"])))
    first, last = match.span()
    return _Part(days, MONTHS[match["month"].lower()], int(match["year"] or 0), first, last)


def _order_proved(matches: Sequence[re.Match[str]]) -> bool | None:
    """Return whether a numeric date of the text proves that days come first (31/05/2012), or months; else None."""
    if any(int(match["a"]) > 12 or match["first"] for match in matches):
        return True
    return False if any(int(match["b"]) > 12 for match in matches) else None


def _numeric(match: re.Match[str], day_first: bool, order: bool | None) -> Iterator[_Part]:
    a, b = int(match["a"]), int(match["b"])
    if order is not None and max(a, b) <= 12:
        day_first = order
    day, month = (a, b) if (day_first and b <= 12) or a > 12 else (b, a)
    if 1 <= month <= 12:
        certain = order is not None or day == month or (day_first and match["s"] == ".")
        days = (int(match["first"]), day) if match["first"] else (day,)
        yield _Part(days, month, int(match["year"]), *match.span(), certain)


def _span(part: _Part, following: _Part, year: int) -> Span | None:
    """Return the days from the first of ``part`` to the last of ``following``; None for days that no calendar has."""
    end_year = following.year or part.year or year
    start_year = part.year or (end_year - 1 if part.month > following.month else end_year)
    try:
        start = date(start_year, part.month, part.days[0])
        end = date(end_year, following.month, following.days[-1])
    except ValueError:
        return None
    certain = (part.certain and following.certain) or _is_unambiguous(start, end)
    return Span(start, end, part.first, following.last, certain) if start <= end else None


def _is_unambiguous(start: date, end: date) -> bool:
    """Return whether days and months cannot be meant the other way round: the event would go on for months."""
    if start == end or (end - start).days > _LONGEST_EVENT or max(start.day, end.day) > 12:
        return False
    swapped = (start.replace(month=start.day, day=start.month), end.replace(month=end.day, day=end.month))
    return swapped[1] < swapped[0] or (swapped[1] - swapped[0]).days > _LONGEST_EVENT
