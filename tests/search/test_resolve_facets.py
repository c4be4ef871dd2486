"""Typed fields whose value is known and no document has: words and a notice, never an empty page without a reason."""

from pathlib import Path

import pytest

from policysearch.query import parse
from policysearch.search.results import Results, Searcher
from policysearch.vocabulary import Theme, Vocabulary
from tests.engines.factories import searcher_of, workshop

VOCABULARY = Vocabulary(themes=(Theme("tourism", {"en": "Tourism", "es": "Turismo"}), Theme("water", {"en": "Water"})))


@pytest.fixture(scope="module")
def searcher(tmp_path_factory: pytest.TempPathFactory) -> Searcher:
    index: Path = tmp_path_factory.mktemp("typed")
    one = workshop("one", "Wells", "Wells were dug in Chile.", country="PA", themes=("water",), start="2009-05-01")
    other = workshop("other", "Guides", "Tourism guides of 1999 and of El Salvador.", country="PA", start="2011-05-01")
    return searcher_of(index, one, other, vocabulary=VOCABULARY)


def search(searcher: Searcher, text: str, language: str = "en") -> Results:
    return searcher.search(parse(text, VOCABULARY, language=language))


def slugs(results: Results) -> list[str]:
    return [hit.document.workshop.slug for hit in results.hits]


@pytest.mark.parametrize(
    ("text", "language", "listed", "said", "nearest"),
    [
        ("country:Chile", "en", ["one"], "country:Chile", "experience:Chile"),
        ("country: Chile", "en", ["one"], "country:Chile", "experience:Chile"),
        ("country:Chile.", "en", ["one"], "country:Chile", "experience:Chile"),
        ("pays : Chili", "fr", [], "pays:Chili", "experience:Chili"),
        ("país:El Salvador", "es", ["other"], "país:El Salvador", 'experience:"El Salvador"'),
        ("experience:Panama", "en", ["one", "other"], "experience:Panama", "country:Panama"),
        ("theme:tourism", "en", ["other"], "theme:tourism", ""),
        ("tema:turismo", "es", [], "tema:turismo", ""),
        ("year:1999", "en", ["other"], "year:1999", "2009"),
        ("year:1998..1999", "en", ["other"], "year:1998..1999", "2009"),
    ],
)
def test_a_value_that_nothing_has_is_read_as_words(
    searcher: Searcher, text: str, language: str, listed: list[str], said: str, nearest: str
) -> None:
    results = search(searcher, text, language)
    assert [(notice.code, notice.text, notice.nearest) for notice in results.notices] == [
        ("unknown_value", said, nearest)
    ]
    assert slugs(results) == listed


def test_beside_other_words_too(searcher: Searcher) -> None:
    results = search(searcher, "wells country:Chile")
    assert slugs(results) == ["one"]
    assert not results.relaxed
    assert [notice.text for notice in results.notices] == ["country:Chile"]


def test_each_of_several_years_is_named(searcher: Searcher) -> None:
    assert [notice.text for notice in search(searcher, "year:1997,1999").notices] == ["year:1997", "year:1999"]


def test_words_that_no_document_has_are_missing(searcher: Searcher) -> None:
    results = search(searcher, "country:Uruguay")
    assert not results.total
    assert results.missing == ("Uruguay",)


@pytest.mark.parametrize("text", ["country:Panama", "theme:water", "year:2009..2010", "wells country:Panama,Chile"])
def test_a_value_that_a_document_has_stays_a_field(searcher: Searcher, text: str) -> None:
    results = search(searcher, text)
    assert results.total
    assert results.notices == ()


@pytest.mark.parametrize("text", ["NOT country:Chile", "-theme:tourism", "NOT year:1999"])
def test_what_is_not_wanted_and_nothing_has_leaves_nothing_out(searcher: Searcher, text: str) -> None:
    results = search(searcher, text)
    assert results.total == 2
    assert results.notices == ()


def test_a_colon_of_full_width_makes_a_field_too(searcher: Searcher) -> None:
    assert [notice.text for notice in search(searcher, "country\uff1aChile").notices] == ["country:Chile"]
