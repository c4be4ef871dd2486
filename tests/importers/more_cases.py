"""What the second half of the samples tells, as in ``cases``."""

from datetime import date

from tests.importers import samples

SECOND: list[tuple[str, str, str, list[dict[str, object]]]] = [
    (
        "labels in one paragraph, organizers as the subject",
        samples.SELA_HTML,
        ".html",
        [
            {
                "title": "Seminario Regional: Las PYMES en las cadenas de valor",
                "start": date(2012, 7, 24),
                "city": "Ciudad de Panamá",
                "country": "PA",
                "organizers": ("Secretaría Permanente del SELA", "Ministerio de Economía y Finanzas de Panamá"),
            }
        ],
    ),
    (
        "press release, dated itself",
        samples.PRESS_HTML,
        ".html",
        [
            {
                "title": "Innovation and ICT Use for SME Productivity",
                "start": date(2010, 9, 21),
                "end": date(2010, 9, 22),
                "city": "Kingston",
                "country": "JM",
                "organizers": ("OAS Department of Economic Development",),
                "partners": ("Small Business Association of Jamaica", "University of the West Indies (UWI)"),
                "highlights": ("Training matters more than equipment.", "Mexico offered advice."),
            }
        ],
    ),
    (
        "a table row an event",
        samples.TABLE_HTML,
        ".html",
        [
            {"title": "Innovation and ICT Use for SMEs", "start": date(2010, 9, 21), "city": "San Antonio"},
            {"title": "Trade and Poverty Dialogue", "start": date(2009, 12, 3), "city": "Panama City"},
        ],
    ),
    (
        "a list item an event",
        samples.LIST_HTML,
        ".html",
        [
            {
                "title": "Taller sobre financiamiento de las pymes",
                "start": date(2012, 7, 24),
                "city": "Lima",
                "links": (("Taller sobre financiamiento de las pymes", "https://www.example.org/1"),),
            },
            {"title": "Taller sobre compras públicas", "start": date(2012, 5, 3), "city": "Quito", "country": "EC"},
        ],
    ),
    (
        "month first in spanish, lessons lettered",
        samples.COLOMBIAN,
        ".txt",
        [
            {
                "title": "Foro Regional de Emprendimiento e Innovación",
                "start": date(2010, 9, 21),
                "end": date(2010, 9, 22),
                "city": "Bogotá",
                "country": "CO",
                "organizers": (
                    "Ministerio de Comercio, Industria y Turismo",
                    "Cámara de Comercio de Bogotá",
                    "Universidad de los Andes",
                ),
                "partners": ("CAF", "BID"),
                "highlights": (
                    "La formalización avanza cuando el trámite es simple.",
                    "Brasil y Uruguay mostraron sus regímenes simplificados.",
                ),
            }
        ],
    ),
    (
        "a city whose country is not told",
        samples.CITY_ONLY,
        ".txt",
        [
            {
                "city": "San Salvador",
                "country": "",
                "organizers": ("SIECA",),
                "reviews": (
                    ("country", "the country of San Salvador is not told"),
                    ("themes", "no theme's cue words were found"),
                ),
            }
        ],
    ),
    (
        "a page laid out by tables",
        samples.LAYOUT_TABLE_HTML,
        ".html",
        [
            {
                "title": "Promoting and Improving SME Competitiveness and Productivity in the Caribbean",
                "city": "San Diego",
                "series": "Workshops on MSME public policy",
                "links": (("Visit Event Site", "https://www.example.org/e1"),),
            },
            {"title": "Innovation and ICT Use for SME Productivity", "city": "San Antonio", "partners": ("ASBDC",)},
        ],
    ),
    (
        "a final report",
        samples.FINAL_REPORT,
        ".txt",
        [
            {
                "start": date(2008, 11, 5),
                "end": date(2008, 11, 7),
                "city": "San José",
                "country": "CR",
                "organizers": (
                    "Secretaría Ejecutiva para el Desarrollo Integral (SEDI) de la Organización de los Estados "
                    "Americanos (OEA)",
                ),
                "partners": (
                    "Ministerio de Economía, Industria y Comercio (MEIC) de Costa Rica",
                    "Agencia Española de Cooperación Internacional para el Desarrollo (AECID)",
                ),
            }
        ],
    ),
    (
        "an online event needs no place",
        samples.WEBINAR,
        ".txt",
        [
            {
                "title": "Webinar: Digital payments for small firms",
                "start": date(2021, 5, 12),
                "country": "",
                "organizers": ("Inter-American Development Bank (IDB)", "Central Bank of Barbados"),
                "reviews": (("themes", "no theme's cue words were found"),),
            }
        ],
    ),
]
