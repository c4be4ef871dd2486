"""What headings and labels of workshop pages are called in English, Spanish, Portuguese and French."""

from __future__ import annotations

import re
import unicodedata

_HIGHLIGHTS = """
highlights; key highlights; main highlights; event highlights; key messages; main messages; key points; main points;
lessons learned; lessons; key lessons; main lessons; key takeaways; takeaways; main takeaways; results; main results;
key results; outcomes; main outcomes; key outcomes; findings; main findings; key findings; conclusions;
main conclusions;
results and conclusions; conclusions and recommendations; achievements; main achievements; what we learned
destacados; aspectos destacados; puntos destacados; elementos destacados; lo mas destacado; lo destacado;
aspectos relevantes; aspectos sobresalientes; puntos sobresalientes; puntos clave; mensajes clave; mensajes principales;
aspectos principales; principales aspectos; puntos principales; principales puntos; lecciones aprendidas; lecciones;
principales lecciones; ensenanzas; aprendizajes; hallazgos; principales hallazgos; resultados; principales resultados;
resultados principales; resultados destacados; resultados alcanzados; logros; principales logros; conclusiones;
principales conclusiones; conclusiones y recomendaciones; resultados y conclusiones; hechos destacados;
momentos destacados
destaques; principais destaques; pontos altos; pontos principais; principais pontos; pontos-chave; mensagens-chave;
mensagens principais; licoes aprendidas; principais licoes; licoes; principais resultados; conclusoes;
principais conclusoes; conclusoes e recomendacoes; aprendizados
points saillants; faits saillants; points forts; temps forts; points cles; points principaux; messages cles;
enseignements; principaux enseignements; enseignements tires; lecons apprises; lecons tirees; lecons; resultats;
principaux resultats; conclusions et recommandations; a retenir; ce qu'il faut retenir; l'essentiel
"""
_GENERIC = """
background; introduction; overview; agenda; draft agenda; preliminary agenda; annotated agenda; programme;
program; objective;
objectives; context; summary; executive summary; presentation; date and place; date and venue; venue;
general information; report; final report; workshop report;
concept note; participants; list of participants; methodology; contents; table of contents; welcome; registration;
documents; contacts; contact; news; home; events;
workshop; workshops; past events; upcoming events; activities; about; more information; description; topics;
themes; sessions; press release; annex; appendix
antecedentes; introduccion; agenda preliminar; programa; programa preliminar; objetivo; objetivos; contexto;
resumen; resumen ejecutivo; presentacion;
lugar y fecha; fecha y lugar; informacion general; informe; informe final; relatoria; nota conceptual;
participantes; lista de participantes; metodologia; contenido;
indice; bienvenida; inscripcion; inscripciones; documentos; contacto; noticias; inicio; eventos; taller; talleres;
actividades; descripcion; temas; sesiones; anexo;
comunicado de prensa; nota de prensa; mas informacion
introducao; resumo; apresentacao; data e local; local e data; informacoes gerais; relatorio; relatorio final;
metodologia; sumario; oficina; oficinas; eventos; atividades
contexte; sommaire; resume; objectif; objectifs; date et lieu; lieu et date; informations generales; rapport;
rapport final; ordre du jour; atelier; ateliers; activites
"""
_WHEN = (
    "date; dates; when; fecha; fechas; cuando; data; datas; quando; quand; date and time; fecha y hora; dates of event"
)
_WHERE = """
place; venue; location; where; city; country; lugar; sede; donde; ciudad; pais; local; onde; cidade; lieu; ou; ville;
pays; ubicacion; localizacion
"""
_BOTH = """
date and place; date and venue; place and date; venue and date; fecha y lugar; lugar y fecha; data e local;
local e data; date et lieu; lieu et date
"""
_TITLE = """
title; titulo; titre; name; nombre; event; evento; workshop; taller; oficina; atelier; nombre del evento; event title;
name of event
"""
_SERIES = "series; serie; workshop series; serie de talleres; ciclo; série"
_OF_THE_EVENT = re.compile(
    r"\s+(?:(?:of|from|at)\s+(?:the|this|our)|d[eo]l?(?:\s+la|\s+este)?|da|de\s+l['’]|du|del|de\s+cet)\s*(?:[\w-]+\s+){0,3}?"
    r"(?:workshop|seminar|event|meeting|dialogue|forum|conference|taller|seminario|evento|encuentro|dialogo|foro|reunion"
    r"|conferencia|oficina|encontro|reuniao|atelier|seminaire|evenement|colloque)(?:\s+[\w-]+){0,2}$"
)
_AMONG = re.compile(
    r"^(?:(?:entre|among|amongst|parmi|some of|algun[oa]s de|algun[sa]s? d)\s*)?(?:(?:the|l[oa]s|[oa]s|les|our"
    r"|nuestr[oa]s"
    r"|key|main|major|most|important|importantes|general|top|principal(?:es)?|principais|principaux)\s+)*"
)
_FOLLOW = re.compile(
    r"\s+(?:were|are|included?|fueron|son|se destacan?|destacan|incluyen|foram|sao|sont|ont ete)"
    r"(?:\s+(?:the following|l[oa]s siguientes|[oa]s seguintes|les suivante?s|as follows))?$"
)
_JOINED = re.compile(
    r"\s+(?:and|y|e|et|&)\s+(?:recommend\w+|recomenda\w+|recommand\w+|next steps|proximos passos|proximos pasos"
    r"|agreements|acuerdos|acordos|commitments|compromisos|prochaines etapes)$"
)
_LONGEST_INTRODUCTION = 25
_LESSON = re.compile(
    r"\b(?:lessons|findings|conclusions|takeaways|outcomes|results|messages|highlights|lecciones|conclusiones|resultados"
    r"|mensajes|aprendizajes|hallazgos|logros|ensenanzas|licoes|conclusoes|aprendizados|destaques|enseignements|lecons"
    r"|resultats)\b"
)
_INTENDED = re.compile(
    r"\b(?:expected|intended|objectives?|aims?|esperad[oa]s|objetivos?|previst[oa]s|attendus|objectifs?)\b"
)
_NUMBERING = re.compile(r"^(?:\(?(?:\d+|[ivx]+|[a-z])[.)]\s*)+")
_NAVIGATION = re.compile(
    r"^\s*(?:»|›|>>|→|\[|©)|^(?:posted|last updated|updated|última actualización|actualizado|published|copyright"
    r"|all rights reserved|todos los derechos|derechos reservados"
    r"|todos os direitos|tous droits|publicado|publié|etiquetas|tags"
    r"|(?:registration\s+)?deadline|register by|fecha l[ií]mite|inscripciones|plazo|prazo|date limite"
    r"|visit|see|view|go to|read|learn|click|download|more|back|share|print|login|sign|follow|top|home"
    r"|visite|visitar|ver|ir a|leer|lea|descargar|más|volver|compartir|imprimir|inicio|saiba|leia|baixar|mais"
    r"|voltar|visiter|voir|lire|télécharger|plus|retour|en savoir)\b(?=.{0,45}$)",
    re.I,
)


def fold(text: str) -> str:
    """``text`` in lower case without accents, numbering and marks at its ends."""
    plain = "".join(c for c in unicodedata.normalize("NFD", text.replace("’", "'")) if not unicodedata.combining(c))
    return _NUMBERING.sub("", plain.casefold().strip(" :.-–—*•|¡!¿?\t")).strip()


def _set(phrases: str) -> frozenset[str]:
    return frozenset(phrase.strip() for phrase in re.split(r"[;\n]", phrases) if phrase.strip())


_HIGHLIGHT_WORDS, _GENERIC_WORDS = _set(_HIGHLIGHTS), _set(_GENERIC)
_LABELS = {
    "when": _set(_WHEN),
    "where": _set(_WHERE),
    "both": _set(_BOTH),
    "title": _set(_TITLE),
    "series": _set(_SERIES),
}
_PARTS_OF_PLACE = {"city": {"city", "ciudad", "cidade", "ville"}, "country": {"country", "pais", "pays"}}
_ORDERED = re.compile(r"^\s*([^:|?]{2,40}?)\s*(?::\s*\|?|[|?])\s*(\S.*)$")


def is_highlights(heading: str) -> bool:
    """Whether lessons are listed under such a heading."""
    folded = _FOLLOW.sub("", fold(heading[:200]))
    forms = (folded, _OF_THE_EVENT.sub("", folded))
    return any(_lists_lessons(form) for form in (*forms, *(_JOINED.sub("", form) for form in forms)))


def _lists_lessons(folded: str) -> bool:
    return folded in _HIGHLIGHT_WORDS or _AMONG.sub("", folded) in _HIGHLIGHT_WORDS


def introduces_lessons(sentence: str) -> bool:
    """Whether a sentence such as "The workshop reached the following conclusions:" announces a list of lessons."""
    if not sentence.rstrip().endswith(":") or len(sentence.split()) > _LONGEST_INTRODUCTION:
        return False
    folded = fold(sentence)
    return bool(_LESSON.search(folded)) and not _INTENDED.search(folded)


def inline_highlight(paragraph: str) -> str:
    """What follows in a paragraph such as "Highlights: Chile presented …", else empty."""
    label, value = label_of(paragraph)
    return value if label and is_highlights(label) else ""


def is_generic(heading: str) -> bool:
    """Whether any document could have such a heading, so that it is no event's title."""
    folded = fold(heading)
    return folded in _GENERIC_WORDS or is_highlights(heading)


def is_navigation(line: str) -> bool:
    """Whether a line only leads elsewhere ("» Visit Event Site")."""
    return len(line) < 60 and bool(_NAVIGATION.search(line))


def label_of(line: str) -> tuple[str, str]:
    """The parts of "Fecha: 3 de mayo" or of a table row so begun; both empty for other lines."""
    match = _ORDERED.match(line)
    return (match[1], match[2]) if match else ("", "")


def part_of_place(label: str) -> str:
    """city, country or place: what a label of a place asks for."""
    folded = fold(label)
    return next((part for part, names in _PARTS_OF_PLACE.items() if folded in names), "place")


def kind_of_label(label: str) -> str:
    """when, where, both, title or series; empty for other words."""
    folded = fold(label)
    return next((kind for kind, phrases in _LABELS.items() if folded in phrases), "")
