"""A field of a query -> a clause: ``year:2009..2011``, ``country:"United States"``, ``theme:ict``."""

from __future__ import annotations

import re

from policysearch.query.clauses import Clause, InFacet, YearRange
from policysearch.settings import LANGUAGES
from policysearch.text import fold
from policysearch.vocabulary import Vocabulary, country_code

_YEARS = re.compile(r"(?P<first>\d{4})?(?P<to>\.\.+|[-\u2013])?(?P<last>\d{4})?")
_LANGUAGES = {
    "en": ("english", "ingles", "anglais"),
    "es": ("spanish", "espanol", "castellano", "espanhol", "espagnol"),
    "pt": ("portuguese", "portugues", "portugais"),
    "fr": ("french", "frances", "francais"),
}


def field_clause(field: str, value: str, vocabulary: Vocabulary) -> Clause | None:
    """Return the clause that ``field:value`` stands for; None where a value names nothing in ``vocabulary``."""
    if field == "year":
        return _year_range(value)
    values = [_values(field, name.strip(), vocabulary) for name in value.split(",") if name.strip()]
    if not values or not all(values):
        return None
    return InFacet(field, tuple(sorted({code for codes in values for code in codes})))


def literal_clause(field: str, value: str) -> Clause | None:
    """Return ``field:value`` with the value as it stands; None for a year."""
    return None if field == "year" else InFacet(field, (value,))


def _year_range(value: str) -> YearRange | None:
    match = _YEARS.fullmatch(value)
    if not match or not (match["first"] or match["last"]):
        return None
    first, last = (int(match[part]) if match[part] else None for part in ("first", "last"))
    if not match["to"]:
        return YearRange(first, first) if first and not last else None
    return YearRange(last, first) if first and last and first > last else YearRange(first, last)


def _values(field: str, name: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Return the facet's values that ``name`` stands for, in any of the four languages."""
    folded = fold(name)
    if field == "theme":
        themes = (theme for theme in vocabulary.themes if folded in {theme.id, *map(fold, theme.label.values())})
        return tuple(theme.id for theme in themes)
    if field == "partner":
        names = (body.names for body in vocabulary.organizations if folded in map(fold, body.names))
        return next(names, ())
    if field == "language":
        return tuple(code for code in LANGUAGES if folded == code or folded in _LANGUAGES[code])
    code = country_code(name)
    if code or field == "country":
        return (code,) if code else ()
    return next((region.members for region in vocabulary.regions if folded in map(fold, region.names)), ())
