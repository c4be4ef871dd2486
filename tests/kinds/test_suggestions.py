"""Suggestions while a reader types: whole words with elisions, the reader's language first, titles before words."""

from collections.abc import Iterator

import pytest

from policysearch.search.results import Searcher, Suggestion
from policysearch.settings import LANGUAGES
from tests.engines.factories import searcher_of
from tests.kinds.services.materials import TITLES, VOCABULARY, workshops

SHORTEST, LONG = 3, 5  # letters of a beginning, and of a word that tells something


@pytest.fixture(scope="module")
def searcher(tmp_path_factory: pytest.TempPathFactory) -> Searcher:
    return searcher_of(tmp_path_factory.mktemp("suggestions"), *workshops(), vocabulary=VOCABULARY)


def suggested(searcher: Searcher, typed: str, language: str) -> list[Suggestion]:
    return [*searcher.suggest(typed, language, 8)]


def beginnings() -> Iterator[tuple[str, str]]:
    """Yield each beginning of three words of each title, the first of which is long, and the title."""
    for title in TITLES.values():
        words = title.split()
        for first in (number for number, word in enumerate(words[:-2]) if len(word) >= LONG and word[0] != "¿"):
            text = " ".join(words[first : first + 3])
            yield from ((text[:length], title) for length in range(SHORTEST, len(text) + 1))


def test_any_three_words_of_a_title_find_it_at_every_letter_that_is_typed(searcher: Searcher) -> None:
    lacking = [
        (typed, title)
        for typed, title in beginnings()
        if typed[-1].isalpha() and " " in typed and title not in [s.text for s in suggested(searcher, typed, "en")]
    ]
    assert not lacking


@pytest.mark.parametrize(
    ("language", "typed", "texts"),
    [
        ("en", "heal", ["Health", TITLES["vietnam"], "Health insurance"]),
        ("en", "ru", ["Rural schools", TITLES["kenya"]]),
        ("es", "agua", ["Agua"]),
        ("es", "edu", ["Educación", TITLES["honduras"]]),
        ("es", "tri", ["Tributación", TITLES["peru"]]),
        ("pt", "bac", ["Bacias hidrográficas", TITLES["brazil"]]),
        ("pt", "ref", [TITLES["angola"]]),
        ("fr", "l’agré", [TITLES["morocco"]]),
        ("fr", "d'appui", [TITLES["morocco"]]),
        ("fr", "prog", [TITLES["morocco"]]),
        ("fr", "expérience des c", [TITLES["quebec"]]),
    ],
)
def test_themes_and_titles_come_before_single_words(
    searcher: Searcher, language: str, typed: str, texts: list[str]
) -> None:
    assert [suggestion.text for suggestion in suggested(searcher, typed, language)][: len(texts)] == texts


@pytest.mark.parametrize(
    ("language", "typed", "text"),
    [
        ("en", "viet", "Vietnam"),
        ("fr", "tuni", "Tunisie"),
        ("es", "fin", "Finlandia"),
        ("pt", "espa", "Espanha"),
        ("en", "world b", "World Bank"),
        ("fr", "banque mond", "World Bank"),
    ],
)
def test_countries_and_bodies_are_found_under_any_of_their_names(
    searcher: Searcher, language: str, typed: str, text: str
) -> None:
    assert text in [suggestion.text for suggestion in suggested(searcher, typed, language)]


@pytest.mark.parametrize("typed", ["ecow", "CEDE", "magr", "Maghr"])
def test_a_region_is_suggested_by_its_names_and_selected_by_its_id(searcher: Searcher, typed: str) -> None:
    first = suggested(searcher, typed, "en")[0]
    assert (first.kind, first.value) in {("experience", "ecowas"), ("experience", "maghreb")}
    assert first.text in {"ECOWAS", "Maghreb"}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("typed", ["expérience des c", "base de con", "users' as", "programme d'a", "água p"])
def test_what_is_suggested_goes_on_from_all_words_that_were_typed(
    searcher: Searcher, language: str, typed: str
) -> None:
    assert all(len(suggestion.text) > len(typed) for suggestion in suggested(searcher, typed, language))
