"""Sentences in which bodies do something for the event: "The Bank met the costs", "Convocó el Instituto Nacional"."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Literal, NamedTuple, Protocol

from policysearch.importers.cue_files import Cues
from policysearch.importers.detect.party_names import is_body, split
from policysearch.vocabulary import country_code

Role = Literal["organizers", "partners", "funders"]
Names = tuple[str, ...]
ROLES: tuple[Role, ...] = ("funders", "partners", "organizers")

_CAPITAL = "(?-i:[A-ZÁÉÍÓÚÂÊÔ])"
_VERB_FIRST = (  # "Convocó el Instituto Nacional. Acompañó la Universidad de Cuenca."
    r"(?:(?P<funders>{funder_verb})|(?P<partners>{partner_verb})|(?P<organizers>{organizer_verb}))\s+"
    rf"(?={{article articles+}}?{_CAPITAL})"
)
_EVENT = r"(?:{as_object}\b|{article articles a}\s?(?=(?:\S+\s){0,3}?(?:\S*\s)?{event gathering activity}))"
_ADJUNCT = (  # "A PIFS and SPC event"
    r"{a}\s+(?:\w+\s)?(?P<names>(?-i:[A-Z]{2,12})(?:(?:,\s|\s{and}\s|[/-])(?-i:[A-Z]{2,12})){0,3})\s+"
    r"{event gathering activity}\b"
)
_WHEN = r"(?:,?\s+{on_days in at}\s[^.;]{0,100}?,?)?\s+"
_ROLE_NOUN = r"\b{as_role}\s+(?:\w+\s+){0,2}?"
_VERBS: tuple[tuple[Role, str], ...] = (  # after their subject, each with the object that it needs
    ("funders", rf"\b{{financed}}{_WHEN}{_EVENT}"),
    ("funders", r"\b{paid}\s+(?:[\w'’]+\s+){0,4}?(?:\w['’])?{costs}\b"),
    ("funders", r"\b{gave}\s+(?:[\w'’]+\s+){0,3}?(?:\w['’])?{money}\b"),
    ("partners", rf"\b{{supported}}{_WHEN}{_EVENT}"),
    ("organizers", rf"\b{{organized}}{_WHEN}{_EVENT}"),
    ("organizers", rf"\b{{gathered}}\s+(?:{{in at}}\s+{_CAPITAL}|\d|(?:\w+\s+){{0,4}}?{{people}}\b)"),
    ("organizers", r"\b{in_charge}\b"),
    ("funders", rf"{_ROLE_NOUN}{{funder_label}}(?=\W|$)"),
    ("partners", rf"{_ROLE_NOUN}{{partner_label}}(?=\W|$)"),
    ("organizers", rf"{_ROLE_NOUN}{{organizer_label}}(?=\W|$)"),
)
_SURE_OF_EVENT = (1, 2, 5)  # of these verbs: their objects are an event's
_DAYS_LEAD = r"^{on_days}\b[^,;.]{0,80}(?:,\s*)?\d{4},\s+"
_HARD_END = re.compile(r"[;:]\s")
_CLAUSE = r",\s+(?:{and with relative thanks}\s+)?|(?<!\s)\s+(?:{and with}|&)\s+"
_LEAD = r"^(?:{and with thanks}|&)\s+"
_BEFORE_VERB = r"(?<![\s,])(?:,?\s+{before_verb})+$"
_LONGEST_SUBJECT, _LONGEST_SENTENCE = 300, 2_000  # characters
_MOST_STARTS = 10


class Lead(NamedTuple):
    """Words before a verb; ``is_whole``: a subject may begin at their beginning."""

    words: str
    is_whole: bool


class Lists(Protocol):
    """What a caller knows of phrases that lists of names follow."""

    def first_list(self, words: str) -> str:
        """Return the list of names with which ``words`` begin."""

    def lead_of(self, words: str) -> Lead:
        """Return the end of ``words`` that belongs to no such phrase."""


def find(sentence: str, organizations: Collection[str], cues: Cues, lists: Lists) -> Iterator[tuple[Role, Names]]:
    """Yield the roles and names of bodies that a sentence says did something for the event.

    A name in ``organizations`` is never divided.
    """
    sentence = cues.pattern(_DAYS_LEAD).sub("", sentence[:_LONGEST_SENTENCE])
    if match := cues.pattern(_VERB_FIRST).match(sentence):
        names = split(lists.first_list(sentence[match.end() :]), organizations, cues)
        if all(is_body(name, organizations, cues) for name in names):
            yield next(role for role in ROLES if match[role]), names
    if match := cues.pattern(_ADJUNCT).match(sentence):
        yield "organizers", split(match["names"].replace("-", " / "), organizations, cues)
    verbs = [(m.start(), m.end(), role) for role, verb in _VERBS for m in cues.pattern(verb).finditer(sentence)]
    last = 0  # where the verb before ends: subjects do not reach beyond it
    for start, end, role in sorted(verbs):
        lead = lists.lead_of(sentence[last:start])
        yield role, _subject(lead if last == 0 else lead._replace(is_whole=False), role, organizations, cues)
        last = end


def opens(sentence: str, cues: Cues) -> bool:
    """Return whether a sentence begins with such a verb before its subject."""
    return cues.pattern(_VERB_FIRST).match(sentence) is not None


def are_in(text: str, cues: Cues) -> bool:
    """Return whether ``text`` says that costs were paid, money was given or people brought together."""
    return any(cues.pattern(_VERBS[number][1]).search(text) for number in _SURE_OF_EVENT)


def _subject(lead: Lead, role: Role, organizations: Collection[str], cues: Cues) -> Names:
    """Return the bodies of which the end of ``lead`` consists, as many as there are; none where it ends otherwise."""
    *clauses_before, last = _HARD_END.split(lead.words)
    is_whole = (lead.is_whole or bool(clauses_before)) and len(last) <= _LONGEST_SUBJECT
    words = cues.pattern(_BEFORE_VERB).sub("", last[-_LONGEST_SUBJECT:].rstrip(" ,"))
    clauses = [match.end() for match in cues.pattern(_CLAUSE).finditer(words)]
    for start in ([0] if is_whole else []) + clauses[-_MOST_STARTS:]:
        names = split(cues.pattern(_LEAD).sub("", words[start:]), organizations, cues)
        if names and all(_may_act(name, role, organizations, cues) for name in names):
            return names
    return ()


def _may_act(name: str, role: Role, organizations: Collection[str], cues: Cues) -> bool:
    """Return whether ``name`` is surely a body's; a country may pay too."""
    return is_body(name, organizations, cues) or (role == "funders" and bool(country_code(name)))
