"""Countries: ISO 3166 codes, and their names in four languages.

``countries.tsv`` has the names of Unicode CLDR: Babel's locales take a tenth of a second to load, and every search
needs the names. A test compares the two.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from policysearch.settings import LANGUAGES
from policysearch.text import fold, forms

NAMES = Path(__file__).with_name("countries.tsv")
# Names in use beside CLDR's, in capitals exactly as written here.
ALSO = {
    "US": "U.S.; US; USA; U.S.A.; EE.UU.; EE. UU.; EEUU; EUA; United States of America; Estados Unidos de América",
    "GB": "UK; U.K.; Great Britain; Gran Bretaña; Grã-Bretanha; Grande-Bretagne",
    "BO": "Plurinational State of Bolivia; Estado Plurinacional de Bolivia; Bolivia, Plurinational State of",
    "VE": "Bolivarian Republic of Venezuela; República Bolivariana de Venezuela; Venezuela, Bolivarian Republic of",
    "KR": "Republic of Korea; República de Corea; Korea; Corea; Coreia; Corée",
    "RU": "Russian Federation; Federación de Rusia",
    "NL": "Holland; Holanda; Hollande",
    "VN": "Viet Nam",
    "TR": "Türkiye",
    "CZ": "Czech Republic",
    "CI": "Ivory Coast; Costa de Marfil",
    "SG": "Cingapura",
}
_LEFT_OUT = frozenset("the and y e et".split())  # "Trinidad and Tobago" is "Trinidad & Tobago", "The Bahamas" Bahamas


def country_name(code: str, language: str) -> str:
    """The name of ``code`` in ``language``; the code itself where there is none."""
    return _names(language).get(code, code)


def country_code(name: str) -> str | None:
    """The ISO 3166 alpha-2 code that ``name`` (a code, or a name in any of the four languages) means, or None."""
    text = name.strip()
    if len(text) == 2 and text.upper() in codes():
        return text.upper()
    return _codes_by_name().get(_plain(text))


@cache
def codes() -> frozenset[str]:
    """All codes there are."""
    return frozenset(_names("en"))


@cache
def names_of(code: str) -> tuple[str, ...]:
    """Every name of ``code`` in the four languages, each once."""
    return tuple(dict.fromkeys([*(country_name(code, language) for language in LANGUAGES), *_also(code)]))


@cache
def _names(language: str) -> Mapping[str, str]:
    return {row[0]: row[1 + LANGUAGES.index(language)] for row in _rows()}


@cache
def _rows() -> tuple[tuple[str, ...], ...]:
    lines = NAMES.read_text("utf-8").splitlines()
    return tuple(tuple(line.split("\t")) for line in lines[1:])


@cache
def _codes_by_name() -> Mapping[str, str]:
    found: dict[str, str] = {}
    for code in sorted(codes()):
        for name in names_of(code):
            found.setdefault(_plain(name), code)
    return found


def _also(code: str) -> tuple[str, ...]:
    written = [name.strip() for name in ALSO.get(code, "").split(";") if name.strip()]
    return tuple(dict.fromkeys([*written, *(name.replace(" & ", " and ") for name in _variants(code))]))


def _variants(code: str) -> tuple[str, ...]:
    """CLDR abbreviates ("St. Lucia", "Trinidad & Tobago"); texts often do not."""
    name = _names("en").get(code, "")
    return (name, name.replace("St. ", "Saint ")) if "&" in name or "St. " in name else ()


def _plain(name: str) -> str:
    words = (form for form, _, _ in forms(fold(name)))
    return " ".join("st" if word == "saint" else word for word in words if word not in _LEFT_OUT)
