"""What is said of a facet in the words of a query: ``year:2009..2011``, ``country:"United States"``, ``theme:ict``."""

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


def meaning(field: str, value: str, vocabulary: Vocabulary) -> Clause | None:
    """The clause that ``field:value`` stands for; None where ``value`` names nothing that is known."""
    if field == "year":
        return _years(value)
    found = [_values(field, one.strip(), vocabulary) for one in value.split(",") if one.strip()]
    return InFacet(field, tuple(sorted({one for some in found for one in some}))) if found and all(found) else None


def literally(field: str, value: str) -> Clause | None:
    """``field:value`` with the value as it stands, known or not; None for a malformed year."""
    return None if field == "year" else InFacet(field, (value,))


def _years(value: str) -> YearRange | None:
    match = _YEARS.fullmatch(value)
    if not match or not (match["first"] or match["last"]):
        return None
    first, last = (int(match[part]) if match[part] else None for part in ("first", "last"))
    if not match["to"]:
        return YearRange(first, first) if first and not last else None
    return YearRange(last, first) if first and last and first > last else YearRange(first, last)


def _values(field: str, value: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    plain = fold(value)
    if field == "theme":
        named = (theme for theme in vocabulary.themes if plain in {theme.id, *map(fold, theme.label.values())})
        return tuple(theme.id for theme in named)
    if field == "partner":
        known = (body.names for body in vocabulary.organizations if plain in map(fold, body.names))
        return next(known, ())
    if field == "language":
        return tuple(code for code in LANGUAGES if plain == code or plain in _LANGUAGES[code])
    code = country_code(value)
    if code or field == "country":
        return (code,) if code else ()
    return next((region.members for region in vocabulary.regions if plain in map(fold, region.names)), ())
