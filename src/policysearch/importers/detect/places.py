"""Where an event was, from words such as "San Antonio, Texas" or "en la ciudad de Lima, Perú"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cache

from policysearch.importers.cue_files import Cues
from policysearch.importers.detect import places_in_brazil
from policysearch.importers.detect.place import Place, is_name, states, us_state
from policysearch.model.message import message
from policysearch.text.phrase_patterns import unaccented
from policysearch.vocabulary import country_code

_WASHINGTON = re.compile(r"\bWashington\b[\s,]*D\.?\s?C\b\.?", re.I)
_MEXICO = re.compile(r"\bM[ée]xico\b[\s,]*D\.?\s?F\b\.?", re.I)
_DISTRICT = re.compile(r",?\s+D\.?\s?[CF]\.?$")
_SEPARATOR = re.compile(r"\s*[,;:|()\[\]]\s*|\s+[-–—]\s+|\s*[–—]\s*|\s*/\s*|\s+•\s+")
_ABBREVIATION = re.compile(r"[A-Z]{2,6}")
_LEAD = r"^(?:{place_label city_label country_label}\s*[:|]\s*)?(?:{place_lead}\s+)?(?:{city_of+}(?!{named_city}))?"
_END = r"\.(?!(?<!\bSt\.)\s+[A-ZÁÉÍÓÚ][\w-]*\s+[a-zà-ÿ])"  # a full stop that ends no sentence
_NAME = rf"[A-ZÁÉÍÓÚÑÂÊÔÃÕÇ](?:[\w’'-]|{_END})*(?:\s+{{within_name}}\b|\s+[A-ZÁÉÍÓÚÑÂÊÔÃÕÇ(](?:[\w’'-]|{_END})*){{0,5}}"
_IN_PROSE = (
    r"\b(?:{in at}\s+{article articles+}?(?:{city_of}\s+)?|{city_of}\s+)"
    rf"(?P<place>{_NAME}(?:\s*,\s*(?:{{place_lead}}\s+)?{_NAME}){{0,3}}(?:\s*\(\s*{_NAME}\s*\))?)"
)
_NAME_AND_CODE = rf"{_NAME}\s\([A-Z]{{2}}\)"  # "visitou Curitiba (PR)"
_CITY_OF_COUNTRY = r"^(?P<country>.+?)\s+{city_label}$"  # Mexico City
_WITH_VIRTUAL = r"(?<!\s)\s+(?:{and}|&|\+)\s+{virtual}\b"
_OF_COUNTRY = r"^(?P<city>.+?)\s+{of_country}\s+(?P<country>.+)$"
_AND = r"\s+(?:{and}|&|\+)\s+|\s*;\s*"
_MAX_LINE_WORDS = 9
_MAX_CHARACTERS, _MAX_PIECES = 1_000, 60
_MAX_LINE_CHARACTERS = 120  # in which two places are looked for
_AFTER_VERB = (
    r"\w+[a-zà-ÿ](?:\s[a-zà-ÿ]\S*)*\s+(?:{in at})\s+(?:{city_of}\s+)?[A-ZÁÉÍÓÚ]"  # "Estivemos em Peso da Régua"
)
_CITY_IN_PROSE = rf"\b{{in at}}\s+(?:{{city_of}}\s+)?(?P<city>{_NAME})$"


def read(words: str, cues: Cues) -> Place:
    """Return the place that ``words`` (a line or its part without the dates) consist of; empty where they are none."""
    if len(words) > _MAX_CHARACTERS:
        return Place()
    if _WASHINGTON.search(words):
        return Place("Washington", "D.C.", "US")
    if _MEXICO.search(words):
        return Place("Ciudad de México", "", "MX")
    lead, unplaced = cues.pattern(_LEAD), cues.pattern(r"\b(?:{venue}|{virtual hybrid event gathering})\b")
    words = cues.pattern(_WITH_VIRTUAL).sub("", words.strip())
    if special := _several(words, cues) or places_in_brazil.by_code(words, lead, cues) or _after_label(words, cues):
        return special
    pieces = [lead.sub("", piece).strip(" .") for piece in _SEPARATOR.split(lead.sub("", words))]
    pieces = _without_bodies([piece for piece in pieces if piece and not unplaced.search(piece)], cues)
    ends = range(len(pieces), max(0, len(pieces) - _MAX_PIECES), -1)
    candidates = (_place_at_end(pieces[:end], cues) for end in ends)
    place = next(filter(None, candidates), Place())
    is_loud = len(place.city) > 3 and place.city.isupper()  # KINGSTON, Jamaica
    return replace(place, city=place.city.title()) if is_loud else place


def _several(words: str, cues: Cues) -> Place | None:
    """Return the first of two places, in doubt, such as "Castries, Saint Lucia and Bridgetown, Barbados"."""
    for match in cues.pattern(_AND).finditer(words[:_MAX_LINE_CHARACTERS]):
        first, second = (read(part, cues) for part in (words[: match.start()], words[match.end() :]))
        if first.country and second.country and first.city and second.city and first != second:
            return replace(
                first, doubt=message("two places are told: {city} and {city_2}", city=first.city, city_2=second.city)
            )
    return None


def _after_label(words: str, cues: Cues) -> Place | None:
    """Return the place after a colon, whatever the label before it: "Sitio: Bayahíbe, La Altagracia, Cuba"."""
    _, colon, value = words.rpartition(":")
    place = read(value, cues) if colon else Place()
    return place if place.city and place.country else None


def read_line(line: str, cues: Cues) -> Place:
    """Return the place that a line consists of; empty for a line of nine or more words."""
    if len(line.split()) >= _MAX_LINE_WORDS:
        return Place()
    cells = (read(cell, cues) for cell in line.split(" | ")[1:])
    return next((place for place in cells if place.city and place.country), None) or read(line, cues)


def in_prose(text: str, cues: Cues) -> Place:
    """Return the first place that ``text`` says something was "in": a name with its country or state."""
    washington = _WASHINGTON.search(text)
    for match in cues.pattern(_IN_PROSE, re.NOFLAG).finditer(text):
        if washington and washington.start() <= match.end("place"):
            return Place("Washington", "D.C.", "US")
        first_name = cues.pattern(r"\s+{article articles and}\b", re.NOFLAG).split(match["place"])[0]
        for words in (match["place"], first_name):
            place = read(words, cues)
            if place.city and (place.country or place.brazilian_state):
                return place
    lead = cues.pattern(_LEAD)
    codes = (
        places_in_brazil.by_code(match[0], lead, cues)
        for match in cues.pattern(_NAME_AND_CODE, re.NOFLAG).finditer(text)
    )
    return next(filter(None, codes), Place())


def mode(text: str, place: Place, cues: Cues) -> str:
    """Return "online" where ``text`` says that nobody had to travel, "hybrid" where some did, else an empty text."""
    is_virtual = cues.pattern(r"\b{virtual}\b").search(text) is not None
    if cues.pattern(r"\b{hybrid}\b").search(text) or (is_virtual and cues.pattern(_WITH_VIRTUAL).search(text)):
        return "hybrid"
    return "online" if is_virtual and not (place.country and place.city) else "hybrid" if is_virtual else ""


def names_mode(text: str, cues: Cues) -> bool:
    """Return whether a short line says that an event was online or hybrid."""
    is_line = len(text.split()) < _MAX_LINE_WORDS and not text.rstrip().endswith(".")
    return is_line and cues.pattern(r"\b{virtual hybrid}\b").search(text) is not None


def is_venue(text: str, cues: Cues) -> bool:
    """Return whether ``text`` names a building, a room or that there is none, and no event."""
    is_event = cues.pattern(r"\b{event gathering activity}\b").search(text)
    return not is_event and cues.pattern(r"\b{venue}\b").search(text) is not None


def country(name: str, cues: Cues) -> str:
    """Return the code of the country called ``name``, or an empty text."""
    plain = name.strip(" .")
    if cues.pattern("{usa}").fullmatch(plain):
        return "US"
    if by_alias := _coded_name(plain, "country_name", cues):
        return by_alias
    forms = (plain, cues.pattern("^{state_of+}").sub("", plain)) if len(plain) > 3 else ()
    return next((code for form in forms if (code := country_code(form))), "")


def _place_at_end(pieces: list[str], cues: Cues) -> Place | None:
    """Return the place whose last word is the last piece, if that is a country, a state or a city that tells it."""
    *preceding, last = pieces
    if place := _place_in_territory(pieces, cues):
        return place
    code, state = country(last, cues), us_state(last, cues) if preceding else ""
    if preceding and not code:
        code = _coded_name(last, "country_after_city", cues)
    if code and state:
        return Place(preceding[-1], doubt=message("{last!r} may be the country or the state", last=last))
    if state:
        return Place(preceding[-1], state, "US")
    if code == "BR":
        preceding = [piece for piece in preceding if piece not in states("br_state", cues)]  # "RS, Brasil"
    if code and preceding:
        return _place_before_country(preceding, code, cues)
    by_state = places_in_brazil.by_state(preceding, last, cues) if not code else None
    return by_state or _city_with_country(last, cues) or (Place(country=code) if code else None)


def _place_in_territory(pieces: list[str], cues: Cues) -> Place | None:
    """Return the place in a territory with a code of its own, or a city of its state's name, at the end of pieces."""
    *preceding, last = pieces
    if code := _coded_name(last, "territory", cues):
        return _place_before_country(preceding, code, cues) if preceding else Place(last, "", code)
    if cues.pattern("{city_and_state}").fullmatch(last):
        return Place(last, us_state(last, cues), "US")
    is_told_twice = preceding and _coded_name(preceding[-1], "territory", cues)  # "Hong Kong, China"
    return _place_in_territory(preceding, cues) if is_told_twice else None


def _city_with_country(words: str, cues: Cues) -> Place | None:
    """Return the place of "Antigua de Guatemala" or "Mexico City"."""
    if cues.pattern(r"\b{institution}\b").search(words) and not cues.pattern(r"{city_label}\b").match(words):
        return None  # "Banco do Brasil"
    compound = cues.pattern(_OF_COUNTRY, re.NOFLAG).match(words)
    if compound and (code := country(compound["country"], cues)):
        city = words if cues.pattern(r"{city_label}\b").match(words) else compound["city"]
        return Place(city, "", code) if is_name(city) else None
    named_after = cues.pattern(_CITY_OF_COUNTRY).match(words)
    code = country(named_after["country"], cues) if named_after else ""
    return Place(words, "", code) if code and is_name(words) else None


def _without_bodies(pieces: list[str], cues: Cues) -> list[str]:
    """Return ``pieces`` without those that name a body, such as the ministry where the event was."""
    body, perhaps = cues.pattern(r"\b{ministry}\b"), cues.pattern(r"\b{institution}\b")
    pieces = [piece for piece in pieces if not body.search(piece) or country(piece, cues)]
    places = [piece for piece in pieces if not perhaps.search(piece) or country(piece, cues)]
    return places if len(places) > 1 else pieces


def _place_before_country(pieces: list[str], code: str, cues: Cues) -> Place:
    state = us_state(pieces[-1], cues) if code == "US" else ""
    if state and len(pieces) > 1:
        return Place(pieces[-2], state, code)
    if len(pieces) > 1 and cues.pattern("{usa federal_district}").fullmatch(pieces[-1]):
        pieces = pieces[:-1]
    if state:
        is_city = cues.pattern("{city_and_state}").fullmatch(pieces[-1])
        return Place(pieces[-1] if is_city else "", state, code)
    names = [_DISTRICT.sub("", piece) for piece in pieces if is_name(piece)]
    if len(names) > 1 and _ABBREVIATION.fullmatch(names[0]) and not names[-1].isupper():
        names = pieces = names[1:]  # "WTO, Geneva, Switzerland"
    is_phrase = not is_name(pieces[-1]) or cues.pattern(_AFTER_VERB, re.NOFLAG).match(pieces[-1])
    if is_phrase and (prose := cues.pattern(_CITY_IN_PROSE, re.NOFLAG).search(pieces[-1])):
        return Place(prose["city"], "", code)
    if not names:
        return Place(country=code)
    if len(names) > 1 and names == pieces[-len(names) :] and len(names[-2].split()) < 4 and len(pieces) == 2:
        return Place(names[0], names[1], code)
    return Place(names[-1], "", code)


def _coded_name(name: str, key: str, cues: Cues) -> str:
    """Return the code of ``name`` in the phrases of ``key`` ("TT Trinidad"), or an empty text."""
    names = _coded_names(key, cues)
    return names.get(name.replace("’", "'")) or names.get(_plain(name), "")


@cache
def _coded_names(key: str, cues: Cues) -> Mapping[str, str]:
    """Return the codes by name: names in capitals as they are, the others plain."""
    entries = [entry.partition(" ") for entry in cues.phrases[key]]
    return {name if name.isupper() else _plain(name): code for code, _, name in entries}


def _plain(name: str) -> str:
    return " ".join(unaccented(name.casefold().replace("’", "'").replace(".", " ")).split())
