"""Short words and acronyms: which are looked for, by the reader's language, in capitals, in quotes, between others."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policysearch.query import parse
from policysearch.search.rescore import required_words
from policysearch.search.results import Searcher
from policysearch.settings import LANGUAGES
from policysearch.text import fold
from policysearch.text.stop_words import ACCENTED_WORDS, stop_words
from policysearch.vocabulary import Vocabulary
from tests.engines.factories import searcher_of, workshop

TEXTS = {
    "en": (
        "Ports in Los Angeles and Las Vegas grew.",
        "Farmers may export in May.",
        "The ILO spoke with AI firms.",
        "Tax havens won; Don came.",
        "They don't export and won't pay taxes.",
    ),
    "es": (
        "Los Ángeles y Las Vegas crecieron.",
        "Río de Janeiro y La Paz fueron sedes.",
        "El té de la tarde, y te doy más.",
        "La OR y el PAS abrieron.",
    ),
    "pt": ("O Rio de Janeiro e a cidade de La Paz.", "O Pará fica longe para nós.", "Os EU e a UN."),
    "fr": ("La ville de Rio de Janeiro.", "Le Mans et la Côte d’Azur.", "Le prix de l’or, or il monte.", "Un pas sûr."),
}


def required(text: str, language: str) -> list[str]:
    return required_words(parse(text, Vocabulary(), expand=False, language=language).clause)


@pytest.mark.parametrize(
    ("language", "text", "words"),
    [
        ("en", "ILO", ["ILO"]),
        ("en", "eu", ["eu"]),
        ("pt", "eu", []),
        ("pt", "EU", ["EU"]),
        ("fr", "ai", []),
        ("fr", "AI", ["AI"]),
        ("es", "it sector", ["it", "sector"]),
        ("en", "tax haven", ["tax", "haven"]),
        ("en", "who won", ["won"]),
        ("en", "they don't", []),
        ("fr", "mine d'or", ["mine", "or"]),
        ("fr", "plus", []),
        ("en", "plus", ["plus"]),
        ("es", "cooperación Sur-Sur", ["cooperación", "Sur-Sur"]),
        ("pt", "estado do Pará", ["estado", "Pará"]),
        ("pt", "para", []),
        ("es", "té", ["té"]),
        ("en", "Q&A", ["Q&A"]),
        ("en", "U.N.", ["U.N."]),
        ("en", "HOW TO EXPORT COFFEE", ["export", "coffee"]),
        ("en", "WHO ET ILO", ["WHO", "ILO"]),  # a connective is no third word in capitals
        ("es", "UE Y SUS", ["UE", "SUS"]),
        ("fr", "comment exporter le café", ["exporter", "café"]),
        ("es", "impact of fishing", ["impact", "fishing"]),
        ("en", "mulheres na pesca", ["mulheres", "pesca"]),
        ("en", "May I export?", ["export"]),
    ],
)
def test_what_must_be_found_depends_on_the_readers_language(language: str, text: str, words: list[str]) -> None:
    assert required(text, language) == words


@pytest.mark.parametrize("language", LANGUAGES)
@given(data=st.data())
def test_a_stop_word_is_common_in_small_letters_and_an_acronym_in_capitals(language: str, data: st.DataObject) -> None:
    word = data.draw(st.sampled_from(sorted(w for w in stop_words(language) if len(w) > 1 and w.isascii())))
    query = parse(word, Vocabulary(), language=language)
    assert required(word, language) == []
    assert [notice.code for notice in query.notices] == ["only_stop_words"]
    if word not in ("and", "or", "not"):
        assert required(word.upper(), language) == [word.upper()]


@pytest.mark.parametrize("language", LANGUAGES)
@given(data=st.data())
def test_a_stop_word_of_another_language_alone_is_a_word(language: str, data: st.DataObject) -> None:
    others = stop_words() - stop_words(language) - {fold(word) for word in ACCENTED_WORDS}
    word = data.draw(st.sampled_from(sorted(others)))
    assert required(word, language) == [word]


@pytest.fixture(scope="module")
def searcher(tmp_path_factory: pytest.TempPathFactory) -> Searcher:
    index: Path = tmp_path_factory.mktemp("short")
    return searcher_of(index, *(workshop(code, code, *lessons, language=code) for code, lessons in TEXTS.items()))


@pytest.mark.parametrize(
    ("language", "text", "lessons"),
    [
        ("en", "los angeles", {"en/h1", "es/h1"}),
        ("fr", "los angeles", {"en/h1", "es/h1"}),
        ("es", "los angeles", {"en/h1", "es/h1"}),
        ("en", "rio de janeiro", {"es/h2", "pt/h1", "fr/h1"}),
        ("fr", "la paz", {"es/h2", "pt/h1"}),
        ("en", "le mans", {"fr/h2"}),
        ("pt", "le mans", {"fr/h2"}),
        ("en", "May", {"en/h2"}),
        ("en", "export in May", {"en/h2"}),
        ("en", "may", set()),
        ("en", "haven", {"en/h4"}),
        ("en", "won", {"en/h4"}),
        ("en", "don", {"en/h4"}),
        ("en", '"don\'t export"', {"en/h5"}),
        ("en", "“won’t pay”", {"en/h5"}),
        ("es", "té", {"es/h3"}),
        ("es", '"te doy"', {"es/h3"}),
        ("fr", "PAS", {"es/h4"}),
        ("pt", "Pará", {"pt/h2"}),
        ("pt", '"para nós"', {"pt/h2"}),
        ("en", "eu", {"pt/h3"}),
        ("en", "un", {"pt/h3"}),
        ("fr", "sûr", {"fr/h4"}),
    ],
)
def test_short_words_find_what_they_mean(searcher: Searcher, language: str, text: str, lessons: set[str]) -> None:
    results = searcher.search(parse(text, searcher.vocabulary, view="highlights", language=language, limit=50))
    assert ({hit.document.id for hit in results.hits} if not results.relaxed else set()) == lessons
