"""A field of a query -> a clause: ``year:2009..2011``, ``country:"United States"``, ``theme:ict``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from rapidfuzz import process
from rapidfuzz.distance.OSA import normalized_similarity

from policysearch.query.clauses import Clause, InFacet, Or, YearRange, ZoneName
from policysearch.settings import LANGUAGES
from policysearch.text import fold
from policysearch.vocabulary import Vocabulary, country_code, country_name
from policysearch.vocabulary.countries import codes, names_of

_YEARS = re.compile(r"(?P<first>\d{4})?(?P<to>\.\.+|[-\u2013])?(?P<last>\d{4})?")
_LANGUAGES = {
    "en": ("english", "ingles", "anglais"),
    "es": ("spanish", "espanol", "castellano", "espanhol", "espagnol"),
    "pt": ("portuguese", "portugues", "portugais"),
    "fr": ("french", "frances", "francais"),
}
_NAMED_IN_VOCABULARY = ("theme", "partner", "funder", "language", "country", "experience")
NAMED_IN_INDEX = ("partner", "funder", "place")  # fields whose values the index has, not the vocabulary
PUNCTUATION = ".,;:!?"  # of a sentence that a field stands in
# Fields that are words in a part of a text.
ZONES: Mapping[str, ZoneName] = {"title": "title", "lesson": "lesson"}


def field_clause(field: str, value: str, vocabulary: Vocabulary) -> Clause | None:
    """Return the clause that ``field:value`` stands for; None where a value names nothing in ``vocabulary``."""
    clauses = (_clause(field, reading, vocabulary) for reading in _readings(value))
    return next((clause for clause in clauses if clause), None)


def with_source(clause: Clause, name: str, value: str) -> Clause:
    """Return the clause of a field with what was typed: its ``name`` and ``value``; of several years each its own."""
    match clause:
        case Or():
            return Or(tuple([with_source(part, name, value) for part in clause.clauses]))
        case YearRange():
            years = str(clause.first) if clause.first == clause.last else clause.text
            return replace(clause, source=f"{name}:{years}")
        case InFacet():
            return replace(clause, source=f"{name}:{value.rstrip(PUNCTUATION)}")
    return clause


def literal_clause(field: str, value: str) -> Clause | None:
    """Return a name as it stands, which the index may have; None for a field whose values the vocabulary has."""
    return InFacet(field, (value,)) if field in NAMED_IN_INDEX else None


def nearest_value(field: str, value: str, vocabulary: Vocabulary, language: str) -> str:
    """Return the name that ``value`` may have been meant to be, in ``language`` if it has one there; or nothing.

    Of several values, each has its own.
    """
    if "," in value:
        parts = [nearest_value(field, part.strip(), vocabulary, language) for part in value.split(",") if part.strip()]
        if all(parts):
            return ", ".join(parts)
    names: dict[str, str] = {}
    for name in _names(field, vocabulary, language):
        names.setdefault(fold(name), name)
    close = process.extractOne(fold(value), [*names], scorer=normalized_similarity, score_cutoff=0.7)
    return names[close[0]] if close else ""


def _readings(value: str) -> tuple[str, ...]:
    """Return the value as typed, and without the punctuation of the sentence that it stands in."""
    return tuple(dict.fromkeys((value, value.rstrip(PUNCTUATION))))


def _clause(field: str, value: str, vocabulary: Vocabulary) -> Clause | None:
    if field == "year":
        return _years(value)
    if full_value := _values(field, value.strip(), vocabulary):  # a name may have commas
        return InFacet(field, tuple(sorted(set(full_value))))
    values = [_values(field, name.strip(), vocabulary) for name in value.split(",") if name.strip()]
    if not values or not all(values):
        return None
    return InFacet(field, tuple(sorted({code for codes in values for code in codes})))


def _names(field: str, vocabulary: Vocabulary, language: str) -> list[str]:
    """Return what may be written as the field's value, the reader's words for it first."""
    languages = sorted(LANGUAGES, key=lambda code: code != language)
    if field == "theme":
        labels = [theme.label.get(name_language, "") for name_language in languages for theme in vocabulary.themes]
        return [*filter(None, labels), *(theme.id for theme in vocabulary.themes)]
    if field == "language":
        return [name for code in languages for name in _LANGUAGES[code]]
    if field in ("country", "experience"):
        regions = [name for region in vocabulary.regions for name in region.names] if field == "experience" else []
        names = [country_name(code, name_language) for name_language in languages for code in sorted(codes())]
        return [*names, *(name for code in sorted(codes()) for name in names_of(code)), *regions]
    return [name for body in vocabulary.organizations for name in body.names]


def _years(value: str) -> Clause | None:
    ranges = [_year_range(part.strip()) for part in value.split(",") if part.strip()]
    years = [years for years in ranges if years is not None]
    if not years or len(years) < len(ranges):
        return None
    return Or(tuple(dict.fromkeys(years))) if len(years) > 1 else years[0]


def _year_range(value: str) -> YearRange | None:
    match = _YEARS.fullmatch(value)
    if not match or not (match["first"] or match["last"]):
        return None
    first, last = (int(match[part]) if match[part] else None for part in ("first", "last"))
    if not match["to"]:
        return YearRange(first, first) if first and not last else None
    return YearRange.between(first, last)


def _values(field: str, name: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Return the facet's values that ``name`` stands for, in any of the four languages."""
    folded = fold(name)
    if field == "theme":
        themes = (theme for theme in vocabulary.themes if folded in {theme.id, *map(fold, theme.label.values())})
        return tuple(id_ for theme in themes for id_ in vocabulary.family(theme.id))
    if field in ("partner", "funder"):
        names = (body.names for body in vocabulary.organizations if folded in map(fold, body.names))
        return next(names, ())
    if field not in _NAMED_IN_VOCABULARY:
        return ()
    if field == "language":
        return tuple(code for code in LANGUAGES if folded == code or folded in _LANGUAGES[code])
    code = country_code(name)
    if code or field == "country":
        values = (code,) if code else ()
        return vocabulary.with_regions(values) if field == "experience" else values
    region = vocabulary.region_ids.get(folded)
    return (region,) if region else ()
