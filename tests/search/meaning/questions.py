"""Questions in words that the lessons of the four workshops do not have, and the workshop whose lesson answers."""

QUESTIONS = {
    "helping farmers sell abroad": "2009-panama-city",
    "¿cómo ayudan las universidades a las empresas?": "2009-orlando",
    "comment aider les petits producteurs à vendre à l'étranger": "2009-panama-city",
    "ajudar pequenos agricultores a vender no exterior": "2009-panama-city",
    "poor families gain from foreign commerce": "2009-panama-city",
    "computers help small companies work better": "2010-san-antonio",
    "l'informatique rend les petites entreprises plus efficaces": "2010-san-antonio",
    "advice offices for shopkeepers on islands": "2011-san-diego",
    "centros de atendimento ao empreendedor nas ilhas": "2011-san-diego",
    "colleges and companies working together": "2009-orlando",
    "parcerias entre governo, firmas e faculdades": "2009-orlando",
    "los pobres también ganan con el comercio exterior": "2009-panama-city",
}
