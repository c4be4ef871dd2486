"""Questions in words that the lessons of the four workshops do not have, and the lessons that answer."""

_PARTNERSHIPS = ("2009-orlando/h1", "2009-orlando/h3")
_COMPUTERS = ("2009-orlando/h1", "2009-orlando/h2", "2009-orlando/h3", "2010-san-antonio/h2")
_SELLING = ("2009-panama-city/h2",)
_POOR = ("2009-panama-city/h1", "2009-panama-city/h2")
_ISLANDS = ("2011-san-diego/h2",)

FIRST = 3  # lessons of a page, in its order, among which one answers

QUESTIONS = {
    "helping farmers sell abroad": _SELLING,
    "poor families gain from foreign commerce": _POOR,
    "computers help small companies work better": _COMPUTERS,
    "advice offices for shopkeepers on islands": _ISLANDS,
    "colleges and companies working together": _PARTNERSHIPS,
    "¿cómo ayudan las universidades a las empresas?": _PARTNERSHIPS,
    "los pobres también ganan con el comercio exterior": _POOR,
    "los excluidos y la globalización": _POOR,
    "ordenadores para negocios pequeños": _COMPUTERS,
    "comment aider les petits producteurs à vendre à l'étranger": _SELLING,
    "vendre ses produits au bout du monde": _SELLING,
    "l'informatique rend les petites entreprises plus efficaces": _COMPUTERS,
    "le numérique au service des boutiques": _COMPUTERS,
    "ajudar pequenos agricultores a vender no exterior": _SELLING,
    "centros de atendimento ao empreendedor nas ilhas": _ISLANDS,
    "parcerias entre governo, firmas e faculdades": _PARTNERSHIPS,
    "faculdades e patrões juntos": _PARTNERSHIPS,
}
