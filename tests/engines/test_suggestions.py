"""What every engine suggests for the beginning of a word."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from policysearch import query
from policysearch.query import Query
from policysearch.search.results import Searcher, Suggestion
from policysearch.settings import Settings
from policysearch.vocabulary import Organization, Theme, Vocabulary
from tests.engines.factories import build, open_searcher, searcher_of, translated, workshop

VOCABULARY = Vocabulary(
    themes=(
        Theme("finance", {"en": "Access to finance", "es": "Acceso a la financiación"}),
        Theme("skills", {"en": "Skills", "es": "Competencias"}),
    ),
    organizations=(Organization(("Economic Commission", "ECLAC", "CEPAL")),),
)
GUARANTEES = workshop(
    "guarantees",
    "Credit guarantees for small firms",
    "Chile shares the risk of small firms through credit guarantees.",
    start="2009-05-04",
    country="PA",
    themes=("finance",),
    partners=("Economic Commission",),
)
LENDING = translated(
    workshop(
        "lending",
        "Small firms and their banks",
        "Credit guarantees made banks lend in Peru.",
        start="2011-05-04",
        country="PA",
        themes=("finance", "skills"),
    ),
    "es",
    "Las pequeñas empresas y sus bancos",
    "Las garantías de crédito movieron a los bancos del Perú.",
)


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Searcher]:
    opened = searcher_of(tmp_path_factory.mktemp("two"), GUARANTEES, LENDING, vocabulary=VOCABULARY)
    yield opened
    opened.close()


def of(searcher: Searcher, prefix: str, kind: str, language: str = "en") -> list[str]:
    return [one.text for one in searcher.suggest(prefix, language, 20) if one.kind == kind]


def test_a_title_is_suggested_by_the_beginning_of_any_of_its_words_the_newest_first(two: Searcher) -> None:
    assert of(two, "fir", "title") == ["Small firms and their banks", "Credit guarantees for small firms"]
    assert two.suggest("their b", "en", 5)[0] == Suggestion("Small firms and their banks", "title", "lending", 1)


def test_what_begins_so_comes_before_what_has_it_later(two: Searcher) -> None:
    assert of(two, "small", "title") == ["Small firms and their banks", "Credit guarantees for small firms"]
    assert of(two, "credit", "title") == ["Credit guarantees for small firms"]


def test_a_theme_is_found_by_its_label_in_any_language_and_told_in_the_readers(two: Searcher) -> None:
    finance = Suggestion("Access to finance", "theme", "finance", 2)
    assert finance in two.suggest("fin", "en", 8)
    assert finance in two.suggest("financiacion", "en", 8)
    assert Suggestion("Acceso a la financiación", "theme", "finance", 2) in two.suggest("access", "es", 8)
    assert Suggestion("Skills", "theme", "skills", 1) in two.suggest("sk", "en", 8)


def test_a_country_counts_the_workshops_held_there_or_discussing_it(two: Searcher) -> None:
    assert two.suggest("pana", "en", 8)[0] == Suggestion("Panama", "country", "PA", 2)
    assert two.suggest("chi", "es", 8)[0] == Suggestion("Chile", "country", "CL", 1)
    assert Suggestion("Pérou", "country", "PE", 1) in two.suggest("Perú", "fr", 8)
    assert of(two, "brazil", "country") == []


def test_a_partner_is_found_under_any_of_its_names(two: Searcher) -> None:
    partner = Suggestion("Economic Commission", "partner", "Economic Commission", 1)
    assert partner in two.suggest("commission", "en", 8)
    assert partner in two.suggest("cepal", "en", 8)


def test_a_frequent_phrase_is_suggested_as_it_is_written_with_the_workshops_that_have_it(two: Searcher) -> None:
    assert Suggestion("credit guarantees", "phrase", "credit guarantees", 2) in two.suggest("credit g", "en", 8)
    for suggestion in two.suggest("cre", "en", 20):
        if suggestion.kind == "phrase":
            asked = query.parse(suggestion.text, two.vocabulary)
            assert two.search(asked).total >= suggestion.count > 0


def test_among_few_workshops_titles_and_themes_come_before_single_words(two: Searcher) -> None:
    kinds = [(suggestion.kind, suggestion.text) for suggestion in two.suggest("cr", "en", 20)]
    assert kinds.index(("title", "Credit guarantees for small firms")) < kinds.index(("phrase", "credit"))
    assert kinds.index(("phrase", "credit guarantees")) < kinds.index(("phrase", "credit"))


def test_an_elision_stays_with_its_word(tmp_path: Path) -> None:
    lessons = ("Les technologies de l’information servent.", "Les technologies de l’information coûtent.")
    searcher = searcher_of(
        tmp_path, *(workshop(f"w{n}", "Atelier", text, language="fr") for n, text in enumerate(lessons))
    )
    assert "technologies de l’information" in of(searcher, "technologies de l", "phrase", "fr")
    assert "information" in of(searcher, "l'inf", "phrase", "fr")


def test_what_stands_in_one_workshop_alone_is_no_frequent_phrase(two: Searcher) -> None:
    assert "banks lend" not in of(two, "bank", "phrase")
    assert "banks" in of(two, "bank", "phrase")


@pytest.mark.parametrize("prefix", ["PANAMÁ", "panama", "Panama\u0301", "  panamá"])
def test_case_accents_and_their_spelling_do_not_matter(two: Searcher, prefix: str) -> None:
    assert two.suggest(prefix, "en", 8)[0].value == "PA"


@pytest.mark.parametrize("prefix", ["garantee", "guarntees", "gurantees", "guarranteed"])
def test_a_mistyped_word_of_four_letters_or_more_is_understood(two: Searcher, prefix: str) -> None:
    assert "Credit guarantees for small firms" in of(two, prefix, "title")


def test_shorter_words_are_taken_as_they_are(two: Searcher) -> None:
    assert two.suggest("fri", "en", 8) == ()
    assert "Small firms and their banks" in of(two, "frims", "title")


def test_as_typed_comes_before_mistyped(two: Searcher) -> None:
    texts = [suggestion.text for suggestion in two.suggest("bank", "en", 20)]
    assert "bank" in texts[0]


def test_phrases_of_the_readers_language_come_first(two: Searcher) -> None:
    assert of(two, "cr", "phrase", "es")[0] == "crédito"
    assert of(two, "cr", "phrase", "en")[:2] == ["credit guarantees", "credit"]
    kinds = [(one.kind, one.text) for one in two.suggest("cerdi", "es", 20)]
    assert kinds.index(("title", "Credit guarantees for small firms")) < kinds.index(("phrase", "credit"))


@pytest.mark.parametrize("prefix", ["", " ", "?!", "zzz", '"', "\x00", "\U0010ffff", "the", "a" * 900])
def test_any_prefix_has_an_answer(two: Searcher, prefix: str) -> None:
    assert len(two.suggest(prefix, "en", 3)) <= 3


def test_no_kind_crowds_out_the_others(two: Searcher) -> None:
    kinds = [one.kind for one in two.suggest("s", "en", 3)]
    assert len(set(kinds)) == 3


def test_a_title_that_was_changed_or_taken_away_is_not_suggested(tmp_path: Path) -> None:
    searcher = searcher_of(tmp_path, GUARANTEES, LENDING)
    assert len(of(searcher, "small firms", "title")) == 2
    build(tmp_path, [workshop("lending", "Banks and small firms")])
    assert of(searcher, "small firms", "title") == ["Banks and small firms"]
    assert of(searcher, "their", "title") == of(searcher, "guarantees", "phrase") == []
    searcher.close()


def test_a_phrase_that_old_and_new_workshops_share_is_suggested_after_an_edit(tmp_path: Path) -> None:
    index = Settings(index=tmp_path)
    build(tmp_path, [GUARANTEES, workshop("old", body="They issue green bonds.")])
    build(tmp_path, [workshop("new", body="Why green bonds work.")], keep=("old", "guarantees"))
    searcher = open_searcher(index)
    assert Suggestion("green bonds", "phrase", "green bonds", 2) in searcher.suggest("green", "en", 8)
    assert of(searcher, "credit", "title") == ["Credit guarantees for small firms"]
    searcher.close()


def test_suggesting_and_searching_share_their_words(few: Searcher) -> None:
    for prefix in ("export", "window", "vulner", "small gr"):
        for suggestion in few.suggest(prefix, "en", 20):
            if suggestion.kind == "phrase":
                assert few.search(Query(suggestion.text, query.parse(suggestion.text, few.vocabulary).clause)).total


@pytest.mark.parametrize("apart", ["\t", "\n"])
def test_a_name_with_a_tab_or_line_break_keeps_no_other_from_being_suggested(apart: str, tmp_path: Path) -> None:
    named = workshop("a", "Trade", partners=(f"Bank{apart}of all", "Bank of some"))
    searcher = searcher_of(tmp_path, named)
    assert [one.text for one in searcher.suggest("bank", "en", 8) if one.kind == "partner"] == ["Bank of some"]
    searcher.close()


def test_phrases_of_other_languages_wait_until_there_is_too_little_in_the_readers(tmp_path: Path) -> None:
    english = "Products, productive firms, and production were compared."
    held = workshop("a", "Products", english, "Products and production, productive firms.", country="CL")
    both = translated(held, "es", "Productividad", "La productividad y los productos.", "La productividad.")
    searcher = searcher_of(tmp_path, both)
    assert not any("productivi" in one.text.lower() for one in searcher.suggest("product", "en", 20))
    assert any("productividad" in one.text.lower() for one in searcher.suggest("product", "es", 20))
    assert any("productividad" in one.text.lower() for one in searcher.suggest("productividad", "en", 20))


def test_a_country_is_suggested_once_in_the_readers_language(tmp_path: Path) -> None:
    lesson = workshop("a", "Lending", "In Chile and with Chile, banks lend.", country="CL")
    searcher = searcher_of(tmp_path, translated(lesson, "fr", "Prêter", "Au Chili et avec le Chili, on prête."))
    assert [one.text for one in searcher.suggest("chi", "en", 20)] == ["Chile"]
    assert [one.text for one in searcher.suggest("chi", "fr", 20)] == ["Chili"]
