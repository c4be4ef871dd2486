"""Bodies that do something for the event, as the subjects of sentences or beside a noun, in four languages."""

import pytest

from policysearch.importers import cue_files
from policysearch.importers.detect import parties

CUES = cue_files.shipped()


@pytest.mark.parametrize(
    ("text", "parties_by_role"),
    [
        ("The Development Bank bore the costs of travel.", {"funders": ("Development Bank",)}),
        ("The course was held in Suva; the European Union met the costs.", {"funders": ("European Union",)}),
        ("Australia and New Zealand provided the funds.", {"funders": ("Australia", "New Zealand")}),
        ("La CAF corrió con los gastos y el BID pagó los pasajes.", {"funders": ("CAF", "BID")}),
        ("O BNDES custeou as passagens.", {"funders": ("BNDES",)}),
        ("La Banque africaine de développement en a assuré le financement.",
         {"funders": ("Banque africaine de développement",)}),
        ("The course was convened by CTO, with technical input from the University of Guyana.",
         {"organizers": ("CTO",), "partners": ("University of Guyana",)}),
        ("The Chief Executive of the Enterprise Authority welcomed delegates from nine countries.", {}),
        ("El Director del Banco Nacional recibió a los participantes.", {}),
        ("Con la asistencia de 55 piscicultores de Loreto, Ucayali y Madre de Dios concluyó el taller.", {}),
        ("A oficina contou com a parceria do Instituto Industrial e foi financiada pela CAF.",
         {"partners": ("Instituto Industrial",), "funders": ("CAF",)}),
        ("A Secretaria da Indústria e a Associação dos Artesãos têm a honra de convidar V. Ex.ª para a mesa.",
         {"organizers": ("Secretaria da Indústria", "Associação dos Artesãos")}),
        ("La Cámara de Comercio y el Instituto de Pesca tienen el agrado de invitarle al taller.",
         {"organizers": ("Cámara de Comercio", "Instituto de Pesca")}),
        ("The Chamber of Commerce and the Trade Institute have the honour to invite you to the forum.",
         {"organizers": ("Chamber of Commerce", "Trade Institute")}),
        ("L'Institut de la mer et la Chambre de commerce ont le plaisir de vous inviter au forum.",
         {"organizers": ("Institut de la mer", "Chambre de commerce")}),
        ("Le forum s'est tenu sur invitation de la Maison de l'entreprise.",
         {"organizers": ("Maison de l'entreprise",)}),
        ("Fue posible gracias al aporte de la Unión Europea; lo coordinó la Prefectura de Manabí.",
         {"funders": ("Unión Europea",), "organizers": ("Prefectura de Manabí",)}),
        ("It was led by the OECS Commission.", {"organizers": ("OECS Commission",)}),
        ("The session on credit was led by the OECS Commission.", {}),
        ("The seminar was led by CROSQ, with the Bureau of Standards as local host.",
         {"organizers": ("Bureau of Standards", "CROSQ")}),
        ("The forum was convened by CTO. Technical partners were the University of Guyana and the FAO.",
         {"organizers": ("CTO",), "partners": ("University of Guyana", "FAO")}),
        ("El taller estuvo a cargo de la SIECA y de la Red de Garantías.",
         {"organizers": ("SIECA", "Red de Garantías")}),
        ("O encontro foi uma iniciativa da Secretaria de Economia, em conjunto com a Prefeitura de Recife.",
         {"organizers": ("Secretaria de Economia",), "partners": ("Prefeitura de Recife",)}),
        ("L'atelier était organisé par la Commission de l'UEMOA et accueilli par le Ministère du Plan.",
         {"organizers": ("Commission de l'UEMOA", "Ministère du Plan")}),
        ("Brought to you by IICA / Growers' Association / Massy Stores",
         {"organizers": ("IICA", "Growers' Association", "Massy Stores")}),
        ("Hosted by SME Mauritius with UN Women.", {"organizers": ("SME Mauritius",), "partners": ("UN Women",)}),
        ("Organised by the Central Bank, with ministers of nine countries.", {"organizers": ("Central Bank",)}),
        ("The Ministry of Finance met the delegates in Lima.", {}),
        ("A village that paid the costs of its road was visited.", {}),
        ("Officials, who were guests of Chile, came to the workshop.", {}),
    ],
)  # fmt: skip
def test_sentences_say_what_bodies_did_for_the_event(text: str, parties_by_role: dict[str, tuple[str, ...]]) -> None:
    assert parties.find(text, (), CUES) == parties_by_role


def test_people_are_brought_together_by_organizers() -> None:
    text = "El Ministerio de Turismo y la Cámara de Comercio convocaron en Loja a treinta y ocho comunidades."
    assert parties.find(text, (), CUES) == {"organizers": ("Ministerio de Turismo", "Cámara de Comercio")}
