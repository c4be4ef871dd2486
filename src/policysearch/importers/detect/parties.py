"""Who organized an event, with whom and with whose money, from phrases in all languages."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import Literal

from policysearch.importers.cue_files import Cues
from policysearch.importers.detect.party_names import is_body, merge, split, without_article

Role = Literal["organizers", "partners", "funders"]
ROLES: tuple[Role, ...] = ("funders", "partners", "organizers")

_PHRASE_END = r"(?:\s+|(?<=['’])|(?!\w))"
_CUE = (
    rf"(?<!\w)(?:(?P<funders>{{funder_label}}\s*[:|?]|{{funder_phrase}}{_PHRASE_END})"
    rf"|(?P<partners>{{partner_label}}\s*[:|?]|{{partner_phrase}}{_PHRASE_END})"
    rf"|(?P<organizers>{{organizer_label}}\s*[:|?]|(?:{{organizer_phrase}}|^{{presented_by}}){_PHRASE_END}))"
)
_VERB_FIRST = (  # "Convocó el Instituto Nacional. Acompañó la Universidad de Cuenca."
    r"(?:(?P<funders>{funder_verb})|(?P<partners>{partner_verb})|(?P<organizers>{organizer_verb}))\s+"
    r"(?={article articles+}?(?-i:[A-ZÁÉÍÓÚ]))"
)
_AS_SUBJECT = (  # "The OAS organized on 3 May the Regional Workshop"
    r"(?P<who>{article articles+}?[A-ZÁÉÍÓÚ][^.;:]{2,250}?),?\s+(?:(?P<funds>{financed})|{organized})"
    r"(?:,?\s+{on_days in at}\s[^.;]{0,100}?,?)?\s+(?:{as_object}\b|{article articles a}\s?"
    r"(?=(?:\S+\s){0,3}?(?:\S*\s)?{event gathering activity}))"
)
_LIST_END = (
    r"[.](?=\s+[A-ZÁÉÍÓÚÑ¿¡“\"])(?<!\b[A-Z][.])|[.]\s*$"
    r"|(?<!(?-i:[A-Z]{3}))\s[-–—]\s|\s[-–—]\s(?!{institution}\b)"  # "CAF - Banco de Desarrollo" is one name
    r"|(?<!\s),?\s+\b{party_end organized}\b|(?<!\s)\s+{with}\s+(?=(?-i:[A-ZÁÉÍÓÚ]))"
)
_HELD_IN = r"(?<!\s),?\s+{in at}\s+{city_of+}?[A-ZÁÉÍÓÚ][\w.]+(?:\s+[\w.]+){0,3},\s+[A-ZÁÉÍÓÚ]\w+"
_DAYS_LEAD = r"^{on_days}\b[^,;.]{0,80}(?:,\s*)?\d{4},\s+"
_SENTENCE = re.compile(r"(?<!\b[A-Z])[.]\s+[A-ZÁÉÍÓÚ]\w+\s+\w+")
_SENTENCE_START = re.compile(r"(?<=[.!?])\s+(?=[A-ZÁÉÍÓÚ])")
_MAX_WORK = 60  # characters before a phrase that may say what was financed
_MAX_LEAD = 12  # characters that may stand before a phrase at a beginning
_LONGEST_TITLE_OF_PERSON = 12


def find(text: str, organizations: Collection[str], cues: Cues) -> Mapping[Role, tuple[str, ...]]:
    """Return the parties named in ``text`` by role. A name in ``organizations`` is never divided."""
    parties: dict[Role, tuple[str, ...]] = {}
    matches = list(cues.pattern(_CUE).finditer(text))
    for number, match in enumerate(matches):
        end = matches[number + 1].start() if number + 1 < len(matches) else len(text)
        if _role(match) == "funders" and _is_of_other_work(text[: match.start()], cues):
            continue
        names = split(_until_list_end(text[match.end() : end], cues), organizations, cues)
        parties[_role(match)] = merge(parties.get(_role(match), ()), names)
    for sentence in _SENTENCE_START.split(text):
        for role, names in (_subject(sentence, organizations, cues), _after_verb(sentence, organizations, cues)):
            if names:
                parties[role] = merge(names, parties.get(role, ()))
    return parties


def named(text: str, organizations: Collection[str], cues: Cues) -> tuple[str, ...]:
    """Return the names that a line under such a heading consists of; none when it says something else."""
    is_sentence = text.rstrip().endswith((".", ":")) and len(text.split()) > 12
    if len(text) > 300 or cues.pattern(_CUE).search(text) or is_sentence:
        return ()
    names = split(text, organizations, cues)
    return () if any(_is_phrase(name, organizations, cues) for name in names) else names


def _is_phrase(name: str, organizations: Collection[str], cues: Cues) -> bool:
    """Return whether several words, the first alone with a capital, are no body's name but a label."""
    _, *words = name.split()
    has_capital = any(word[:1].isupper() for word in words)
    return bool(words) and not has_capital and not is_body(name, organizations, cues)


def are_in(text: str, cues: Cues) -> bool:
    """Return whether the first 2,000 characters of ``text`` have such a phrase."""
    return bool(cues.pattern(_CUE).search(text[:2_000]))


def headed(heading: str, cues: Cues) -> Role | None:
    """Return the role of those named under such a heading ("Organizers", "Con el apoyo de"), else None."""
    words = heading.strip(" :|")
    if len(words) >= 60:
        return None
    match = cues.pattern(_CUE).fullmatch(f"{words}:") or cues.pattern(_CUE).fullmatch(f"{words} ")
    return _role(match) if match else None


def opens(text: str, cues: Cues) -> bool:
    """Return whether a sentence of ``text`` begins with such a phrase."""
    for sentence in _SENTENCE_START.split(text):
        match = cues.pattern(_CUE).search(sentence[:200])
        if (match and match.start() <= _MAX_LEAD) or cues.pattern(_VERB_FIRST).match(sentence[:200]):
            return True
    return False


def is_about(text: str, cues: Cues) -> bool:
    """Return whether ``text`` begins with such a phrase and has no other sentence, so that it need not be kept."""
    match = cues.pattern(_CUE).search(text[:500])
    return bool(match and match.start() <= _MAX_LEAD and not _SENTENCE.search(text[match.end() :]))


def _is_of_other_work(lead: str, cues: Cues) -> bool:
    """Return whether ``lead``, the words before a phrase, end with what is no event: "A study financed by ..."."""
    return cues.pattern(r"\b{other_work}(?:\s+\w+)?\s*$").search(lead[-_MAX_WORK:]) is not None


def _role(match: re.Match[str]) -> Role:
    return next(role for role in ROLES if match[role] is not None)


def _subject(sentence: str, organizations: Collection[str], cues: Cues) -> tuple[Role, tuple[str, ...]]:
    """Return the role and names of the bodies of which a sentence says that they organized or financed the event."""
    match = cues.pattern(_AS_SUBJECT).match(cues.pattern(_DAYS_LEAD).sub("", sentence))
    if not match or not without_article(match["who"], cues)[:1].isupper():
        return "organizers", ()
    names = split(cues.pattern(_CUE).split(match["who"], maxsplit=1)[0].strip(" ,"), organizations, cues)
    are_bodies = all(is_body(name, organizations, cues) for name in names)
    return ("funders" if match["funds"] else "organizers"), (names if are_bodies else ())


def _after_verb(sentence: str, organizations: Collection[str], cues: Cues) -> tuple[Role, tuple[str, ...]]:
    """Return the role and names of the bodies that follow the verb with which a sentence begins."""
    match = cues.pattern(_VERB_FIRST).match(sentence)
    if not match:
        return "organizers", ()
    subject = _until_list_end(cues.pattern(_CUE).split(sentence[match.end() :], maxsplit=1)[0], cues)
    names = split(subject, organizations, cues)
    return _role(match), (names if all(is_body(name, organizations, cues) for name in names) else ())


def _until_list_end(words: str, cues: Cues) -> str:
    """Return the beginning of ``words`` up to where a list of names ends."""
    ends = (match.start() for match in cues.pattern(_LIST_END).finditer(words))
    words = words[: next((end for end in ends if not _is_abbreviation(words, end, cues)), None)]
    place = cues.pattern(_HELD_IN, re.NOFLAG).search(words)
    words = words[: place.start()] if place else words
    return cues.pattern(r"(?<![\s,;])[\s,;]+(?:{and}|&)$", re.NOFLAG).sub("", words.strip(" ,;:.|/"))


def _is_abbreviation(words: str, end: int, cues: Cues) -> bool:
    """Return whether the full stop at ``end`` is that of a title such as "Dr."."""
    lead = words[max(0, end - _LONGEST_TITLE_OF_PERSON) : end]
    return words[end] == "." and bool(cues.pattern(r"\b{title_of_person}$").search(lead))
