"""Did you mean: offered for wrong words alone, in four languages, and shown at once where one correction is sure."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policysearch.query import parse
from policysearch.search.results import Results, Searcher
from tests.engines.factories import searcher_of, workshop

TEXTS = {
    "en": (
        "Fisheries management and quota systems for artisanal fishers.",
        "Irrigation schemes raised yields of maize.",
        "Remittances finance housing in rural areas.",
        "Certified organic cocoa earns a premium.",
        "Seaweed farming employs women.",
        "Governance of cooperatives matters; sewerage and drinking water tariffs.",
    ),
    "es": (
        "La acuicultura genera empleo para jóvenes.",
        "La trazabilidad del café abre mercados.",
        "Las remesas financian la vivienda rural.",
        "La gobernanza de cooperativas.",
    ),
    "pt": (
        "A irrigação melhora o rendimento do milho.",
        "O empreendedorismo feminino cresce.",
        "A sustentabilidade das cooperativas.",
    ),
    "fr": (
        "L’aquaculture crée des emplois pour les jeunes.",
        "L’artisanat féminin se développe.",
        "La gouvernance des coopératives.",
    ),
}


@pytest.fixture(scope="module")
def searcher(tmp_path_factory: pytest.TempPathFactory) -> Searcher:
    index: Path = tmp_path_factory.mktemp("corrections")
    return searcher_of(index, *(workshop(code, code, *lessons, language=code) for code, lessons in TEXTS.items()))


def answer(searcher: Searcher, text: str, language: str) -> Results:
    return searcher.search(parse(text, searcher.vocabulary, view="highlights", language=language, limit=50))


@pytest.mark.parametrize(
    ("language", "typed", "searched", "verbatim"),
    [
        ("en", "irigation", "irrigation", '"irigation"'),
        ("en", "remitances", "remittances", '"remitances"'),
        ("en", "seeweed", "seaweed", '"seeweed"'),
        ("en", "Govenance", "governance", '"Govenance"'),
        ("en", "artisinal fishers", "artisanal fishers", '"artisinal" fishers'),
        ("en", "IRIGATION SCHEMES YIELDS", "IRRIGATION SCHEMES YIELDS", '"IRIGATION" SCHEMES YIELDS'),
        ("es", "acuicutura", "acuicultura", '"acuicutura"'),
        ("es", "trazavilidad del café", "trazabilidad del café", '"trazavilidad" del café'),
        ("es", "gobernansa", "gobernanza", '"gobernansa"'),
        ("pt", "irigação", "irrigação", '"irigação"'),
        ("pt", "empreendedorimo", "empreendedorismo", '"empreendedorimo"'),
        ("fr", "artizanat", "artisanat", '"artizanat"'),
        ("fr", "aquacuture", "aquaculture", '"aquacuture"'),
        # Words that no text has together: the correction lists texts with any of them.
        ("en", "irigation seeweed", "irrigation seaweed", '"irigation" "seeweed"'),
        ("en", "irigation zebra", "irrigation zebra", '"irigation" zebra'),
        ("es", "gobernansa cebra", "gobernanza cebra", '"gobernansa" cebra'),
    ],
)
def test_a_wrong_word_is_replaced_with_the_way_back(
    searcher: Searcher, language: str, typed: str, searched: str, verbatim: str
) -> None:
    results = answer(searcher, typed, language)
    assert results.shown_for is not None
    assert (results.shown_for.searched, results.shown_for.verbatim) == (searched, verbatim)
    assert results.suggestion is not None
    assert results.suggestion.text == searched
    assert {hit.document.id for hit in results.hits} == {
        hit.document.id for hit in answer(searcher, searched, language).hits
    }
    assert answer(searcher, verbatim, language).shown_for is None


@pytest.mark.parametrize(
    ("language", "text"),
    [
        *(("en", word) for word in "quotation sewage premise maze coco seaway wagon house yelled".split()),
        *(("es", word) for word in "cuota rezo remos cafeína vivero embargo ríe".split()),
        *(("pt", word) for word in "milhar jovial emprego rendas".split()),
        *(("fr", word) for word in "logiciel maison jeune gouverneur".split()),
        *(("en", word) for word in ("ILO", "UNIDO", "FAO", "Yunus", "zzzzqqq", "the", "mais")),
        ("en", '"irigation"'),
        ("en", "“irigation schemes”"),
        ("en", "maize -irigation"),
        ("en", "lesson:irigation"),
        ("es", "remittances"),
        ("en", "remesas"),
        ("fr", "irrigação"),
    ],
)
def test_right_words_names_quotes_fields_and_negatives_are_left_alone(
    searcher: Searcher, language: str, text: str
) -> None:
    results = answer(searcher, text, language)
    assert (results.shown_for, results.suggestion) == (None, None)


@settings(max_examples=60)
@given(data=st.data())
def test_every_word_of_the_texts_is_right(searcher: Searcher, data: st.DataObject) -> None:
    language = data.draw(st.sampled_from(sorted(TEXTS)))
    text = data.draw(st.sampled_from(TEXTS[language]))
    word = data.draw(st.sampled_from(text.replace("’", " ").strip(".").split()))
    results = answer(searcher, word.strip(".;,"), language)
    assert results.shown_for is None


def test_two_words_typed_as_one_are_offered(searcher: Searcher) -> None:
    results = answer(searcher, "seaweedfarming women", "en")
    assert results.suggestion is not None
    assert results.suggestion.text == "seaweed farming women"
    assert results.shown_for is None


def test_two_frequent_words_typed_as_one_are_found_at_once(searcher: Searcher) -> None:
    results = answer(searcher, "drinkingwater tariffs", "en")
    assert (results.total, results.relaxed, results.suggestion) == (1, False, None)


def test_missing_words_are_named(searcher: Searcher) -> None:
    assert answer(searcher, "maize zebra", "en").missing == ("zebra",)
    assert answer(searcher, "maize seaweed", "en").missing == ()
