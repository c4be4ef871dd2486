"""What the first half of the samples tells: name, page, ending, and per event what must be noted down."""

from datetime import date

from tests.importers import samples

SPANISH_FIRST = {
    "title": "Promoción y mejoramiento de la competitividad y productividad de las PYME en el Caribe",
    "start": date(2011, 9, 6),
    "end": date(2011, 9, 7),
    "city": "San Diego",
    "region": "California",
    "country": "US",
    "organizers": (),
    "partners": (
        "Agencia de Desarrollo de Exportaciones del Caribe",
        "ASBDC",
        "SBDC Regional de la Universidad de Texas en San Antonio",
    ),
    "funders": ("Misión de los Estados Unidos ante la OEA",),
    "series": "Talleres sobre políticas públicas para las MIPYME",
    "language": "es",
}
SPANISH_SECOND = {
    "title": "Comercio y pobreza: políticas públicas complementarias",
    "start": date(2009, 12, 3),
    "city": "Ciudad de Panamá",
    "country": "PA",
    "organizers": ("SEDI",),
    "partners": ("Ministerio de Comercio e Industrias de Panamá", "CEPAL"),
    "funders": (),
}
FIRST: list[tuple[str, str, str, list[dict[str, object]]]] = [
    ("spanish list", samples.SPANISH_LIST, ".txt", [SPANISH_FIRST, SPANISH_SECOND]),
    (
        "spanish prose",
        samples.SPANISH_PROSE,
        ".txt",
        [
            {
                "title": "Taller regional sobre financiamiento de las PYME",
                "start": date(2012, 7, 24),
                "end": date(2012, 7, 25),
                "city": "Lima",
                "country": "PE",
                "partners": ("Banco Interamericano de Desarrollo (BID)", "Cooperación Española"),
                "themes": ("finance",),
                "language": "es",
                "highlights": (
                    "Los fondos de garantía requieren reglas claras y estables.",
                    "Perú y Colombia compartieron su experiencia con el factoraje electrónico.",
                ),
            }
        ],
    ),
    (
        "labelled lines",
        samples.LABELLED,
        ".txt",
        [
            {
                "title": "Digital Tools for Small Exporters",
                "start": date(2011, 6, 28),
                "end": date(2011, 7, 1),
                "city": "Port of Spain",
                "country": "TT",
                "organizers": ("OAS", "Caribbean Export Development Agency"),
                "partners": ("ECLAC", "University of the West Indies"),
                "funders": ("Government of Canada",),
                "highlights": (
                    "Exporters need help with online payments.",
                    "Customs offices can publish their forms in one place.",
                ),
            }
        ],
    ),
    (
        "portuguese",
        samples.PORTUGUESE,
        ".txt",
        [
            {
                "title": "Oficina sobre encomendas públicas e pequenas empresas",
                "start": date(2010, 5, 5),
                "end": date(2010, 5, 7),
                "city": "Brasília",
                "country": "BR",
                "organizers": ("SEBRAE",),
                "partners": ("Ministério do Desenvolvimento, Indústria e Comércio Exterior", "CAF"),
                "funders": ("BID",),
                "language": "pt",
            }
        ],
    ),
    (
        "french",
        samples.FRENCH,
        ".txt",
        [
            {
                "title": "Atelier régional sur le financement des petites entreprises",
                "start": date(2009, 12, 3),
                "end": date(2009, 12, 4),
                "city": "Port-au-Prince",
                "country": "HT",
                "organizers": ("Ministère du Commerce et de l'Industrie d'Haïti",),
                "partners": ("OIF", "Banque mondiale"),
                "funders": ("Union européenne",),
                "language": "fr",
            }
        ],
    ),
    (
        "days before titles",
        samples.DATE_FIRST_HTML,
        ".html",
        [
            {
                "title": "Quality Standards for Small Producers",
                "start": date(2012, 10, 3),
                "end": date(2012, 10, 4),
                "city": "Bridgetown",
                "country": "BB",
                "organizers": ("Caribbean Development Bank",),
                "highlights": (
                    "Shared laboratories cut the cost of certification.",
                    "Buyers asked for the same three tests everywhere.",
                ),
            },
            {
                "title": "Women Entrepreneurs and Credit",
                "start": date(2011, 5, 5),
                "end": date(2011, 5, 5),
                "city": "Montego Bay",
                "country": "JM",
                "organizers": ("Ministry of Industry, Investment and Commerce", "UN Women"),
                "partners": ("World Bank",),
                "highlights": ("Movable collateral opened credit lines to women.",),
            },
        ],
    ),
    (
        "spanish table",
        samples.SPANISH_HTML,
        ".html",
        [
            {
                "title": "Foro Interamericano de Competitividad",
                "start": date(2010, 9, 30),
                "end": date(2010, 10, 2),
                "city": "San Salvador",
                "country": "SV",
                "organizers": ("Ministerio de Economía y Finanzas", "Cámara de Comercio e Industria"),
                "funders": ("Agencia de los Estados Unidos para el Desarrollo Internacional (USAID)",),
                "source": "https://www.example.org/foro",
                "links": (("Sitio del evento", "https://www.example.org/evento"),),
                "highlights": (
                    "Las ventanillas únicas reducen el tiempo para abrir una empresa.",
                    "Los consejos público-privados necesitan un mandato claro. Chile y México lo fijaron por ley.",
                ),
            }
        ],
    ),
    (
        "agenda by days",
        samples.AGENDA,
        ".txt",
        [
            {
                "title": "Seminar on Innovation Policy for MSMEs",
                "start": date(2014, 5, 5),
                "end": date(2014, 5, 6),
                "city": "Georgetown",
                "country": "GY",
                "highlights": (),
            }
        ],
    ),
    (
        "news with all in one line",
        samples.NEWS,
        ".txt",
        [
            {
                "title": "Regional Workshop on Business Incubators",
                "start": date(2011, 4, 27),
                "end": date(2011, 4, 28),
                "city": "Kingston",
                "country": "JM",
                "organizers": ("Scientific Research Council",),
                "funders": ("infoDev",),
            }
        ],
    ),
    (
        "year in the page's heading",
        samples.TWO_HEADED,
        ".md",
        [
            {
                "title": "Exporting Services from Small Islands",
                "start": date(2013, 3, 11),
                "end": date(2013, 3, 12),
                "city": "Castries",
                "country": "LC",
                "organizers": ("Export Agency", "UNCTAD"),
                "highlights": ("Diaspora networks were the first customers.",),
            },
            {
                "title": "Clusters for Coffee Growers",
                "start": date(2013, 8, 5),
                "end": date(2013, 8, 6),
                "city": "Tegucigalpa",
                "country": "HN",
                "funders": ("European Union",),
            },
        ],
    ),
]
