"""Who, with whom, and with whose money."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policysearch.importers import cue_files
from policysearch.importers.detect import parties
from policysearch.importers.detect.party_phrases import Role

CUES = cue_files.shipped()
SENTENCES: list[tuple[str, dict[str, tuple[str, ...]]]] = [
    (
        "Organized in cooperation with the Caribbean Export Development Agency, ASBDC, and the Regional SBDC of the "
        "University of Texas at San Antonio, with funding from the U.S. Mission to the OAS",
        {
            "partners": (
                "Caribbean Export Development Agency",
                "ASBDC",
                "Regional SBDC of the University of Texas at San Antonio",
            ),
            "funders": ("U.S. Mission to the OAS",),
        },
    ),
    (
        "Organized by the desd in coordination with the Panamanian Ministry of Trade and Industry and ECLAC",
        {"organizers": ("desd",), "partners": ("Panamanian Ministry of Trade and Industry", "ECLAC")},
    ),
    (
        "Organized in partnership with the U.S. Small Business Administration (SBA), on the occasion of the Annual "
        "Conference of the Association of Small Business Development Centers (ASBDC)",
        {"partners": ("U.S. Small Business Administration (SBA)",)},
    ),
    (
        "Organizado en colaboración con la ASBDC y el Centro para la Promoción de la Micro y Pequeña Empresa en "
        "Centroamérica (CENTROMYPE), financiado por la Agencia Canadiense de Desarrollo Internacional (ACDI)",
        {
            "partners": (
                "ASBDC",
                "Centro para la Promoción de la Micro y Pequeña Empresa en Centroamérica (CENTROMYPE)",
            ),
            "funders": ("Agencia Canadiense de Desarrollo Internacional (ACDI)",),
        },
    ),
    (
        "Organizado por el Ministerio de Comercio, Industria y Turismo de Colombia y el BID, con el apoyo financiero "
        "de la Unión Europea.",
        {
            "organizers": ("Ministerio de Comercio, Industria y Turismo de Colombia", "BID"),
            "funders": ("Unión Europea",),
        },
    ),
    (
        "El taller, organizado por la OEA y el BID, se realizó en Lima con el apoyo del Gobierno de Canadá",
        {"organizers": ("OEA", "BID"), "partners": ("Gobierno de Canadá",)},
    ),
    (
        "Organizado pelo SEBRAE em parceria com o Ministério do Desenvolvimento, Indústria e Comércio Exterior e a CAF",
        {
            "organizers": ("SEBRAE",),
            "partners": ("Ministério do Desenvolvimento, Indústria e Comércio Exterior", "CAF"),
        },
    ),
    (
        "Organisé par l'OIF et la Banque mondiale, avec l'appui financier de l'Union européenne",
        {"organizers": ("OIF", "Banque mondiale"), "funders": ("Union européenne",)},
    ),
    (
        "The seminar was organized by the OAS in Lima, Peru, on July 3, 2011, with the support of Microsoft, Google "
        "and Visa. It was good.",
        {"organizers": ("OAS",), "partners": ("Microsoft", "Google", "Visa")},
    ),
    (
        "Organizers: OAS; IDB; Ministry of Economy and Finance",
        {"organizers": ("OAS", "IDB", "Ministry of Economy and Finance")},
    ),
    ("Chile and Brazil presented their experiences.", {}),
]


@pytest.mark.parametrize(("sentence", "expected"), SENTENCES, ids=[sentence[:40] for sentence, _ in SENTENCES])
def test_a_sentence_is_understood(sentence: str, expected: dict[str, tuple[str, ...]]) -> None:
    assert parties.find(sentence, (), CUES) == expected


@pytest.mark.parametrize(
    ("sentence", "role", "names"),
    [
        ("The OAS and ECLAC organized the regional seminar.", "organizers", ("OAS", "ECLAC")),
        ("On 3 May 2010, the Ministry of Trade held a workshop in Lima.", "organizers", ("Ministry of Trade",)),
        ("La CAF financió el taller.", "funders", ("CAF",)),
        ("O BID realizou em Recife o seminário.", "organizers", ("BID",)),
        (
            "Convocó el Instituto Nacional de Economía Popular.",
            "organizers",
            ("Instituto Nacional de Economía Popular",),
        ),
        ("Hosted by SME Mauritius with UN Women.", "organizers", ("SME Mauritius",)),
        ("Fue en Cuenca. Acompañó la Universidad de Cuenca.", "partners", ("Universidad de Cuenca",)),
        ("Apoyó la iniciativa el alcalde.", "partners", None),
        ("Many delegates held the view that the workshop was good.", "organizers", None),
        ("The OAS organized its accounts.", "organizers", None),
    ],
)
def test_who_organized_or_paid_may_be_the_subject(sentence: str, role: Role, names: tuple[str, ...] | None) -> None:
    assert parties.find(sentence, (), CUES).get(role) == names


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Organizaron: Fundación Sol y Cámara de Comercio. Auspiciaron: Banco Uno. Financió: BID.",
            {
                "organizers": ("Fundación Sol", "Cámara de Comercio"),
                "partners": ("Banco Uno",),
                "funders": ("BID",),
            },
        ),
        (
            "Apoiou: SEBRAE. Patrocinam: Banco do Nordeste.",
            {"partners": ("SEBRAE",), "funders": ("Banco do Nordeste",)},
        ),
        (
            "Entidad anfitriona: AMHON. Cooperantes: AECID. Con fondos de: CAF.",
            {"organizers": ("AMHON",), "partners": ("AECID",), "funders": ("CAF",)},
        ),
        (
            "À l'initiative de : COI. Partenaires techniques : GIZ. Partenaires financiers : AFD.",
            {"organizers": ("COI",), "partners": ("GIZ",), "funders": ("AFD",)},
        ),
        (
            "Correalização: UFPA. Apoio institucional: ABDI. Apoio financeiro: BNDES.",
            {"organizers": ("UFPA",), "partners": ("ABDI",), "funders": ("BNDES",)},
        ),
        (
            "Convenors: PIFS. Technical partners: SPC. Financial partners: ADB.",
            {"organizers": ("PIFS",), "partners": ("SPC",), "funders": ("ADB",)},
        ),
        ("A study financed by the IDB in 2008 was read at the workshop.", {}),
        ("A workshop financed by the IDB in 2008.", {"funders": ("IDB",)}),
        ("The next workshop will be hosted by Tonga.", {}),
        ("The workshop was hosted by Trinidad and Tobago.", {"organizers": ("Trinidad and Tobago",)}),
        ("The workshop was financed by the ADB through its Pacific programme.", {"funders": ("ADB",)}),
        (
            "The IDB met the costs, while the Credit Union League provided trainers.",
            {"funders": ("IDB",), "partners": ("Credit Union League",)},
        ),
        ("Organisateur(s) : Union des pêcheurs de Kribi", {"organizers": ("Union des pêcheurs de Kribi",)}),
        (
            "Organizer(s): Union of Growers; Partner(s): FAO",
            {"organizers": ("Union of Growers",), "partners": ("FAO",)},
        ),
    ],
)
def test_the_kind_of_help_says_the_role(sentence: str, expected: dict[str, tuple[str, ...]]) -> None:
    assert parties.find(sentence, (), CUES) == expected


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("the OAS during the year", ("OAS",)),
        ("the OAS. Many came", ("OAS",)),
        ("Dr. Smith and the OAS. Many came", ("Dr. Smith", "OAS")),
        ("the U. S. Mission", ("U. S. Mission",)),
        ("CAF - a bank", ("CAF",)),
        ("CAF - Banco de Desarrollo de América Latina", ("CAF - Banco de Desarrollo de América Latina",)),
        ("SERNAPESCA / ", ("SERNAPESCA",)),
        ("the OAS in Lima, Peru", ("OAS",)),
        ("CAF y", ("CAF",)),
    ],
)
def test_a_list_of_names_ends_where_the_sentence_goes_on(words: str, names: tuple[str, ...]) -> None:
    assert parties.find(f"organized by {words}", (), CUES) == {"organizers": names}


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("Organizers", "organizers"),
        ("Con el apoyo de:", "partners"),
        ("Financiadores |", "funders"),
        ("Presented by", "organizers"),
        ("Highlights", None),
        ("Organizers of the workshop", None),
        ("Organizers " + "x" * 60, None),
    ],
)
def test_a_heading_says_the_role_of_those_under_it(heading: str, role: str | None) -> None:
    assert parties.headed(heading, CUES) == role


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("OAS; ECLAC", ("OAS", "ECLAC")),
        ("Ministry of Trade", ("Ministry of Trade",)),
        ("Funders: CAF", ()),
        ("Rules of procedure", ()),
        ("OAS " * 90, ()),
        ("Twelve or more words that say how the event came about and why it mattered.", ()),
    ],
)
def test_a_line_under_such_a_heading_is_names_or_something_else(line: str, names: tuple[str, ...]) -> None:
    assert parties.named(line, (), CUES) == names


def test_a_sentence_about_parties_begins_with_their_role() -> None:
    assert parties.is_about("Organized by the OAS", CUES)
    assert parties.opens("Many came. Organized by the OAS, it went well.", CUES)
    assert not parties.is_about("Organized by the OAS. Many people came.", CUES)
    assert not parties.is_about("Chile cited a study financed by CAF", CUES)
    assert not parties.opens("Chile cited a study financed by CAF", CUES)
    assert parties.are_in("Chile cited a study financed by CAF", CUES)
    assert not parties.are_in("Chile cited a study", CUES)


@given(st.text(max_size=300))
def test_no_text_breaks_it(text: str) -> None:
    for names in parties.find(f"organized by {text}", (), CUES).values():
        assert all(name.strip() for name in names)
