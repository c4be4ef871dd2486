import pytest

from policysearch.vocabulary.known_words import is_known_word


@pytest.mark.parametrize(
    ("word", "language"),
    [
        ("skills", "en"),
        ("Forest", "en"),
        ("mujeres", "es"),
        ("luces", "es"),
        ("talleres", "es"),
        ("exportação", "pt"),
        ("exportacao", "pt"),
        ("marché", "fr"),
    ],
)
def test_words_of_the_four_languages_are_known_without_case_and_accents(word: str, language: str) -> None:
    assert is_known_word(word)
    assert is_known_word(word, language)


@pytest.mark.parametrize("word", ["recieve", "wokshop", "goverment", "desarollo", "inovasao", "developement", ""])
def test_misspelt_words_are_not(word: str) -> None:
    assert not is_known_word(word)


def test_a_word_is_of_its_languages_alone() -> None:
    assert not is_known_word("skills", "fr")
    assert not is_known_word("skills", "de")
