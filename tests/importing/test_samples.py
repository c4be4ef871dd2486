"""What importing notes down of pages it has never seen."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from policysearch.importing import drafting, html, markdown, text
from policysearch.importing.drafting import Draft
from policysearch.vocabulary import Organization, Theme, Vocabulary
from tests.importing import samples

READERS = {".html": html, ".md": markdown, ".txt": text}
VOCABULARY = Vocabulary(
    themes=(Theme("finance", {"en": "Finance"}, ("financing", "financiamiento", "credit", "crédito", "crédit")),),
    organizations=(Organization(("ECLAC", "CEPAL")),),
)


def drafts(content: str, suffix: str, folder: Path) -> tuple[Draft, ...]:
    path = folder / f"page{suffix}"
    path.write_text(content, "utf-8")
    return drafting.draft(READERS[suffix].read(path), VOCABULARY)


def told(draft: Draft, names: Mapping[str, object]) -> dict[str, object]:
    return {name: getattr(draft, name) for name in names}


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
CASES: list[tuple[str, str, str, list[dict[str, object]]]] = [
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


@pytest.mark.parametrize(("content", "suffix", "expected"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_a_page_is_read_as_a_careful_reader_would(
    content: str, suffix: str, expected: list[dict[str, object]], tmp_path: Path
) -> None:
    found = drafts(content, suffix, tmp_path)
    assert [told(draft, names) for draft, names in zip(found, expected, strict=False)] == expected
    assert len(found) == len(expected)
