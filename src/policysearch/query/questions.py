"""Questions that a workshop's own fields answer: who paid or organized, where and when, in four languages."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

QuestionKind = Literal["funder", "organizer", "place", "date"]

_BEGIN = r"^\s*[¿«\"“]?\s*"
_PATTERNS: tuple[tuple[QuestionKind, str], ...] = (
    ("funder", r"who\s+(?:has\s+|had\s+|have\s+)?(?:paid(?:\s+for)?|pays(?:\s+for)?|funded|funds|financed|sponsored)"),
    ("funder", r"qui[eé]n(?:es)?\s+(?:pag[oó]|pagaron|financi[oó]|financiaron|patrocin[oó]|patrocinaron)"),
    ("funder", r"quem\s+(?:pagou|pagaram|financiou|financiaram|patrocinou|patrocinaram)"),
    ("funder", r"qui\s+(?:a|ont)\s+(?:pay[eé]|financ[eé]|subventionn[eé]|parrain[eé])"),
    ("organizer", r"who\s+(?:has\s+|had\s+|have\s+)?(?:organi[sz]ed|hosted|convened|held|ran)"),
    ("organizer", r"qui[eé]n(?:es)?\s+(?:organiz[oó]|organizaron|convoc[oó]|convocaron)"),
    ("organizer", r"quem\s+(?:organizou|organizaram|promoveu|promoveram)"),
    ("organizer", r"qui\s+(?:a|ont)\s+organis[eé]"),
    ("place", r"where\s+(?:was|were|is|did|has)"),
    ("place", r"(?:en\s+)?d[oó]nde\s+(?:fue|fueron|se\s+(?:celebr[oó]|realiz[oó]|hizo|organiz[oó])|tuvo\s+lugar)"),
    ("place", r"onde\s+(?:foi|foram|ocorreu|aconteceu|se\s+realizou|teve\s+lugar)"),
    ("place", r"o[uù]\s+(?:a\s+eu\s+lieu|a\s+[eé]t[eé]|s['’]est\s+tenue?|[eé]tait|fut)"),
    ("date", r"when\s+(?:was|were|is|did|has)"),
    ("date", r"cu[aá]ndo\s+(?:fue|fueron|se\s+(?:celebr[oó]|realiz[oó]|hizo|organiz[oó])|tuvo\s+lugar)"),
    ("date", r"quando\s+(?:foi|foram|ocorreu|aconteceu|se\s+realizou|teve\s+lugar)"),
    ("date", r"quand\s+(?:a\s+eu\s+lieu|a\s+[eé]t[eé]|s['’]est\s+tenue?|[eé]tait|fut)"),
)
_QUESTIONS = [(kind, re.compile(_BEGIN + pattern + r"\b", re.IGNORECASE)) for kind, pattern in _PATTERNS]
# What else such a question has: the event itself, and that it was held.
_FILLERS = re.compile(
    r"\b(?:(?:held|organi[sz]ed|take\s+place|taken\s+place|took\s+place|celebrad[oa]s?|realizad[oa]s?|organizad[oa]s?"
    r"|organis[eé]e?s?|tenue?s?)|(?:the|this|that|el|la|los|las|o|a|os|as|le|les|un|une|una|um|uma)\s+"
    r"(?:workshop|seminar|event|meeting|taller|seminario|evento|reuni[oó]n|oficina|semin[aá]rio|reuni[aã]o|atelier"
    r"|s[eé]minaire|r[eé]union)s?|l['’](?:atelier|[eé]v[eé]nement))(?=\s|[?.!,]|$)",
    re.IGNORECASE,
)


class Question(NamedTuple):
    """What is asked for, and the words that say of which workshop."""

    kind: QuestionKind
    subject: str


def question(text: str) -> Question | None:
    """Return the question that ``text`` asks of the workshops' fields; None for any other text."""
    for kind, pattern in _QUESTIONS:
        if match := pattern.match(text):
            subject = _FILLERS.sub(" ", text[match.end() :]).strip(' ?¿!."”»')
            return Question(kind, subject) if any(c.isalnum() for c in subject) else None
    return None
