"""Countries: ISO 3166 codes, and their names in four languages.

``countries.tsv`` has the names of Unicode CLDR: Babel's locales take a tenth of a second to load, and every search
needs the names. A test compares the two.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from policysearch.settings import LANGUAGES
from policysearch.text import fold, words

NAMES = Path(__file__).with_name("countries.tsv")
# Names in use beside CLDR's; those in capitals count exactly as written.
OTHER_NAMES = {
    "US": "U.S.; US; USA; U.S.A.; EE.UU.; EE. UU.; EEUU; EUA; United States of America; Estados Unidos de América",
    "GB": "UK; U.K.; Great Britain; Britain; Gran Bretaña; Grã-Bretanha; Grande-Bretagne; England; Inglaterra;"
    " Angleterre; Scotland; Escocia; Escócia; Écosse; Wales; Pays de Galles; Northern Ireland; Irlanda del Norte;"
    " Irlanda do Norte; Irlande du Nord",
    "BO": "Plurinational State of Bolivia; Estado Plurinacional de Bolivia; Bolivia, Plurinational State of",
    "VE": "Bolivarian Republic of Venezuela; República Bolivariana de Venezuela; Venezuela, Bolivarian Republic of;"
    " Venezuela, Republica Bolivariana de",
    "KR": "Republic of Korea; Korea, Republic of; República de Corea; Korea; Corea; Coreia; Corée",
    "RU": "Russian Federation; Federación de Rusia",
    "NL": "Holland; Holanda; Hollande",
    "VN": "Viet Nam; Vietname",
    "TR": "Türkiye; Turkey",
    "LA": "Lao PDR; Lao People's Democratic Republic; República Democrática Popular Lao",
    "SY": "Syrian Arab Republic; República Árabe Siria; República Árabe Síria; République arabe syrienne",
    "SK": "Slovak Republic; República Eslovaca; République slovaque",
    "KG": "Kyrgyz Republic; República Kirguisa; République kirghize",
    "EG": "Arab Republic of Egypt; Egypt, Arab Republic of",
    "YE": "Republic of Yemen; Yemen, Republic of",
    "FM": "Federated States of Micronesia; Micronesia, Federated States of",
    "MD": "Republic of Moldova; Moldova, Republic of; República de Moldova; République de Moldova",
    "TZ": "United Republic of Tanzania; Tanzania, United Republic of; República Unida de Tanzania",
    "IR": "Islamic Republic of Iran; Iran, Islamic Republic of; República Islámica del Irán; Irão",
    "KP": "Democratic People's Republic of Korea",
    "BN": "Brunei Darussalam",
    "SX": "St. Maarten; St Maarten; Saint Maarten",
    "MU": "Maurícias",
    "CZ": "Czech Republic; República Checa; República Tcheca; République tchèque",
    "CI": "Ivory Coast; Costa de Marfil",
    "MM": "Burma; Myanmar; Mianmar; Birmania; Birmânia; Birmanie",
    "SZ": "Swaziland; Suazilandia; Suazilândia",
    "HK": "Hong Kong",
    "MO": "Macao; Macau",
    "TT": "Trinidad; Tobago",
    "KN": "St. Kitts; Saint Kitts; St Kitts; Nevis",
    "VC": "St. Vincent; Saint Vincent; St Vincent; the Grenadines",
    "AG": "Barbuda",
    "VI": "US Virgin Islands; United States Virgin Islands; Islas Vírgenes de los Estados Unidos;"
    " Ilhas Virgens dos Estados Unidos; Ilhas Virgens Americanas",
    "TL": "East Timor; Timor del Este",
    "CD": "Zaire; Zaïre; Democratic Republic of the Congo; Congo, Democratic Republic of;"
    " DR Congo; DRC; República Democrática do Congo;"
    " République démocratique du Congo",
    "CG": "Republic of the Congo; Congo, Republic of; République du Congo",
    "PS": "Palestine; Palestina; West Bank and Gaza",
    "MK": "Macedonia; Macédoine; Macedônia",
    "CV": "Cabo Verde; Cape Verde",
    "SG": "Cingapura",
}
_OMITTED = frozenset("the and y e et".split())  # "Trinidad and Tobago" is "Trinidad & Tobago", "The Bahamas" Bahamas


def country_name(code: str, language: str) -> str:
    """Return the name of ``code`` in ``language``, as it stands in a sentence; the code itself where there is none."""
    return _names(language).get(code, code).replace(" & ", " and ")


def country_code(name: str) -> str | None:
    """Return the ISO 3166 alpha-2 code of ``name`` (a code, or a name in any of the four languages), or None."""
    text = name.strip()
    if len(text) == 2 and text.upper() in codes():
        return text.upper()
    return _codes_by_name().get(_normalised(text))


@cache
def codes() -> frozenset[str]:
    """Return all codes."""
    return frozenset(_names("en"))


@cache
def names_of(code: str) -> tuple[str, ...]:
    """Return every name of ``code`` in the four languages, each once."""
    return tuple(dict.fromkeys([*(_names(language).get(code, code) for language in LANGUAGES), *_other_names(code)]))


@cache
def _names(language: str) -> Mapping[str, str]:
    return {row[0]: row[1 + LANGUAGES.index(language)] for row in _rows()}


@cache
def _rows() -> tuple[tuple[str, ...], ...]:
    lines = NAMES.read_text("utf-8").splitlines()
    return tuple(tuple(line.split("\t")) for line in lines[1:])


@cache
def _codes_by_name() -> Mapping[str, str]:
    by_name: dict[str, str] = {}
    for code in sorted(codes()):
        for name in names_of(code):
            by_name.setdefault(_normalised(name), code)
    return by_name


def _other_names(code: str) -> tuple[str, ...]:
    names = [name.strip() for name in OTHER_NAMES.get(code, "").split(";") if name.strip()]
    return tuple(dict.fromkeys([*names, *(name.replace(" & ", " and ") for name in _spelled_out(code))]))


def _spelled_out(code: str) -> tuple[str, ...]:
    """Return spellings that texts use where CLDR abbreviates: "St. Lucia", "Trinidad & Tobago"."""
    name = _names("en").get(code, "")
    if "St. " in name:
        return name, name.replace("St. ", "Saint "), name.replace("St. ", "St ")
    return (name,) if "&" in name else ()


def _normalised(name: str) -> str:
    return " ".join("st" if word == "saint" else word for word in words(fold(name)) if word not in _OMITTED)
