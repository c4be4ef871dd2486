"""Places in Brazil that are told by their state alone: "Belém (PA)", "Recife/PE", "Ilhéus, Bahia"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from policysearch.importers.cue_files import Cues
from policysearch.importers.detect.place import Place, is_name, states, us_state
from policysearch.model.message import message
from policysearch.vocabulary import country_code

_STATE_OF_BRAZIL = re.compile(  # Belém (PA), Recife/PE, São Paulo - SP, Ouro Preto, MG, Brasil
    r"(?:^|[,;:|]\s|\s[-–—]\s)\s*(?P<city>[^,;:|()\[\]/–—]{2,40}?)\s*(?P<mark>[(/,–—-])\s*"
    r"(?P<code>[A-Z]{2})\)?(?:[\s,(/–—-]+Bra[sz]il\)?)?\W*$"
)
_CODE_IN_PARENTHESES = re.compile(r"[^()|;:]{2,50}\([A-Z]{2}\)(?=,\s[a-zà-ÿ])")
_EUROPEAN_CODES = frozenset("AL BA ES MT RO RS SE".split())


def by_code(words: str, lead: re.Pattern[str], cues: Cues) -> Place | None:
    """Return the place that ends with the code of a state of Brazil; in doubt where the code is one of the USA's too.

    ``lead`` may stand before the city. A comma before the code is as usual in the USA as other marks are in Brazil,
    where most names have accents.
    """
    code_within = _CODE_IN_PARENTHESES.match(words)  # "São Luís (MA), o Seminário ..."
    match = _STATE_OF_BRAZIL.search(code_within[0] if code_within else words)
    state = states("br_state", cues).get(match["code"], "") if match else ""
    if not (match and state):
        return None
    city = lead.sub("", match["city"])
    if not is_name(city):
        return None
    if _is_sure_of_brazil(match, city, cues):
        return Place(city, state, "BR")
    if match["mark"] == "," and city.isascii() and us_state(match["code"], cues):
        return None
    return Place(city, doubt=_doubt(match["code"]), brazilian_state=state)


def _is_sure_of_brazil(match: re.Match[str], city: str, cues: Cues) -> bool:
    """Return whether the code after a city's name can be no country's and no other state's.

    Brazilians write a stroke, a dash or parentheses before it, Europeans their countries' codes in parentheses.
    """
    code, mark = match["code"], match["mark"]
    is_us_state = bool(us_state(code, cues))
    if "Bra" in match[0][match.end("code") - match.start() :] or not (is_us_state or country_code(code)):
        return True
    if mark == "(":
        return not city.isascii() and code not in _EUROPEAN_CODES
    return mark != "," and not (is_us_state and city.isascii())


def settled(place: Place, language: str) -> Place:
    """Return ``place``, its state one of Brazil where nothing but the document's language says so: "Manaus (AM)"."""
    if place.country or not place.brazilian_state or language != "pt":
        return place
    return Place(place.city, place.brazilian_state, "BR")


def by_state(pieces: Sequence[str], state: str, cues: Cues) -> Place | None:
    """Return the place that the last of ``pieces`` names, in doubt, where ``state`` is a state's name after it."""
    names = {name for code, name in states("br_state", cues).items() if code.isupper()}
    if not pieces or state not in names or not is_name(pieces[-1]):
        return None
    return Place(pieces[-1], doubt=_doubt(state), brazilian_state=state)


def _doubt(state: str) -> str:
    return message("{last!r} may be a state of Brazil or something else", last=state)
