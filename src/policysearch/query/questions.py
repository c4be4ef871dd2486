"""Questions that a workshop's own fields answer: who paid or organized, where and when, in four languages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from policysearch.settings import LANGUAGES

QuestionKind = Literal["funder", "organizer", "place", "date"]

_BEGIN = r"^\s*[¿«\"“]?\s*"
# What was done, in each language, and the words for bodies that do it.
_BODY = {
    "en": r"(?:which|what)\s+(?:body|bodies|organi[sz]ations?|institutions?|donors?|agency|agencies|banks?)",
    "es": r"(?:qu[eé]|cu[aá]l(?:es)?)\s+(?:organismos?|instituci[oó]n|instituciones|entidad(?:es)?|organizaci[oó]n"
    r"|organizaciones|donantes?|bancos?)",
    "pt": r"(?:que|qual|quais)\s+(?:organismos?|institui[cç][aã]o|institui[cç][oõ]es|entidades?|organiza[cç][aã]o"
    r"|organiza[cç][oõ]es|doadore?s?|bancos?)",
    "fr": r"quel(?:le)?s?\s+(?:organismes?|institutions?|organisations?|bailleurs?(?:\s+de\s+fonds)?|banques?)",
}
_PAID = {
    "en": r"(?:has\s+|had\s+|have\s+)?(?:paid(?:\s+for)?|pays(?:\s+for)?|funded|funds|financed|sponsored)",
    "es": r"(?:pag[oó]|pagaron|financi[oó]|financiaron|patrocin[oó]|patrocinaron)",
    "pt": r"(?:pagou|pagaram|financiou|financiaram|patrocinou|patrocinaram)",
    "fr": r"(?:a|ont)\s+(?:pay[eé]|financ[eé]|subventionn[eé]|parrain[eé])",
}
_ORGANIZED = {
    "en": r"(?:has\s+|had\s+|have\s+)?(?:organi[sz]ed|hosted|convened|held|ran)",
    "es": r"(?:organiz[oó]|organizaron|convoc[oó]|convocaron)",
    "pt": r"(?:organizou|organizaram|promoveu|promoveram)",
    "fr": r"(?:a|ont)\s+organis[eé]",
}
_WAS_HELD = {
    "en": r"(?:was|were|is|did|has)",
    "es": r"(?:fue|fueron|se\s+(?:celebr[oó]|realiz[oó]|hizo|organiz[oó])|tuvo\s+lugar)",
    "pt": r"(?:foi|foram|ocorreu|aconteceu|se\s+realizou|teve\s+lugar)",
    "fr": r"(?:a\s+eu\s+lieu|a\s+[eé]t[eé]|s['’]est\s+tenue?|[eé]tait|fut)",
}
_WHO = {"en": "who", "es": "qui[eé]n(?:es)?", "pt": "quem", "fr": "qui"}
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
_ROLE = {  # who was the funder of
    "en": (r"(?:is|are|was|were)\s+the\s+", r"(?:funders?|donors?|sponsors?)\s+of", r"(?:organi[sz]ers?|hosts?)\s+of"),
    "es": (
        r"(?:es|son|fue|fueron)\s+(?:el|la|los|las)\s+",
        r"(?:financiador(?:a|es)?|donantes?|patrocinador(?:a|es)?)\s+del?",
        r"(?:organizador(?:a|es)?|anfitri[oó]n)\s+del?",
    ),
    "pt": (
        r"(?:[eé]|s[aã]o|foi|foram)\s+(?:o|a|os|as)\s+",
        r"(?:financiador(?:a|es)?|doador(?:a|es)?|patrocinador(?:a|es)?)\s+d[aeo]s?",
        r"(?:organizador(?:a|es)?|anfitri[aã]o)\s+d[aeo]s?",
    ),
    "fr": (
        r"(?:est|sont|[eé]tait|[eé]taient|fut)\s+(?:le|la|les|l['’])\s*",
        r"(?:bailleurs?(?:\s+de\s+fonds)?|financeurs?|donateurs?|sponsors?)\s+(?:de|du|des)",
        r"organisat(?:eurs?|rices?)\s+(?:de|du|des)",
    ),
}


_FUNDED_BY = {  # who was it funded by
    "en": r"by\s+whom\s+(?:was|were)",
    "es": r"por\s+qui[eé]n(?:es)?\s+(?:fue|fueron)\s+(?:financiad|patrocinad|pagad)[oa]s?",
    "pt": r"por\s+quem\s+(?:foi|foram)\s+(?:financiad|patrocinad|pag)[oa]s?",
    "fr": r"par\s+qui\s+(?:a|ont)\s+[eé]t[eé]\s+(?:financ|pay|parrain)[eé]e?s?",
}


def _patterns(language: str) -> Iterator[tuple[QuestionKind, str]]:
    """Yield each kind of question with a pattern of how it begins in ``language``."""
    who, body, (was, funder, organizer) = _WHO[language], _BODY[language], _ROLE[language]
    yield "funder", rf"(?:(?:{who}|{body})\s+{_PAID[language]}|{who}\s+{was}{funder}|{_FUNDED_BY[language]})"
    yield "organizer", rf"(?:(?:{who}|{body})\s+{_ORGANIZED[language]}|{who}\s+{was}{organizer})"
    yield "place", rf"{_WHERE[language]}\s+{_WAS_HELD[language]}"
    yield "date", rf"{_WHEN[language]}\s+{_WAS_HELD[language]}"


_QUESTIONS = [
    (kind, re.compile(rf"{_BEGIN}{pattern}\b", re.IGNORECASE))
    for language in LANGUAGES
    for kind, pattern in _patterns(language)
]
# What else such a question has: the event itself, and that it was held.
_FILLERS = re.compile(
    r"\b(?:(?:held|organi[sz]ed|take\s+place|taken\s+place|took\s+place|celebrad[oa]s?|realizad[oa]s?|organizad[oa]s?"
    r"|organis[eé]e?s?|tenue?s?)|(?:the|this|that|el|la|los|las|o|a|os|as|le|les|un|une|una|um|uma)\s+"
    r"(?:workshop|seminar|event|meeting|taller|seminario|evento|reuni[oó]n|oficina|semin[aá]rio|reuni[aã]o|atelier"
    r"|s[eé]minaire|r[eé]union)s?"
    r"|(?:workshop|seminar|event|meeting)s?(?=\s+(?:held|take|took|in|on|at|about|funded|paid)\b|\s*[?.!]*$)|l['’](?:atelier|[eé]v[eé]nement))(?=\s|[?.!,]|$)",
    re.IGNORECASE,
)


class Question(NamedTuple):
    """What is asked for, the words that say of which workshop, and those that are not searched, as typed."""

    kind: QuestionKind
    subject: str
    wording: str = ""


def question(text: str) -> Question | None:
    """Return the question that ``text`` asks of the workshops' fields; None for any other text."""
    for kind, pattern in _QUESTIONS:
        if match := pattern.match(text):
            event = text[match.end() :]
            subject = _FILLERS.sub(" ", event).strip(' ?¿!."”»')
            wording = " … ".join([match[0].strip(), *(filler[0] for filler in _FILLERS.finditer(event))])
            return Question(kind, subject, wording) if any(c.isalnum() for c in subject) else None
    return None
