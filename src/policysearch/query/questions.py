"""Questions that a workshop's own fields answer: who paid or organized, where and when, in four languages.

A question is a shape with gaps for words of one language: "who <paid> …", "… was <funded> by whom", "where … a-t-il
eu lieu". What stands in the shape's gap is the subject, which is searched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Literal, NamedTuple

from policysearch.settings import LANGUAGES

QuestionKind = Literal["funder", "organizer", "place", "date"]

MAX_LETTERS = 300  # of a question
_BEGIN = r"\s*[¿«\"“]?\s*"
_SUBJECT = r"(?P<subject>.+?)"
_END = r"\s*[?.!»\"”]*\s*$"
_AROUND = ' ?¿!."“”«»'
# Words of each language. Those of the events are also left out of the search.
_EVENT = {
    "en": r"(?:workshop|seminar|event|meeting|conference|forum|symposium|roundtable)s?",
    "es": r"(?:taller(?:es)?|seminarios?|eventos?|reuni[oó]n(?:es)?|encuentros?|conferencias?|foros?|congresos?"
    r"|jornadas?)",
    "pt": r"(?:oficinas?|semin[aá]rios?|eventos?|reuni(?:[aã]o|[oõ]es)|encontros?|confer[eê]ncias?|f[oó]runs?|f[oó]rum"
    r"|jornadas?|workshops?|ateliers?|ateli[eê]s?)",
    "fr": r"(?:ateliers?|s[eé]minaires?|[eé]v[eé]nements?|r[eé]unions?|rencontres?|conf[eé]rences?|forums?|colloques?"
    r"|journ[eé]es?)",
}
_ARTICLE = {
    "en": r"(?:the|this|that)\s+",
    "es": r"(?:del|el|la|los|las|un|una|este|esta)\s+",
    "pt": r"(?:[oa]s?|d[oa]s?|um|uma|este|esta)\s+",
    "fr": r"(?:(?:le|la|les|du|des|un|une|cet|cette|ce)\s+|(?:de\s+)?l['’]\s*|de\s+la\s+)",
}
_WHO = {"en": "who", "es": "qui[eé]n(?:es)?", "pt": "quem", "fr": "qui"}
_BODY = {
    "en": r"(?:which|what)\s+(?:body|bodies|organi[sz]ations?|institutions?|donors?|agency|agencies|banks?)",
    "es": r"(?:qu[eé]|cu[aá]l(?:es)?)\s+(?:organismos?|instituci[oó]n|instituciones|entidad(?:es)?|organizaci[oó]n"
    r"|organizaciones|donantes?|bancos?)",
    "pt": r"(?:que|qual|quais)\s+(?:organismos?|institui[cç][aã]o|institui[cç][oõ]es|entidades?|organiza[cç][aã]o"
    r"|organiza[cç][oõ]es|doadore?s?|bancos?)",
    "fr": r"quel(?:le)?s?\s+(?:organismes?|institutions?|organisations?|bailleurs?(?:\s+de\s+fonds)?|banques?)",
}
_PAID = {
    "en": r"(?:has\s+|had\s+|have\s+)?(?:paid(?:\s+for)?|pays(?:\s+for)?|funded|funds|financed|sponsored"
    r"|(?:gave|provided|put\s+up)\s+(?:the\s+)?(?:money|funds|funding)\s+for)",
    "es": r"(?:pag[oó]|pagaron|financi[oó]|financiaron|patrocin[oó]|patrocinaron"
    r"|(?:puso|pusieron|dio|dieron|aport[oó]|aportaron)\s+(?:el\s+dinero|los\s+fondos|los\s+recursos)(?:\s+para)?)",
    "pt": r"(?:pagou|pagaram|financiou|financiaram|patrocinou|patrocinaram"
    r"|(?:deu|deram|p[oô]s|puseram)\s+(?:o\s+dinheiro|os\s+fundos|os\s+recursos)(?:\s+para)?)",
    "fr": r"(?:a|ont)\s+(?:pay[eé]|financ[eé]|subventionn[eé]|parrain[eé]"
    r"|(?:donn[eé]|fourni|apport[eé])\s+(?:l['’]argent|les\s+fonds)(?:\s+pour)?)",
}
_PAYS = {  # of an event alone: « qui finance l'éclairage » asks for a lesson
    "en": r"finances?",
    "es": r"(?:paga|pagan|financian?|patrocinan?)",
    "pt": r"(?:paga|pagam|financiam?|patrocinam?)",
    "fr": r"(?:financ|pai|parrain)e(?:nt)?",
}
_ORGANIZED = {
    "en": r"(?:has\s+|had\s+|have\s+)?(?:organi[sz]ed|hosted|convened|held|ran)",
    "es": r"(?:organiz[oó]|organizaron|convoc[oó]|convocaron)",
    "pt": r"(?:organizou|organizaram|promoveu|promoveram)",
    "fr": r"(?:a|ont)\s+organis[eé]",
}
_ORGANIZES = {
    "en": "organi[sz]es",
    "es": r"organizan?",
    "pt": r"organizam?",
    "fr": r"organise(?:nt)?",
}
_FUNDED = {  # the participle
    "en": r"(?:funded|financed|sponsored|paid(?:\s+for)?)",
    "es": r"(?:financiad|patrocinad|pagad)[oa]s?",
    "pt": r"(?:financiad|patrocinad|pag)[oa]s?",
    "fr": r"(?:financ|pay|parrain|subventionn)[eé]e?s?",
}
_ARRANGED = {
    "en": r"(?:organi[sz]ed|hosted|convened|run)",
    "es": r"(?:organizad|convocad)[oa]s?",
    "pt": r"(?:organizad|promovid)[oa]s?",
    "fr": r"organis[eé]e?s?",
}
_WAS = {
    "en": r"(?:is|are|was|were)",
    "es": r"(?:es|son|fue|fueron)",
    "pt": r"(?:[eé]|s[aã]o|foi|foram)",
    "fr": r"(?:est|sont|[eé]tait|[eé]taient|fut|furent)",
}
_WAS_DONE = {**_WAS, "fr": r"(?:a|ont)\s+[eé]t[eé]"}
_BY_WHOM = {"en": r"by\s+whom", "es": r"por\s+qui[eé]n(?:es)?", "pt": r"por\s+quem", "fr": r"par\s+qui"}
_WAS_HELD = {
    "en": r"(?:was|were|is|did|has)",
    "es": r"(?:fue|fueron|se\s+(?:celebr[oó]|realiz[oó]|hizo|organiz[oó]|desarroll[oó]|dict[oó]|llev[oó]\s+a\s+cabo)"
    r"|tuvo\s+lugar|ocurri[oó])",
    "pt": r"(?:foi|foram|ocorreu|aconteceu|decorreu|se\s+realizou|realizou-se|teve\s+lugar)",
    "fr": r"(?:a\s+eu\s+lieu|a\s+[eé]t[eé]|s['’]est\s+(?:tenu|d[eé]roul[eé]|pass[eé])e?|[eé]tait|fut)",
}
_WAS_IT_HELD = (  # où l'atelier a-t-il eu lieu ?
    r"(?:a-t-(?:il|elle)\s+(?:eu\s+lieu|[eé]t[eé]\s+\w+)|s['’]est-(?:il|elle)\s+(?:tenu|d[eé]roul[eé]|pass[eé])e?)"
)
_WHERE = {
    "en": r"(?:where|in\s+(?:which|what)\s+(?:city|town|country|place))",
    "es": r"(?:(?:en\s+)?d[oó]nde|en\s+(?:qu[eé]|cu[aá]l)\s+(?:ciudad|pa[ií]s|lugar))",
    "pt": r"(?:onde|em\s+(?:que|qual)\s+(?:cidade|pa[ií]s|lugar|local))",
    "fr": r"(?:o[uù]|(?:dans|en)\s+quel(?:le)?\s+(?:ville|pays|lieu))",
}
_WHEN = {
    "en": r"(?:when|(?:(?:in|on)\s+)?(?:which|what)\s+(?:year|month|day|date))",
    "es": r"(?:cu[aá]ndo|en\s+qu[eé]\s+(?:a[nñ]o|mes|fecha|d[ií]a)|qu[eé]\s+d[ií]a)",
    "pt": r"(?:quando|em\s+que\s+(?:ano|m[eê]s|data|dia)|que\s+dia)",
    "fr": r"(?:quand|en\s+quelle\s+ann[eé]e|[aà]\s+quelle\s+date|quel\s+jour|en\s+quel\s+mois)",
}
_WHICH = {"en": "what", "es": r"cu[aá]l(?:es)?", "pt": r"(?:qual|quais)", "fr": r"quel(?:le)?s?"}
_THE = {"en": r"the\s+", "es": r"(?:el|la|los|las)\s+", "pt": r"[oa]s?\s+", "fr": r"(?:(?:le|la|les)\s+|l['’]\s*)"}
_OF = {  # an article that is one word with it belongs to the event: "del taller"
    "en": r"of\s+",
    "es": r"(?:de\s+|(?=del\s))",
    "pt": r"(?:de\s+|(?=d[ao]s?\s))",
    "fr": r"(?:de\s+|d['’]|(?=d(?:u|es)\s))",
}
_ROLES: Mapping[QuestionKind, Mapping[str, str]] = {  # "who was the … of", "what was the … of"
    "funder": {
        "en": r"(?:funders?|donors?|sponsors?)",
        "es": r"(?:financiador(?:a|es)?|donantes?|patrocinador(?:a|es)?)",
        "pt": r"(?:financiador(?:a|es)?|doador(?:a|es)?|patrocinador(?:a|es)?)",
        "fr": r"(?:bailleurs?(?:\s+de\s+fonds)?|financeurs?|donateurs?|sponsors?)",
    },
    "organizer": {
        "en": r"(?:organi[sz]ers?|hosts?)",
        "es": r"(?:organizador(?:a|es)?|anfitri[oó]n)",
        "pt": r"(?:organizador(?:a|es)?|anfitri[aã]o)",
        "fr": r"organisat(?:eurs?|rices?)",
    },
    "place": {
        "en": r"(?:place|venue|location|city)",
        "es": r"(?:lugar|sede|ciudad)",
        "pt": r"(?:local|lugar|sede|cidade)",
        "fr": r"(?:lieu|ville)",
    },
    "date": {
        "en": r"(?:dates?|year)",
        "es": r"(?:fechas?|a[nñ]o)",
        "pt": r"(?:datas?|ano)",
        "fr": r"(?:dates?|ann[eé]e)",
    },
}


_ACTS: Mapping[QuestionKind, tuple[Mapping[str, str], ...]] = {  # past, present, participle
    "funder": (_PAID, _PAYS, _FUNDED),
    "organizer": (_ORGANIZED, _ORGANIZES, _ARRANGED),
}


def _shapes(language: str) -> Iterator[tuple[QuestionKind, str]]:
    """Yield each kind of question with a pattern of ``language``."""
    for kind, (past, present, participle) in _ACTS.items():
        shapes = _by_whom(language, past[language], present[language], participle[language])
        yield from ((kind, shape) for shape in shapes)
    for kind, roles in _ROLES.items():
        asks = _WHO[language] if kind in ("funder", "organizer") else _WHICH[language]
        yield kind, rf"{asks}\s+{_WAS[language]}\s+{_THE[language]}{roles[language]}\s+{_OF[language]}{_SUBJECT}"
    yield "place", rf"{_WHERE[language]}\s+{_WAS_HELD[language]}\s+{_SUBJECT}"
    yield "date", rf"{_WHEN[language]}\s+{_WAS_HELD[language]}\s+{_SUBJECT}"
    if language == "fr":
        yield "place", rf"{_WHERE['fr']}\s+{_SUBJECT}\s+{_WAS_IT_HELD}"
        yield "date", rf"{_WHEN['fr']}\s+{_SUBJECT}\s+{_WAS_IT_HELD}"


def _by_whom(language: str, past: str, present: str, participle: str) -> Iterator[str]:
    """Yield the shapes of "who did it", "by whom was it done" and "it was done by whom"."""
    event = rf"(?=\s+(?:{_ARTICLE[language]})?{_EVENT[language]}\b)"
    by_whom, was = _BY_WHOM[language], _WAS_DONE[language]
    yield rf"(?:{_WHO[language]}|{_BODY[language]})\s+(?:{past}|{present}{event})\s+{_SUBJECT}"
    yield rf"{by_whom}\s+{was}\s+{participle}\s+{_SUBJECT}"
    yield rf"{_SUBJECT}\s+{was}\s+{participle}\s+{by_whom}"
    if language == "en":
        yield rf"whom?\s+{was}\s+{_SUBJECT}\s+{participle}\s+by"
        yield rf"{by_whom}\s+{was}\s+{_SUBJECT}\s+{participle}"
    if language == "fr":
        yield rf"{by_whom}\s+{_SUBJECT}\s+a-t-(?:il|elle)\s+[eé]t[eé]\s+{participle}"


def _either(*words: Mapping[str, str]) -> str:
    return "|".join(pattern for by_language in words for pattern in by_language.values())


@cache
def _questions() -> tuple[tuple[QuestionKind, re.Pattern[str]], ...]:
    """Return each kind of question with its patterns, which take longer to compile than a command takes to begin."""
    return tuple(
        (kind, re.compile(rf"{_BEGIN}{shape}{_END}", re.IGNORECASE))
        for language in LANGUAGES
        for kind, shape in _shapes(language)
    )


_MAY_ASK = re.compile(  # most texts are no questions, which this tells at once
    rf"{_BEGIN}(?:{_either(_WHO, _BODY, _WHERE, _WHEN, _WHICH, _BY_WHOM)}|whom)\b", re.IGNORECASE
)
_ENDS_ASKING = re.compile(rf"\b(?:{_either(_BY_WHOM)}){_END}", re.IGNORECASE)
_LAST = 30  # characters
_EVENTS = "|".join(_ARTICLE[language] + _EVENT[language] for language in LANGUAGES)


@cache
def _fillers() -> re.Pattern[str]:
    """Return what else such a question has: the event itself, and that it was held."""
    return re.compile(
        r"(?:\b(?:held|organi[sz]ed|take\s+place|taken\s+place|took\s+place|(?:celebrad|realizad|organizad|desarrollad)[oa]s?"
        rf"|organis[eé]e?s?|tenue?s?|{_EVENTS})|(?<!\w){_EVENT['en']}(?=\s+(?:held|take|took|in|on|at|about)\b|\s*$))"
        r"(?=\s|[?.!,]|$)",
        re.IGNORECASE,
    )


class Question(NamedTuple):
    """What is asked for, the words that say of which workshop, and those that are not searched, as typed."""

    kind: QuestionKind
    subject: str
    wording: str = ""


def question(text: str) -> Question | None:
    """Return the question that ``text`` asks of the workshops' fields; None for any other text."""
    if len(text) > MAX_LETTERS or not (_MAY_ASK.match(text) or _ENDS_ASKING.search(text[-_LAST:])):
        return None
    for kind, pattern in _questions():
        if match := pattern.match(text):
            return _question(kind, match)
    return None


def _question(kind: QuestionKind, match: re.Match[str]) -> Question | None:
    event, (start, end) = match["subject"], match.span("subject")
    subject = _fillers().sub(" ", event).strip(_AROUND)
    left_out = (match.string[:start], *(filler[0] for filler in _fillers().finditer(event)), match.string[end:])
    wording = " … ".join(filter(None, (part.strip(_AROUND) for part in left_out)))
    return Question(kind, subject, wording) if any(c.isalnum() for c in subject) else None
