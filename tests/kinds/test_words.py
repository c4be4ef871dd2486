"""What people really type, in words of the project's own: the kinds that are about words, in both directions."""

from pathlib import Path

import pytest

from policysearch.query import parse
from policysearch.search.results import Searcher
from tests.engines.factories import searcher_of, workshop

TEXTS = {
    "en": (
        "The ILO and the OR institute met; IT desks opened.",  # h1
        "WHO nurses spoke.",  # h2
        "Nurses who spoke left.",  # h3
        "The colour of the harbour theatre.",  # h4
        "The color of the harbor theater.",  # h5
        "A re-entry permit and the H-2 visa.",  # h6
        "A reentry permit and the H2 visa.",  # h7
        "Spokeswomen and hypotheses.",  # h8
        "A spokeswoman and a hypothesis.",  # h9
        "The utility company.",  # h10
        "They utilize maps.",  # h11
        "A grant of 2,750,000 pesos and 4.5 points.",  # h12
        "Section 4. 5 owners signed for 2 750 000.",  # h13
        "H&M and P&L accounts; C++ code.",  # h14
        "Access of goods to ports.",  # h15
        "Access to goods and ports.",  # h16
    ),
    "es": (
        "Los alquileres y las cruces.",
        "El alquiler y la cruz.",
        "El modo de pago.",
        "La moda de verano.",
        "Un fondo de la ONU y del SUS.",
        "Sus fondos y sus alumnas.",
        "Una alumna profesional de su profesión.",
        "El té de las colinas.",
    ),
    "pt": (
        "O açaí do Pará vai para longe.",
        "A projecção e a adopção.",
        "A projeção e a adoção.",
        "Os funis e os papéis.",
        "O funil e o papel.",
    ),
    "fr": (
        "Les vitraux des emplois créatifs.",
        "Le vitrail d’un emploi créatif.",
        "La cour.",
        "Un cours.",
        "Un prêt de 5 000 FCFA.",
        "Un prêt de 6 000 F CFA.",
        "Sept mille francs CFA prêtés.",
        "Le CFA forme des apprentis.",
    ),
}


@pytest.fixture(scope="module")
def searcher(tmp_path_factory: pytest.TempPathFactory) -> Searcher:
    index: Path = tmp_path_factory.mktemp("kinds")
    return searcher_of(index, *(workshop(code, code, *lessons, language=code) for code, lessons in TEXTS.items()))


def found(searcher: Searcher, text: str, language: str = "en") -> set[str]:
    vocabulary = searcher.vocabulary
    results = searcher.search(parse(text, vocabulary, view="highlights", limit=100, language=language))
    return {hit.document.id for hit in results.hits} if not results.relaxed else set()


@pytest.mark.parametrize(
    ("text", "language", "lessons"),
    [
        ("WHO", "en", {"en/h2"}),
        ('"who spoke"', "en", {"en/h3"}),
        ("IT desks", "en", {"en/h1"}),
        ("P&L", "en", {"en/h14"}),
        ("P & L", "en", {"en/h14"}),
        ("C++", "en", {"en/h14"}),
        ("SUS", "es", {"es/h5"}),
        ("sus", "en", {"es/h5"}),  # no stop word of the reader's: the acronym
        ("who", "en", set()),
        ("sus", "es", set()),
        ("colour", "en", {"en/h4", "en/h5"}),
        ("color", "en", {"en/h4", "en/h5"}),
        ("theaters", "en", {"en/h4", "en/h5"}),
        ("reentry", "en", {"en/h6", "en/h7"}),
        ("re-entry", "en", {"en/h6", "en/h7"}),
        ("re entry", "en", {"en/h6", "en/h7"}),
        ("H2", "en", {"en/h6", "en/h7"}),
        ("H-2", "en", {"en/h6", "en/h7"}),
        ("re-ent*", "en", {"en/h6", "en/h7"}),
        ("spokeswoman", "en", {"en/h8", "en/h9"}),
        ("hypotheses", "en", {"en/h8", "en/h9"}),
        ("utilities", "en", {"en/h10"}),
        ("utilized", "en", {"en/h11"}),
        ("2750000", "en", {"en/h12", "en/h13"}),
        ("2.750.000", "en", {"en/h12", "en/h13"}),
        ("4.5", "en", {"en/h12"}),
        ("4,5 points", "en", {"en/h12"}),
        ('"access to goods"', "en", {"en/h16"}),
        ('"access of goods"', "en", {"en/h15"}),
        ("alquiler", "es", {"es/h1", "es/h2"}),
        ("cruces", "es", {"es/h1", "es/h2"}),
        ("modos", "es", {"es/h3"}),
        ("modas", "es", {"es/h4"}),
        ("alumno", "es", {"es/h6", "es/h7"}),
        ("Pará", "pt", {"pt/h1"}),
        ("pará", "en", {"pt/h1"}),
        ("açaí para Pará", "pt", {"pt/h1"}),
        ("té", "es", {"es/h8"}),
        ("para", "pt", set()),
        ("adoção", "pt", {"pt/h2", "pt/h3"}),
        ("projecções", "pt", {"pt/h2", "pt/h3"}),
        ("funil", "pt", {"pt/h4", "pt/h5"}),
        ("papéis", "pt", {"pt/h4", "pt/h5"}),
        ("vitrail", "fr", {"fr/h1", "fr/h2"}),
        ("emplois", "fr", {"fr/h1", "fr/h2"}),
        ("créative", "fr", {"fr/h1", "fr/h2"}),
        ("cours", "fr", {"fr/h4"}),
        ("cour", "fr", {"fr/h3"}),
        *((money, "fr", {"fr/h5", "fr/h6", "fr/h7"}) for money in ("FCFA", "F CFA", "francs CFA", "le franc CFA")),
        ("5 000 F CFA", "fr", {"fr/h5"}),
        ("6000 FCFA", "fr", {"fr/h6"}),
        ("CFA apprentis", "fr", {"fr/h8"}),
    ],
)
def test_words_find_what_they_mean(searcher: Searcher, text: str, language: str, lessons: set[str]) -> None:
    assert found(searcher, text, language) == lessons


@pytest.mark.parametrize(
    ("text", "language", "lessons"),
    [
        ("WHO NURSES SPOKE", "en", {"en/h2", "en/h3"}),  # a pasted title: capitals are no sign
        ("vitraux et emplois", "en", {"fr/h1", "fr/h2"}),  # the other words are French
        ("alquileres y las cruces", "fr", {"es/h1", "es/h2"}),
        ("alquileres Y cruces", "es", {"es/h1", "es/h2"}),
    ],
)
def test_common_words_are_not_required(searcher: Searcher, text: str, language: str, lessons: set[str]) -> None:
    assert found(searcher, text, language) == lessons


def test_the_word_as_typed_comes_first(searcher: Searcher) -> None:
    for text, first in (("colour", "en/h4"), ("color", "en/h5"), ("adopção", "pt/h2"), ("adoção", "pt/h3")):
        results = searcher.search(parse(text, searcher.vocabulary, view="highlights"))
        assert results.hits[0].document.id == first


@pytest.mark.parametrize(("text", "marked"), [("reentry", "re-entry"), ("2750000", "2,750,000"), ("WHO", "WHO")])
def test_what_was_found_is_marked(searcher: Searcher, text: str, marked: str) -> None:
    results = searcher.search(parse(text, searcher.vocabulary, view="highlights"))
    pieces = {snippet.text[a:b] for hit in results.hits for snippet in hit.snippets for a, b in snippet.marks}
    assert marked in pieces
