"""Phrases after which bodies are named, and verbs before which they are: the grammar of a clause about parties.

The templates combine the cue words of all languages: a preposition or a verb with a noun ("with the support of",
"received a grant from"), a participle ("organized in Lima by"), a noun and what it fell to ("the costs were met by").
"""

from __future__ import annotations

from typing import Literal

Role = Literal["organizers", "partners", "funders"]
ROLES: tuple[Role, ...] = ("funders", "partners", "organizers")

CAPITAL = "(?-i:[A-ZÁÉÍÓÚÂÊÔÎ])"
NAME_FOLLOWS = rf"(?={{article articles+}}?{CAPITAL})"
_SMALL = r"(?-i:[a-zà-ÿ])[\w’-]*"  # a word without a capital
_IS_SMALL = "(?-i:(?=[a-zà-ÿ]))"  # "Cooperación Suiza" is a name
_PHRASE_END = r"(?:\s+|(?<=['’])|(?!\w))"
_LABEL_END = rf"(?:(?:\((?:e?s|[oae]s?)\))?\s*[:|?]|\s+{{be}}(?=\s+{NAME_FOLLOWS}))"
_OF_EVENT = r"(?:\s+{of_the}\s*(?:\w+\s+){0,3}?{event gathering activity})"
_OF_SOMETHING = rf"(?:\s+(?:{{of_the}}\s*|(?:\w['’])?){_SMALL}){{0,6}}?"
_BEFORE_NOUN = (
    rf"(?:{{with_help}}|{{and}}(?=\s+{_IS_SMALL}))\s+(?:{{determiner+}}){{0,2}}(?:{_SMALL}\s+){{0,3}}?{_IS_SMALL}"
)
_AFTER_NOUN = rf"(?:\s+{_SMALL}){{0,3}}?\s+{{of_body}}{_PHRASE_END}"
_DAYS_OR_PLACE = (  # words between a participle and "by": ", in Lima, from 3 to 5 May,"
    rf"(?:,?\s+(?:{CAPITAL}[\w.’'-]*|\d[\w°º–-]*|{{in at on_days within_name and article articles}}|to"
    r"|(?<=\d\s)[^\W\d]+|(?<=\d\sde\s)[^\W\d]+)){1,14}?,?"
)


def _passive(participle: str) -> str:
    """Return the template of a participle with "by", an adverb or days and a place between."""
    return rf"{participle}(?:\s+{{jointly}})?(?:{_DAYS_OR_PLACE})?\s+{{by}}{_PHRASE_END}"


def _noun_is(noun: str) -> str:
    """Return the template of "The host of the workshop was" before a name."""
    return rf"{noun}{_OF_EVENT}?\s+{{be}}\s+{NAME_FOLLOWS}"


_WHO = r"(?:{who_label}|{bodies_called}\s+{relative})"  # "Who paid", "Institutions that supported"
_FUNDERS = (
    rf"{{funder_label}}{_LABEL_END}",
    rf"(?P<money_label>{{money}}){_LABEL_END}",
    rf"{{made_possible}}\s+{NAME_FOLLOWS}",
    rf"{{funder_phrase}}{_PHRASE_END}",
    rf"{_BEFORE_NOUN}{{money}}{_AFTER_NOUN}",
    rf"{{money}}{_OF_SOMETHING}\s+{{came_from}}{_PHRASE_END}",
    rf"{_WHO}\s+{{financed funder_verb}}{_LABEL_END}",
    rf"{{costs}}{_OF_SOMETHING}\s+{{paid_up_to}}{_PHRASE_END}",
    _passive("{financed_participle}"),
    _noun_is("{funder_noun}"),
)
_PARTNERS = (
    rf"{{partner_label}}{_LABEL_END}",
    rf"{{partner_phrase}}{_PHRASE_END}",
    rf"{_BEFORE_NOUN}{{help}}{_AFTER_NOUN}",
    rf"{_WHO}\s+{{supported partner_verb}}{_LABEL_END}",
    _passive("{supported_participle}"),
    _noun_is("{partner_noun}"),
)
_ORGANIZERS = (
    rf"{{organizer_label}}{_LABEL_END}",
    r"{who_label}\s*[:|?]",
    rf"{_WHO}\s+{{organized organizer_verb}}{_LABEL_END}",
    rf"(?:{{organizer_phrase}}|^{{presented_by}}){_PHRASE_END}",
    rf"{_BEFORE_NOUN}{{organization}}{_AFTER_NOUN}",
    rf"{{organization}}{_OF_EVENT}?\s+{{up_to}}{_PHRASE_END}",
    _passive("{organized_participle}"),
    _noun_is("{organizer_noun}"),
)
_ORGANIZERS_OF_EVENT = (rf"{{organizer_of_event}}{_PHRASE_END}", _passive("{led_participle}"))
CUE = (
    rf"(?<!\w)(?:(?P<funders>{'|'.join(_FUNDERS)})|(?P<partners>{'|'.join(_PARTNERS)})"
    rf"|(?P<organizers>{'|'.join(_ORGANIZERS)})|(?P<of_event>{'|'.join(_ORGANIZERS_OF_EVENT)}))"
)

VERB_BEFORE_SUBJECT = (  # "Convocó la CAF.", "El taller, que organizó la CAF,", "Los gastos los pagó la CAF"
    r"(?:^|\b{relative}\s+|\b{object_pronoun}\s+)(?:{object_pronoun}\s+)?"
    r"(?:(?P<funders>{funder_verb})|(?P<partners>{partner_verb})|(?P<organizers>{organizer_verb}))\s+"
    rf"{NAME_FOLLOWS}"
)
VERB_AT_END = (  # "the workshop, which the Bank hosted,"
    rf",\s+{{relative}}\s+(?P<subject>{NAME_FOLLOWS}[^.;]{{2,150}}?)\s+(?:{{jointly}}\s+)?"
    r"(?:(?P<funders>{financed funder_verb})|(?P<partners>{supported partner_verb})"
    r"|(?P<organizers>{organized organizer_verb}))"
    r"(?=\s*[,.;)]|\s+{in at on_days with}\b|\s*$)"
)
_EVENT = r"(?:{as_object}\b|{article articles a}\s?(?=(?:\S+\s){0,5}?(?:\S*\s)?{event gathering activity}))"
ADJUNCT = (  # "A PIFS and SPC event"
    r"{a}\s+(?:\w+\s)?(?P<names>(?-i:[A-Z]{2,12})(?:(?:,\s|\s{and}\s|[/-])(?-i:[A-Z]{2,12})){0,3})\s+"
    r"{event gathering activity}\b"
)
_OBJECT = r"\s+(?:[\w'’]+\s+){0,3}?(?:\w['’])?"
ABSOLUTE = (  # "with the University providing trainers and the Bank picking up the bill"
    rf"(?:,|(?<!\s)\s+{{and}})\s+(?:{{with}}\s+)?(?P<names>{NAME_FOLLOWS}[^.;,]{{2,120}}?)\s+(?:"
    rf"(?P<partners>{{giving}}{_OBJECT}{{in_kind}})|(?P<funders>{{giving}}{_OBJECT}{{money}}|{{paying}}{_OBJECT}{{costs}}))"
    r"(?!\w)"
)
_WHEN = r"(?:\s+{jointly})?(?:,?\s+{on_days in at}\s[^.;]{0,100}?,?)?\s+"
_ROLE_NOUN = r"\b{as_role}\s+(?:\w+\s+){0,2}?"
_IS_ROLE = r"\b{be}\s+(?:{determiner+})?(?:\w+\s+){0,2}?"
_ROLE_END = rf"(?={_OF_EVENT}|\s*(?:[,.;]|$))"
SURE_OF_EVENT = (  # of these verbs the objects are an event's
    r"\b{paid funder_verb}\s+(?:[\w'’]+\s+){0,4}?(?:\w['’])?{costs}\b",
    r"\b{gave}\s+(?:[\w'’]+\s+){0,3}?(?:\w['’])?{money}\b",
    rf"\b{{gathered}}\s+(?:{{in at}}\s+{CAPITAL}|\d|(?:\w+\s+){{0,4}}?{{people}}\b)",
)
VERBS: tuple[tuple[Role, str], ...] = (  # after their subject, each with the object that it needs
    ("funders", SURE_OF_EVENT[0]),
    ("funders", SURE_OF_EVENT[1]),
    ("organizers", SURE_OF_EVENT[2]),
    ("funders", rf"\b{{financed funder_verb}}{_WHEN}{_EVENT}"),
    ("partners", rf"\b{{supported partner_verb}}{_WHEN}{_EVENT}"),
    ("partners", r"\b{gave}\s+(?:[\w'’]+\s+){0,3}?(?:{and}\s+(?:[\w'’]+\s+){1,2}?)?(?:\w['’])?{in_kind}\b"),
    ("partners", r"\b{helped}(?!\w)"),
    ("organizers", rf"\b{{organized organizer_verb}}{_WHEN}{_EVENT}"),
    ("organizers", r"\b{in_charge}\b"),
    ("organizers", r"\b{invites}(?!\w)"),
    ("funders", rf"{_ROLE_NOUN}(?:{{funder_label funder_noun}})(?=\W|$)"),
    ("partners", rf"{_ROLE_NOUN}(?:{{partner_label partner_noun}})(?=\W|$)"),
    ("organizers", rf"{_ROLE_NOUN}(?:{{organizer_label organizer_noun}})(?=\W|$)"),
    ("funders", rf"{_IS_ROLE}{{funder_noun}}{_ROLE_END}"),
    ("partners", rf"{_IS_ROLE}{{partner_noun}}{_ROLE_END}"),
    ("organizers", rf"{_IS_ROLE}{{organizer_noun}}{_ROLE_END}"),
)
