"""Words are found however they are spelled; a document that spells them as typed comes first."""

from collections.abc import Iterator
from typing import Literal
from unicodedata import normalize

import pytest

from policysearch import query
from policysearch.search.results import Results, Searcher
from policysearch.vocabulary import Vocabulary
from tests.engines.factories import searcher_of, translated, workshop

WRITTEN = {
    "us": "The U.S. Mission opened it.",
    "icts": "ICTs for all.",
    "sme": "The SMEs of the islands.",
    "commerce": "Rules for e-commerce.",
    "dialogue": "A public-private dialogue.",
    "project": "The project of 2012-2014.",
    "research": "More R&D is done.",
}


@pytest.fixture(scope="module")
def spelled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Searcher]:
    held = [workshop(slug, body=text, country="PA") for slug, text in WRITTEN.items()]
    opened = searcher_of(tmp_path_factory.mktemp("spelled"), *held)
    yield opened
    opened.close()


def asked(searcher: Searcher, text: str, language: str = "en") -> Results:
    return searcher.search(query.parse(text, Vocabulary(), language=language))


def ids(results: Results) -> list[str]:
    return [hit.document.id for hit in results.hits]


@pytest.mark.parametrize(
    ("slug", "typed"),
    [
        ("us", "U.S."),
        ("us", "US"),
        ("us", "u.s"),
        ("us", '"U.S. Mission"'),
        ("icts", "ICT"),
        ("icts", "ict"),
        ("icts", "icts"),
        ("icts", "I.C.T."),
        ("sme", "SME"),
        ("sme", "smes"),
        ("sme", "SMES"),
        ("commerce", "e-commerce"),
        ("commerce", "E-Commerce"),
        ("commerce", "commerce"),
        ("dialogue", "public-private"),
        ("dialogue", "public private"),
        ("dialogue", "private"),
        ("dialogue", "Public\u2013Private"),
        ("project", "2012-2014"),
        ("project", "2012\u20132014"),
        ("project", "2013 OR 2014"),
        ("research", "R&D"),
    ],
)
def test_acronyms_and_mixed_forms_are_found_however_they_are_typed(spelled: Searcher, slug: str, typed: str) -> None:
    results = asked(spelled, typed)
    assert ids(results) == [slug]
    assert not results.relaxed


FORMS = [
    ("es", "politica", ("política pública", "politica publica", "políticas públicas")),
    ("es", "política", ("políticas", "politica", "política")),
    ("pt", "inclusao", ("inclusão", "inclusões", "inclusao")),
    ("fr", "développement", ("developpements", "développements", "développement")),
    ("en", "policies", ("policy", "policies", "policied")),
    ("en", "training", ("trained", "training", "trains")),
]


@pytest.mark.parametrize(("language", "typed", "texts"), FORMS)
def test_an_exact_form_beats_a_folded_or_stemmed_one(
    language: str, typed: str, texts: tuple[str, ...], tmp_path_factory: pytest.TempPathFactory
) -> None:
    held = [workshop(f"w{n}", body=text, language=language) for n, text in enumerate(texts)]
    searcher = searcher_of(tmp_path_factory.mktemp("forms"), *held)
    results = asked(searcher, typed)
    assert results.total == len(texts)
    exact = [n for n, text in enumerate(texts) if typed in text.split()]
    assert ids(results)[0] == f"w{exact[0]}"
    assert results.hits[0].score > results.hits[1].score
    searcher.close()


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_accents_typed_or_written_apart_make_no_difference(
    form: Literal["NFC", "NFD"], tmp_path_factory: pytest.TempPathFactory
) -> None:
    body = "La inclusión económica de Panamá"
    held = [workshop("a", body=normalize("NFD", body), language="es"), workshop("b", body=body, language="es")]
    searcher = searcher_of(tmp_path_factory.mktemp("accents"), *held)
    for typed in ("inclusión económica", '"inclusión económica"', "panamá", "econó*", "inclusiòn~"):
        results = asked(searcher, normalize(form, typed))
        assert set(ids(results)) == {"a", "b"}
        assert results.hits[0].score == pytest.approx(results.hits[1].score)
    searcher.close()


def test_a_query_is_matched_with_the_texts_of_every_language_whatever_the_readers(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    held = translated(workshop("a", "Cooperatives"), "es", "Las cooperativas rurales")
    other = workshop("b", "Desenvolvimento das regiões", language="pt")
    searcher = searcher_of(tmp_path_factory.mktemp("every"), held, other)
    for language in ("en", "es", "pt", "fr"):
        assert ids(asked(searcher, "rural", language)) == ["a"]
        assert ids(asked(searcher, "região", language)) == ["b"]
    searcher.close()


def test_a_word_typed_twice_counts_twice(tmp_path_factory: pytest.TempPathFactory) -> None:
    held = [workshop("a", body="banks banks banks tax"), workshop("b", body="tax tax tax banks")]
    searcher = searcher_of(tmp_path_factory.mktemp("twice"), *held)
    assert ids(asked(searcher, "banks banks tax"))[0] == "a"
    assert ids(asked(searcher, "banks tax tax"))[0] == "b"
    searcher.close()


def test_a_title_weighs_more_than_a_lesson_and_a_lesson_more_than_the_rest(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    other = "Words that are of no importance here"
    held = [
        workshop("body", other, other, body="Credit for the poor"),
        workshop("lesson", other, "Credit for the poor", body=other),
        workshop("title", "Credit for the poor", other, body=other),
    ]
    searcher = searcher_of(tmp_path_factory.mktemp("zones"), *held)
    assert ids(asked(searcher, "credit")) == ["title", "lesson", "body"]
    searcher.close()


def test_words_close_together_come_first_where_all_else_is_equal(tmp_path_factory: pytest.TempPathFactory) -> None:
    held = [
        workshop("apart", body="credit one two three four five six seven eight guarantees"),
        workshop("close", body="one two three four credit guarantees five six seven eight"),
    ]
    searcher = searcher_of(tmp_path_factory.mktemp("close"), *held)
    results = asked(searcher, "credit guarantees")
    assert ids(results) == ["close", "apart"]
    assert results.hits[0].score > results.hits[1].score
    searcher.close()
