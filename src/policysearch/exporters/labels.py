"""The labels in files, in four languages."""

from __future__ import annotations

from collections.abc import Mapping

_LABELS = {
    "kind": ("Kind", "Tipo", "Tipo", "Type"),
    "workshop": ("Workshop", "Taller", "Oficina", "Atelier"),
    "highlight": ("Lesson", "Lección", "Lição", "Leçon"),
    "passage": ("Document page", "Página de documento", "Página de documento", "Page de document"),
    "title": ("Workshop title", "Título del taller", "Título da oficina", "Titre de l’atelier"),
    "text": ("Text", "Texto", "Texto", "Texte"),
    "language": ("Language of the text", "Idioma del texto", "Idioma do texto", "Langue du texte"),
    "start": ("From", "Desde", "De", "Du"),
    "end": ("To", "Hasta", "Até", "Au"),
    "city": ("City", "Ciudad", "Cidade", "Ville"),
    "country": ("Held in", "Sede", "Realizado em", "Lieu"),
    "online": ("Online", "En línea", "On-line", "En ligne"),
    "hybrid": ("Hybrid", "Híbrido", "Híbrido", "Hybride"),
    "and_online": ("and online", "y en línea", "e on-line", "et en ligne"),
    "themes": ("Themes", "Temas", "Temas", "Thèmes"),
    "experience": ("Experience from", "Experiencias de", "Experiências de", "Expériences de"),
    "organizers": ("Organizers", "Organizadores", "Organizadores", "Organisateurs"),
    "partners": ("Partners", "Socios", "Parceiros", "Partenaires"),
    "funders": ("Funders", "Financiadores", "Financiadores", "Bailleurs de fonds"),
    "citation": ("Citation", "Cita", "Citação", "Citation"),
    "headline": ("Headline", "Titular", "Título da lição", "Intitulé"),
    "url": ("Link", "Enlace", "Link", "Lien"),
    "query": ("Search", "Búsqueda", "Busca", "Recherche"),
    "reading": (
        "How this search was read",
        "Cómo se leyó esta búsqueda",
        "Como esta busca foi lida",
        "Comment cette recherche a été lue",
    ),
    "retrieved_at": ("Retrieved on", "Obtenido el", "Obtido em", "Extrait le"),
    "address": ("Address", "Dirección", "Endereço", "Adresse"),
    "generation": ("Edition of the collection", "Edición de la colección", "Edição da coleção", "Édition du fonds"),
    "truncated": (
        "Only the first entries are listed",
        "Solo figuran las primeras entradas",
        "Constam só os primeiros itens",
        "Seules les premières entrées figurent",
    ),
    "unofficial": (
        "unofficial translation",
        "traducción no oficial",
        "tradução não oficial",
        "traduction non officielle",
    ),
    "official": ("official translation", "traducción oficial", "tradução oficial", "traduction officielle"),
    "sheet": ("Results", "Resultados", "Resultados", "Résultats"),
    "origin": ("Source of this file", "Origen del archivo", "Origem do arquivo", "Origine du fichier"),
    "in": ("In", "En", "Em", "Dans"),
    "source": ("Source", "Fuente", "Fonte", "Source"),
    "highlights": ("Lessons", "Lecciones", "Lições", "Leçons"),
    "no_theme": ("Without a theme", "Sin tema", "Sem tema", "Sans thème"),
    "no_lesson": ("No lesson yet", "Aún no hay lecciones", "Ainda não há lições", "Pas encore de leçon"),
    "more": ("More on the site", "Más en el sitio", "Mais no site", "D’autres sur le site"),
    "through": ("Through", "A través de", "Por meio de", "Par"),
    "why": ("Why", "Por qué", "Por quê", "Pourquoi"),
    "close_in_meaning": ("close in meaning", "cercano en significado", "próximo em significado", "proche par le sens"),
}
_BY_LANGUAGE = {
    language: {key: labels[column] for key, labels in _LABELS.items()}
    for column, language in enumerate(("en", "es", "pt", "fr"))
}


def labels_in(language: str) -> Mapping[str, str]:
    """Return the labels in ``language``, or in English if it is none of the four."""
    return _BY_LANGUAGE.get(language, _BY_LANGUAGE["en"])
