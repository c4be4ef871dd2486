"""Who, with whom, and with whose money."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policysearch.importers.detect import parties

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


@pytest.mark.parametrize(("sentence", "told"), SENTENCES, ids=[sentence[:40] for sentence, _ in SENTENCES])
def test_a_sentence_is_understood(sentence: str, told: dict[str, tuple[str, ...]]) -> None:
    assert parties.find(sentence) == told


def test_a_known_name_is_never_divided() -> None:
    assert parties.split("Chamber of Commerce and Industry Services and Trade", ["Industry Services and Trade"]) == (
        "Chamber of Commerce",
        "Industry Services and Trade",
    )


def test_a_name_is_listed_once() -> None:
    assert parties.split("OAS, the OAS and ECLAC") == ("OAS", "ECLAC")


@given(st.text(max_size=300))
def test_no_text_breaks_it(text: str) -> None:
    for names in parties.find(f"organized by {text}").values():
        assert all(name.strip() for name in names)
