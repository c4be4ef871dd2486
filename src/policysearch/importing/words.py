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
principaux resultats; conclusions et recommandations; a retenir; l'essentiel
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
_SERIES = "series; serie"
_OF_THE_EVENT = re.compile(
    r"\s+(?:(?:of|from)\s+(?:the|this)|d[eo]l?(?:\s+la)?|da|de\s+l['’]|du|del)\s*(?:regional\s+|first\s+"
    r"|second\s+|third\s+)?"
    r"(?:workshop|seminar|event|meeting|dialogue|forum|taller|seminario|evento|encuentro|dialogo|foro|reunion"
    r"|oficina|encontro|"
    r"dialogo|reuniao|atelier|seminaire|evenement)(?:\s+regional)?$"
)
_NUMBERING = re.compile(r"^(?:\(?(?:\d+|[ivx]+|[a-z])[.)]\s*)+")
_NAVIGATION = re.compile(
    r"^\s*(?:»|›|>>|→|\[)|^(?:visit|see|view|go to|read|learn|click|download|more|back|share|print|login|sign"
    r"|follow|top|home"
    r"|visite|visitar|ver|ir a|leer|lea|descargar|más|volver|compartir|imprimir|inicio|saiba|leia|baixar|mais"
    r"|voltar|visiter|voir|lire|télécharger|plus|retour|en savoir)\b(?=.{0,45}$)",
    re.I,
)


def fold(text: str) -> str:
    """``text`` in lower case without accents, numbering and marks at its ends."""
    plain = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
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
_ORDERED = re.compile(r"^\s*([^:|]{2,40}?)\s*[:|]\s*(\S.*)$")


def is_highlights(heading: str) -> bool:
    """Whether lessons are listed under such a heading."""
    folded = fold(heading)
    return folded in _HIGHLIGHT_WORDS or _OF_THE_EVENT.sub("", folded) in _HIGHLIGHT_WORDS


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


def kind_of_label(label: str) -> str:
    """when, where, both, title or series; empty for other words."""
    folded = fold(label)
    return next((kind for kind, phrases in _LABELS.items() if folded in phrases), "")
