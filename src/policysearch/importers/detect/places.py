"""Where an event was, from words such as "San Antonio, Texas" or "en la ciudad de Lima, Perú"."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from policysearch.vocabulary import country_code

_STATES = (
    "Alabama,Alaska,Arizona,Arkansas,California,Colorado,Connecticut,Delaware,Florida,Georgia,Hawaii,Idaho,Illinois,"
    "Indiana,Iowa,Kansas,Kentucky,Louisiana,Maine,Maryland,Massachusetts,Michigan,Minnesota,Mississippi,Missouri,Montana,"
    "Nebraska,Nevada,New Hampshire,New Jersey,New Mexico,New York,North Carolina,North Dakota,Ohio,Oklahoma,Oregon,"
    "Pennsylvania,Rhode Island,South Carolina,South Dakota,Tennessee,Texas,Utah,Vermont,Virginia,Washington,"
    "West Virginia,Wisconsin,Wyoming"
).split(",")
_CODES = (
    "AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA"
    " RI SC SD TN TX UT VT VA WA WV WI WY"
).split()
_US = dict(zip(_CODES, _STATES, strict=True)) | {name.lower(): name for name in _STATES}
_US |= {"nueva york": "New York", "carolina del norte": "North Carolina", "carolina del sur": "South Carolina"}
_US |= {"luisiana": "Louisiana", "pensilvania": "Pennsylvania", "tejas": "Texas", "nuevo méxico": "New Mexico"}
_CAPITAL = re.compile(r"\bWashington\b[\s,]*D\.?\s?C\b\.?", re.I)
_MEXICO = re.compile(r"\bM[ée]xico\b[\s,]*D\.?\s?F\b\.?", re.I)
_VENUE = re.compile(
    r"\b(?:hotel|hotels|resort|inn|cent(?:er|re|ro)|auditori\w+|sal[oó]n|sala|room|hall|building|edificio|edif[ií]cio"
    r"|palacio|pal[aá]cio|palais|campus|universi\w+|headquarters|sede|street|avenue|avenida|calle|rua|rue|floor|piso"
    r"|plaza|sheraton|hilton|marriott|hyatt|convention|convenciones|club|museo|biblioteca|library)\b",
    re.I,
)
_LEAD = re.compile(
    r"^(?:(?:venue|place|location|lugar|sede|local|lieu|where|d[oó]nde|onde|city|ciudad|cidade|ville|country"
    r"|pa[ií]s|pays)"
    r"\s*[:|]\s*)?(?:(?:(?:held\s+)?in|at|en|em|à|au|aux|na|no|the)\s+)?"
    r"(?:(?:the\s+|la\s+|a\s+)?(?:city|ciudad|cidade|ville)\s+(?:of|de|do|da|d')\s+(?!panam|m[eé]xico"
    r"|guatemala|cabo|quetzal))?",
    re.I,
)
_SPLIT = re.compile(r"\s*[,;:|()\[\]]\s*|\s+[-–—]\s+|\s*[–—]\s*|\s*/\s*|\s+•\s+")
_NAME = (
    r"(?:[A-ZÁÉÍÓÚÑÂÊÔÃÕÇ][\w.’'-]*)(?:\s+(?:de|del|do|da|dos|la|las|los|el|of|the|y|and|e|du|des)\b"
    r"|\s+[A-ZÁÉÍÓÚÑÂÊÔÃÕÇ(][\w.’'-]*){0,5}"
)
_IN_PROSE = re.compile(
    rf"\b(?:in|at|en|em|à|au|aux|na|no)\s+(?:(?:the\s+|la\s+|a\s+)?(?:city|ciudad|cidade|ville)\s+(?:of|de)\s+)?"
    rf"(?P<place>{_NAME}(?:\s*,\s*{_NAME}){{0,3}}(?:\s*\(\s*{_NAME}\s*\))?)"
)
_ARTICLE = re.compile(r"\s+(?:la|el|los|las|the|o|a|y|and|e)\b")
_ABBREVIATION = re.compile(r"[A-Z]{2,6}")
_STATE_OF = re.compile(
    r"^(?:the\s+)?(?:(?:Bolivarian|Cooperative|Co-operative|Federative|Oriental|Plurinational)\s+)?(?:Republic|Commonwealth|State)\s+of\s+(?:the\s+)?"
    r"|^(?:la\s+|a\s+|el\s+)?(?:Rep[uú]blica|Estado|Estados)\s+(?:(?:Bolivariana|Federativa|Cooperativa|Oriental|Plurinacional|Unidos)\s+)?(?:del?\s+(?:la\s+)?|d[ao]\s+)?"
    r"|^(?:la\s+)?R[eé]publique\s+(?:de\s+|du\s+|d['’])?(?:la\s+)?",
    re.I,
)
_VIRTUAL = re.compile(
    r"\b(?:virtual(?:ly|mente)?|on-?line|en l[ií]nea|webinar|webinario|zoom|en ligne|a dist[aâ]ncia)\b", re.I
)
_OF_COUNTRY = re.compile(r"^(?P<city>.+?)\s+(?:de|do|da)\s+(?P<country>.+)$")
_OF_CITY = re.compile(r"^(?:ciudad|cidade|ville|city)\b", re.I)
_BOGOTA = re.compile(r",?\s+D\.?\s?[CF]\.?$")
_BARE = {
    "d.c",
    "d.c.",
    "dc",
    "d.f",
    "d.f.",
    "df",
    "usa",
    "u.s.a",
    "u.s.a.",
    "u.s",
    "u.s.",
    "us",
    "ee.uu",
    "ee.uu.",
    "eeuu",
}
_USA = {
    "usa",
    "u.s.a",
    "u.s.a.",
    "u.s",
    "u.s.",
    "us",
    "ee.uu",
    "ee.uu.",
    "eeuu",
    "ee. uu.",
    "ee. uu",
    "e.u.a",
    "e.u.a.",
}


@dataclass(frozen=True, slots=True)
class Place:
    """``country`` is an ISO 3166 code. What the words do not tell is empty; ``doubt`` says what is not settled."""

    city: str = ""
    region: str = ""
    country: str = ""
    doubt: str = ""


def read(words: str) -> Place:
    """The place that ``words`` (a line or its part without the dates) consists of; all empty when it is none."""
    if _CAPITAL.search(words):
        return Place("Washington", "D.C.", "US")
    if _MEXICO.search(words):
        return Place("Ciudad de México", "", "MX")
    pieces = [_LEAD.sub("", piece).strip(" .") for piece in _SPLIT.split(_LEAD.sub("", words.strip()))]
    pieces = [piece for piece in pieces if piece and not _VENUE.search(piece)]
    found = (_ending(pieces[:end]) for end in range(len(pieces), 0, -1))
    place = next(filter(None, found), Place())
    is_loud = len(place.city) > 3 and place.city.isupper()  # KINGSTON, Jamaica
    return replace(place, city=place.city.title()) if is_loud else place


def in_prose(text: str) -> Place:
    """The first place that ``text`` says something was "in": a name with its country or state."""
    capital = _CAPITAL.search(text)
    for match in _IN_PROSE.finditer(text):
        if capital and capital.start() <= match.end("place"):
            return Place("Washington", "D.C.", "US")
        for words in (match["place"], _ARTICLE.split(match["place"])[0]):
            place = read(words)
            if place.country and place.city:
                return place
    return Place()


def is_virtual(text: str) -> bool:
    """Whether ``text`` says that nobody had to travel."""
    return bool(_VIRTUAL.search(text))


def country(name: str) -> str:
    """The code of the country called ``name``, or empty."""
    plain = name.strip(" .")
    if plain.casefold() in _USA:
        return "US"
    forms = (plain, _STATE_OF.sub("", plain)) if len(plain) > 3 else ()
    return next((code for form in forms if (code := country_code(form))), "")


def _ending(pieces: list[str]) -> Place | None:
    """The place whose last word is the last piece, if that is a country or a state."""
    *before, last = pieces
    code, state = country(last), _US.get(last.lower(), _US.get(last, "")) if before else ""
    if code and state:
        return Place(before[-1], doubt=f"{last!r} may be the country or the state")
    if state:
        return Place(before[-1], state, "US")
    if code and before:
        return _before_country(before, code)
    inside = _OF_COUNTRY.match(last)
    if inside and country(inside["country"]):
        city = last if _OF_CITY.match(last) else inside["city"]
        return Place(city, "", country(inside["country"])) if _is_name(city) else None
    return Place(country=code) if code else None


def _before_country(before: list[str], code: str) -> Place:
    state = _US.get(before[-1].lower(), _US.get(before[-1], "")) if code == "US" else ""
    if state and len(before) > 1:
        return Place(before[-2], state, code)
    if before[-1].lower() in _BARE and len(before) > 1:
        before = before[:-1]
    if state:
        return Place("", state, code)
    names = [_BOGOTA.sub("", piece) for piece in before if _is_name(piece)]
    if len(names) > 1 and _ABBREVIATION.fullmatch(names[0]) and not names[-1].isupper():
        names = before = names[1:]  # "WTO, Geneva, Switzerland"
    if not names:
        return Place(country=code)
    if len(names) > 1 and names == before[-len(names) :] and len(names[-2].split()) < 4 and len(before) == 2:
        return Place(names[0], names[1], code)
    return Place(names[-1], "", code)


def _is_name(words: str) -> bool:
    return words[:1].isupper() and len(words.split()) <= 5 and not any(c.isdigit() for c in words)
