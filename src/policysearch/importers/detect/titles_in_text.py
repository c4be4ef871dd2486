"""Titles of events that stand in lines or sentences with more than the title."""

from __future__ import annotations

import re

from policysearch.importers.cue_files import Cues
from policysearch.importers.detect import places

READ_CHARACTERS = 1_000  # of a block, that are searched for days, places and titles
MAX_PLACE_WORDS, _MAX_SEPARATORS = 9, 12  # of what may be a place at the end of a line
MAX_TITLE = 300  # characters
_MAX_VENUE_WORDS = 6
_PLACE_NAME = r"[A-ZÁÉÍÓÚ][\w.’'-]*(?:\s(?:{within_name}\s)?[A-ZÁÉÍÓÚ][\w.’'-]*){0,3}"
_PLACE_NAMES = rf"{_PLACE_NAME}(?:,\s{_PLACE_NAME}){{0,2}}"
_EVENT_NAME = r"\b(?=[A-ZÁÉÍÓÚ])(?P<name>(?i:{event gathering})\b.*)"
_EVENT_IN_SENTENCE = (  # "I share what was said at the Dialogue on Tax, which ..."
    r"\s[a-zà-ú]\S*\s+(?i:{in at on_days for_the}\s)?(?i:{article}\s)"
    r"(?P<name>(?=[A-ZÁÉÍÓÚ])(?:[A-ZÁÉÍÓÚ][\w-]*\s+){0,3}(?i:{event gathering})\b[^,;]*?)"
    r"(?=[,;]|\s+{in at}\s+[A-Z]\S*$|$)"
)
_FORMAL_BEGINNING = r"(?=[A-ZÁÉÍÓÚ])(?:[A-ZÁÉÍÓÚ][\w-]*\s+){0,4}?(?i:{event gathering})\b"
_NOUN_LAST = (  # "Agri-Tourism Linkages Workshop"
    r"(?=[A-ZÁÉÍÓÚ])(?:[A-ZÁÉÍÓÚ0-9][\w’'-]*\s+(?:{within_name and}\s+)?){2,8}?(?=[A-ZÁÉÍÓÚ])(?i:{event gathering})\b"
)
_FORMAL_NAME = (  # "took part in the Regional Workshop on Credit, which ...", or all of a line
    r"(?:^|(?<=[a-zà-ÿ]\s)|(?<=\b[OA]\s)|(?<=\s[DLa-zà-ÿ]['’]))(?P<name>(?!(?i:{article articles a})\s)"
    rf"(?:{_NOUN_LAST}|{_FORMAL_BEGINNING}(?:\s+[^\s,.;:()“”«»\"]+){{2,24}}?))"
    r"(?=\s*[,.;:(]|\s+(?i:(?:{be}\s+)?{took_place event_verb attended relative})\b"
    r"|\s+{in at}\s+[A-Z]|\s+{on_days}\s+\d|$)"
)
_EVENT_VERB = r"\b{event_verb}\b"
_BEFORE_DAYS = r"(?<![\s,;:(\[|–—-])[\s,;:(\[|–—-]*\b{on_days}?[\s,;:(\[|–—-]*$"
_TITLE_AS_SUBJECT = r"{article}\s*(?P<title>[^.,;]{12,250}?)\s+{took_place}\b"
_TITLE_AS_OBJECT = (
    r"\b(?i:{organized organizer_verb}(?:\s+{in at}\s[^.;]{0,80}?,)?\s+{article})\s+"
    r"(?P<title>(?=(?:[^.,;\s]+\s){0,4}(?![a-z])(?i:{event})\b)[^.,;]{12,200}?)"
    r"(?:,|\s+(?:{in at}\s+(?=[A-Z])|{on_days}\s+(?=\d)))"
)
_TITLE_AS_PURPOSE = (
    r"\b(?i:{for_the+})(?P<title>(?=(?:[^.,;\s]+\s){0,4}(?![a-z])(?i:{event})\b)[A-ZÁÉÍÓÚ][^.,;]{12,200}?)"
    r"(?=,|\.\s|\.$|\s+(?:{in at}\s+(?=[A-Z])|{on_days}\s+(?=\d)))"
)
_TITLE_BEFORE_WHICH = (
    r"\b(?i:{article a})\s(?P<title>(?=(?:[^.,;\s]+\s){0,4}(?![a-z])(?i:{event gathering})\b)[A-ZÁÉÍÓÚ][^.,;]{12,200}),"
    r"\s+(?i:{relative})\s+(?i:{took_place event_verb})"
)
_QUOTED_TITLE = r"{event gathering}\b(?:\s\w+){0,3}[\s,:]*[“«\"]\s*([^“”«»\"]{12,250}?)\s*[”»\"]"


def announces_event(text: str, cues: Cues) -> bool:
    """Return whether ``text`` says in its first 1,000 characters that something was held."""
    return cues.pattern(_EVENT_VERB).search(text[:READ_CHARACTERS]) is not None


def quoted_title(text: str, cues: Cues) -> str:
    """Return a name in quotation marks after "workshop" or the like, else an empty text."""
    match = cues.pattern(_QUOTED_TITLE).search(text[:READ_CHARACTERS])
    return match[1] if match and len(match[1].split()) >= 3 else ""


def title_in_sentence(text: str, cues: Cues) -> str:
    """Return the name of the event in "The Regional Dialogue on ... was held in ...", else an empty text."""
    sentence = text[:READ_CHARACTERS]
    match = cues.pattern(_TITLE_AS_SUBJECT).match(sentence)
    match = match or cues.pattern(_TITLE_AS_OBJECT, re.NOFLAG).search(sentence)
    match = match or cues.pattern(_TITLE_AS_PURPOSE, re.NOFLAG).search(sentence)
    match = match or cues.pattern(_TITLE_BEFORE_WHICH, re.NOFLAG).search(sentence)
    return match["title"] if match and match["title"][0].isupper() else ""


def is_formal(title: str, cues: Cues) -> bool:
    """Return whether ``title`` begins as formal names of events do: "XVII Foro", "First Caribbean Workshop on"."""
    return cues.pattern(f"{_FORMAL_BEGINNING}|{_NOUN_LAST}", re.NOFLAG).match(title) is not None


def names_event(headline: str, cues: Cues) -> bool:
    """Return whether a headline has the name of an event, with a capital: no news that a seminar was held."""
    noun = cues.pattern(r"\b(?=[A-ZÁÉÍÓÚ])(?i:{event gathering activity})\b", re.NOFLAG)
    is_news = cues.pattern(r"{event gathering activity}\s+{headline_verb}\b").search(headline)
    return not is_news and (is_formal(headline, cues) or noun.search(headline) is not None)


def event_name(text: str, cues: Cues) -> str:
    """Return a formal name of an event, with a capital, within a sentence or as all of a line; empty without one."""
    for match in cues.pattern(_FORMAL_NAME, re.NOFLAG).finditer(text[:READ_CHARACTERS]):
        is_line = match.start() == 0 and match.end() == len(text)
        if (match.start() or is_line) and not _is_sentence(match["name"], cues):
            return match["name"]
    return ""


def title_before_place(line: str, cues: Cues) -> str:
    """Return the title with which a line begins that goes on with a place, else an empty text."""
    separators = cues.pattern(r"\s[-–—]\s|[,:(|.]\s?|\s{in}\s").finditer(line)
    for start in reversed([match.start() for match in separators][-_MAX_SEPARATORS:]):
        words = line[start:]
        if len(words.split()) <= MAX_PLACE_WORDS and places.read(words.strip(" ,:(|.–—-"), cues).city:
            title = _from_event_name(without_days_lead(line[:start], cues), cues)
            is_venue = len(title.split()) < _MAX_VENUE_WORDS and places.is_venue(title, cues)
            return "" if len(title.split()) < 3 or is_venue or _is_sentence(title, cues) else title
    if cues.pattern(_PLACE_NAMES, re.NOFLAG).fullmatch(line) and not cues.pattern(r"\b{event gathering}\b").search(
        line
    ):
        return ""  # "Foz do Iguaçu, Paraná"
    name = _from_event_name(line, cues)
    is_name = len(name.split()) >= 4 and not _is_sentence(name, cues) and not places.read(name, cues).country
    return name if is_name and len(name) <= MAX_TITLE else ""


def _is_sentence(words: str, cues: Cues) -> bool:
    """Return whether ``words`` say that something was held or attended, so that they are no title."""
    return announces_event(words, cues) or cues.pattern(r"\b{attended}\b|\s{hosts}$").search(words) is not None


def _from_event_name(words: str, cues: Cues) -> str:
    """Return ``words``, those that begin small without what precedes the name of an event; empty where none has one."""
    match = cues.pattern(_EVENT_NAME if words[:1].islower() else _EVENT_IN_SENTENCE, re.NOFLAG).search(words)
    return match["name"] if match else "" if words[:1].islower() else words


def without_days_lead(text: str, cues: Cues) -> str:
    """Return ``text`` without what leads over to days at its end: ", on the"."""
    return cues.pattern(_BEFORE_DAYS).sub("", text)
