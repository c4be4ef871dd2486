"""Days in running text, in English, Spanish, Portuguese and French: "3 y 4 de diciembre de 2009" -> a Span."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

_MONTHS = (
    "january jan enero ene janeiro janvier janv",
    "february feb febrero fevereiro fev février fevrier févr fév",
    "march mar marzo março marco mars",
    "april apr abril abr avril avr",
    "may mayo maio mai",
    "june jun junio junho juin",
    "july jul julio julho juillet juil",
    "august aug agosto ago août aout",
    "september sept sep septiembre setiembre setembro septembre",
    "october oct octubre outubro octobre",
    "november nov noviembre novembro novembre",
    "december dec diciembre dic dezembro dez décembre decembre déc",
)
_MONTH_NUMBERS = {name: number for number, names in enumerate(_MONTHS, 1) for name in names.split()}
_WEEKDAYS = (
    "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun"
    " lunes martes miércoles miercoles jueves viernes sábado sabado domingo"
    " lundi mardi mercredi jeudi vendredi samedi dimanche"
    " segunda-feira terça-feira terca-feira quarta-feira quinta-feira sexta-feira segunda terça quarta quinta sexta"
)


def _any(words: str) -> str:
    return "|".join(sorted(words.split(), key=len, reverse=True))


_M = rf"(?P<month>{_any(' '.join(_MONTHS))})\b\.?"
_W = rf"(?:(?:{_any(_WEEKDAYS)})\b\.?,?\s+(?:the\s+|le\s+|el\s+|dia\s+|día\s+)?)?"
_D = (
    r"(?<![\w.:/$€])(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th|er|ro|\.?[ºo°]|re)?(?![\w:%/]|[.,]\d|\s*(?:h\b|hs\b"
    r"|hrs\b|[ap]\.?m\b))"
)
_RANGE = (
    r"\s*(?:-|–|—|‑|−|\bto\b|\bthrough\b|\bthru\b|\buntil\b|\btill\b|\band\b|&|\bal\b|\ba\b|\bhasta(?: el)?\b"
    r"|\baté\b|\bao\b|\bau\b|\bà\b|\by\b|\be\b|\bet\b|\by el\b|\bet le\b)\s*"
)
_COMMAS = rf"(?:\s*,\s*{_W}{_D}){{0,8}}"
_DAYS = rf"(?P<days>{_D}(?:{_COMMAS},?{_RANGE}(?:the\s+|el\s+|le\s+)?{_W}{_D})?)"
_Y = r"(?P<year>(?:19|20)\d\d)(?![\d])"
_OF = r"\s*(?:\bde[l]?\b|\bof\b|-|\s)\s*"
_DAY_FIRST = rf"{_W}{_DAYS}{_OF}(?:{_M})(?:\s*(?:,|\bde[l]?\b(?:\s+año)?|\bof\b|-|\s)\s*{_Y})?"
_MONTH_FIRST = rf"\b{_M}\s+(?:the\s+)?{_DAYS}(?:\s*(?:,|\bof\b|\bdel?\b|\s)\s*{_Y})?"
_ONE = (re.compile(_MONTH_FIRST, re.I), re.compile(_DAY_FIRST, re.I))
_ISO = re.compile(r"(?<![\d-])(?P<year>(?:19|20)\d\d)-(?P<month>0[1-9]|1[0-2])-(?P<days>0[1-9]|[12]\d|3[01])(?![\d-])")
_NUMERIC = re.compile(
    r"(?<![\d./-])(?P<a>\d{1,2})(?P<s>[./-])(?P<b>\d{1,2})(?P=s)(?P<year>(?:19|20)\d\d)(?![\d/-]|\.\d)"
)
_JOIN = re.compile(rf"\s*,?(?:{_RANGE}|\s*/\s*)(?:the\s+|el\s+|le\s+|o\s+)?{_W}", re.I)
_LONGEST_EVENT = 14
_LONGEST_JOIN = 45  # days; "September 6, 2011 and May 5, 2012" are two dates
_YEAR = re.compile(r"(?<![\d/$€.,-])(?:19|20)\d\d(?![\d/%-]|[.,]\d)")
_MONTH_YEAR = re.compile(rf"\b{_M}\s*(?:,|\bde[l]?\b|\bof\b)?\s*{_Y}", re.I)
_NOT_THE_EVENT = re.compile(
    r"(?:posted|published|updated|modified|accessed|retrieved|deadline|due|register by|registration|printed|created"
    r"|publicad[oa]|actualizad[oa]|última modificación|consultad[oa]|fecha límite|plazo|inscripci(?:ón|ones)|hasta el"
    r"|atualizad[oa]|prazo|inscriç(?:ão|ões)|publié|mis à jour|consulté|date limite|inscriptions?)\W*(?:\w+\W+){0,4}$",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Span:
    """Days from ``start`` to ``end``, told at ``[first, last)`` of a text. Not ``certain``: others may be meant."""

    start: date
    end: date
    first: int
    last: int
    certain: bool = True


@dataclass(frozen=True, slots=True)
class _Part:
    """One written date or run of days of a month; ``year`` 0 where it has none."""

    days: tuple[int, ...]
    month: int
    year: int
    first: int
    last: int
    certain: bool = True


def find(text: str, year: int = 0, day_first: bool = True) -> tuple[Span, ...]:
    """The spans in ``text``, in order. ``year`` is for phrases without one (0: these are left out).

    ``day_first`` says how "3/4/2011" is read; where both readings are days, the span is not certain. Dates of
    publication, updates and deadlines are left out.
    """
    spans: list[Span] = []
    parts = [part for part in _parts(text, day_first) if not _NOT_THE_EVENT.search(text[: part.first])]
    while parts:
        part = parts.pop(0)
        joined = bool(parts) and _JOIN.fullmatch(text[part.last : parts[0].first]) is not None
        whole = _span(part, parts[0], year) if joined else None
        if whole and (whole.end - whole.start).days <= _LONGEST_JOIN:
            parts.pop(0)
        else:
            whole = _span(part, part, year)
        spans += [whole] if whole else []
    return tuple(spans)


def years(text: str) -> tuple[int, ...]:
    """The years named in ``text``, each once, in order."""
    return tuple(dict.fromkeys(int(match[0]) for match in _YEAR.finditer(text)))


def month_only(text: str) -> str:
    """A month with its year as the text words it ("September 2010"), or empty."""
    match = _MONTH_YEAR.search(text)
    return match[0] if match else ""


def _parts(text: str, day_first: bool) -> list[_Part]:
    worded = [match for pattern in _ONE for match in pattern.finditer(text)]
    found = [_worded(match) for match in worded if match["year"] or match["month"] != "may"]  # the verb
    found += [_Part((int(m["days"]),), int(m["month"]), int(m["year"]), *m.span()) for m in _ISO.finditer(text)]
    found += [part for match in _NUMERIC.finditer(text) for part in _numeric(match, day_first)]
    kept: list[_Part] = []
    for part in sorted(found, key=lambda p: (p.first, -p.last)):
        if not kept or part.first >= kept[-1].last:
            kept.append(part)
        elif part.first > kept[-1].first and part.last > kept[-1].last and part.year and not kept[-1].year:
            kept[-1] = part  # "... May 5 to 7 June 2010" read from its other end
    return kept


def _worded(match: re.Match[str]) -> _Part:
    days = tuple(int(number) for number in re.findall(r"\d+", match["days"]))
    first, last = match.span()
    return _Part(days, _MONTH_NUMBERS[match["month"].lower()], int(match["year"] or 0), first, last)


def _numeric(match: re.Match[str], day_first: bool) -> Iterator[_Part]:
    a, b = int(match["a"]), int(match["b"])
    day, month = (a, b) if (day_first and b <= 12) or a > 12 else (b, a)
    if 1 <= month <= 12:
        certain = day > 12 or day == month or (day_first and match["s"] == ".")
        yield _Part((day,), month, int(match["year"]), *match.span(), certain)


def _span(part: _Part, other: _Part, year: int) -> Span | None:
    """From the first day of ``part`` to the last of ``other``; None for days that no calendar has."""
    end_year = other.year or part.year or year
    start_year = part.year or (end_year - 1 if part.month > other.month else end_year)
    try:
        start = date(start_year, part.month, part.days[0])
        end = date(end_year, other.month, other.days[-1])
    except ValueError:
        return None
    certain = (part.certain and other.certain) or _only_so(start, end)
    return Span(start, end, part.first, other.last, certain) if start <= end else None


def _only_so(start: date, end: date) -> bool:
    """Whether days and months cannot be meant the other way round: the event would go on for months."""
    if start == end or (end - start).days > _LONGEST_EVENT or max(start.day, end.day) > 12:
        return False
    swapped = (start.replace(month=start.day, day=start.month), end.replace(month=end.day, day=end.month))
    return swapped[1] < swapped[0] or (swapped[1] - swapped[0]).days > _LONGEST_EVENT
