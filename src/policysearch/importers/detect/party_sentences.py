"""Sentences in which bodies do something for the event: "The Bank met the costs", "Convocó el Instituto Nacional"."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import NamedTuple, Protocol

from policysearch.importers.cue_files import Cues
from policysearch.importers.detect import party_phrases
from policysearch.importers.detect.party_names import is_body, is_proper_name, split
from policysearch.importers.detect.party_phrases import NAME_FOLLOWS, ROLES, Role
from policysearch.vocabulary import country_code

Names = tuple[str, ...]

_DAYS_LEAD = rf"^{{on_days}}\b[^,;.]{{0,80}}(?:,\s*)?\d{{4}}(?:,\s+|\s+{NAME_FOLLOWS})"
_CLAUSE_IN_NAME = r"\s{be}\s|\b\d{4}\b|^{in at on_days of_subject by with}\s"  # "the Ministry was there and the Bank"
_BEFORE_BODY = (  # "Forty officials visited the Ministry"
    r"(?:\S+\s+){0,6}?(?!{within_name for_subject of_subject and}\b)[a-zà-ÿ]\S*\s+{article articles}\s"
)
_TIME_LEAD = rf"^{{time_lead}},?\s+{NAME_FOLLOWS}"
_WITH_BODIES = rf"[^.;]{{0,120}}?(?<!\s),?\s+(?:{{jointly}}\s+)?{{with}}\s+{NAME_FOLLOWS}"  # "ran it with the Bank"
_HARD_END = re.compile(r"[;:]\s")
_CLAUSE = r",\s+(?:{and with relative thanks while}\s+)?|(?<!\s)\s+(?:{and with}|&)\s+"
_LEAD = r"^(?:{and with thanks both while}|&)\s+"
_BEFORE_VERB = r"(?<![\s,])(?:,?\s+{before_verb})+$"
_BOTH = r"^{both}\s+(?P<first>.{3,150}?)\s+{both_and}\s+"  # "Tanto el Banco como la Cámara"
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

    def beside(self, words: str, organizations: Collection[str]) -> Names:
        """Return the bodies after "with" at the end of the list of names with which ``words`` begin."""

    def lead_of(self, words: str) -> Lead:
        """Return the end of ``words`` that belongs to no such phrase."""


def find(sentence: str, organizations: Collection[str], cues: Cues, lists: Lists) -> Iterator[tuple[Role, Names]]:
    """Yield the roles and names of bodies that a sentence says did something for the event.

    A name in ``organizations`` is never divided.
    """
    sentence = cues.pattern(_DAYS_LEAD).sub("", sentence[:_LONGEST_SENTENCE])
    sentence = cues.pattern(_TIME_LEAD).sub("", sentence)
    for match in cues.pattern(party_phrases.VERB_BEFORE_SUBJECT).finditer(sentence):
        yield _role(match), _bodies(lists.first_list(sentence[match.end() :]), organizations, cues)
        yield "partners", lists.beside(sentence[match.end() :], organizations)
    for match in cues.pattern(party_phrases.VERB_AT_END).finditer(sentence):
        yield _role(match), _bodies(match["subject"], organizations, cues)
    for match in cues.pattern(party_phrases.ABSOLUTE).finditer(sentence):
        yield ("partners" if match["partners"] else "funders"), _bodies(match["names"], organizations, cues)
    if adjunct := cues.pattern(party_phrases.ADJUNCT).match(sentence):
        yield "organizers", split(adjunct["names"].replace("-", " / "), organizations, cues)
    yield from _before_verbs(sentence, organizations, cues, lists)


def _before_verbs(
    sentence: str, organizations: Collection[str], cues: Cues, lists: Lists
) -> Iterator[tuple[Role, Names]]:
    """Yield the subjects of verbs, and the bodies with which organizers did it: "The Bank ran it with the Chamber"."""
    verbs = [
        (m.start(), m.end(), role) for role, verb in party_phrases.VERBS for m in cues.pattern(verb).finditer(sentence)
    ]
    last = 0  # where the verb before ends: subjects do not reach beyond it
    for start, end, role in sorted(verbs):
        lead = lists.lead_of(sentence[last:start])
        names = _subject(lead if last == 0 else lead._replace(is_whole=False), role, organizations, cues)
        yield role, names
        if names and role == "organizers" and (beside := cues.pattern(_WITH_BODIES).match(sentence, end)):
            yield "partners", _bodies(lists.first_list(sentence[beside.end() :]), organizations, cues)
        last = end


def opens(sentence: str, cues: Cues) -> bool:
    """Return whether a sentence begins with such a verb before its subject."""
    return cues.pattern(party_phrases.VERB_BEFORE_SUBJECT).match(sentence) is not None


def are_in(text: str, cues: Cues) -> bool:
    """Return whether ``text`` says that costs were paid, money was given or people brought together."""
    return any(cues.pattern(verb).search(text) for verb in party_phrases.SURE_OF_EVENT)


def _subject(lead: Lead, role: Role, organizations: Collection[str], cues: Cues) -> Names:
    """Return the bodies of which the end of ``lead`` consists, as many as there are; none where it ends otherwise."""
    *clauses_before, last = _HARD_END.split(lead.words)
    is_whole = (lead.is_whole or bool(clauses_before)) and len(last) <= _LONGEST_SUBJECT
    words = cues.pattern(_BEFORE_VERB).sub("", last[-_LONGEST_SUBJECT:].rstrip(" ,"))
    words = cues.pattern(_BOTH).sub(r"\g<first>; ", words)
    clauses = [match.end() for match in cues.pattern(_CLAUSE).finditer(words)]
    for start in ([0] if is_whole else []) + clauses[-_MOST_STARTS:]:
        names = split(cues.pattern(_LEAD).sub("", words[start:]), organizations, cues)
        if names and all(_may_act(name, role, organizations, cues) for name in names):
            return names
    return ()


def _role(match: re.Match[str]) -> Role:
    return next(role for role in ROLES if match[role])


def _bodies(words: str, organizations: Collection[str], cues: Cues) -> Names:
    """Return the names in ``words`` where all are surely bodies', else none."""
    names = split(words, organizations, cues)
    return names if all(is_body(name, organizations, cues) and not _is_event(name, cues) for name in names) else ()


def _is_event(name: str, cues: Cues) -> bool:
    """Return whether ``name`` may be an event's: "Foro de Comercio"."""
    return cues.pattern(r"{event gathering activity}\b").match(name) is not None


def _may_act(name: str, role: Role, organizations: Collection[str], cues: Cues) -> bool:
    """Return whether ``name`` is surely a body's; a country may pay too. An event does nothing for itself."""
    is_clause = cues.pattern(_CLAUSE_IN_NAME).search(name) or cues.pattern(_BEFORE_BODY, re.NOFLAG).match(name)
    is_officer = cues.pattern(r"{officer}\b").match(name)  # who welcomed those who came for the body
    if is_clause or is_officer or _is_event(name, cues):
        return False
    may_pay = bool(country_code(name)) or is_proper_name(name)  # "Irish Aid"
    return is_body(name, organizations, cues) or (role == "funders" and may_pay)
