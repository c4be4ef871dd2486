"""Countries: ISO 3166 codes, and their names in four languages (Unicode CLDR, through Babel)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from babel import Locale

from policysearch.language import fold
from policysearch.settings import LANGUAGES

# Names in use beside CLDR's; in capitals exactly as written here.
ALSO = {
    "US": ("U.S.", "US", "USA", "U.S.A.", "EE.UU.", "EE. UU.", "EEUU", "EUA", "United States of America"),
    "GB": ("UK", "U.K.", "Great Britain", "Gran Bretaña", "Grã-Bretanha", "Grande-Bretagne"),
    "KR": ("Korea", "Corea", "Coreia", "Corée", "Republic of Korea"),
    "BO": ("Plurinational State of Bolivia",),
    "VE": ("Bolivarian Republic of Venezuela",),
    "TT": (
        "Trinidad and Tobago",
        "Trinidad",
    ),
    "VC": ("Saint Vincent and the Grenadines",),
    "LC": ("Saint Lucia",),
    "KN": ("Saint Kitts and Nevis",),
    "DO": ("República Dominicana", "Dominican Republic"),
    "CI": ("Ivory Coast",),
    "CZ": ("Czech Republic",),
    "RU": ("Russian Federation",),
    "NL": ("The Netherlands", "Holland"),
    "TR": ("Türkiye",),
}
NOT_COUNTRIES = frozenset(["EU", "EZ", "UN", "XA", "XB", "ZZ", "QO"])


def country_name(code: str, language: str) -> str:
    """The name of ``code`` in ``language``; the code itself where there is none."""
    return _names(language).get(code, code)


def country_code(name: str) -> str | None:
    """The ISO 3166 alpha-2 code that ``name`` (a code, or a name in any of the four languages) means, or None."""
    text = name.strip()
    if len(text) == 2 and text.upper() in codes():
        return text.upper()
    return _codes_by_name().get(fold(" ".join(text.split())))


@cache
def codes() -> frozenset[str]:
    """All codes there are."""
    return frozenset(_names("en"))


@cache
def names_of(code: str) -> tuple[str, ...]:
    """Every name of ``code`` in the four languages, each once."""
    return tuple(dict.fromkeys([*(_names(language)[code] for language in LANGUAGES), *ALSO.get(code, ())]))


@cache
def _names(language: str) -> Mapping[str, str]:
    territories = Locale(language).territories
    return {
        code: name for code, name in territories.items() if re.fullmatch("[A-Z]{2}", code) and code not in NOT_COUNTRIES
    }


@cache
def _codes_by_name() -> Mapping[str, str]:
    found: dict[str, str] = {}
    for code in sorted(codes()):
        for name in names_of(code):
            found.setdefault(fold(name), code)
    return found
