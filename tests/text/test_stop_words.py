from policysearch.settings import LANGUAGES
from policysearch.text import is_stop_word, words
from policysearch.text.stop_words import stop_words


def test_a_stop_word_is_one_of_its_own_language_or_of_any() -> None:
    assert is_stop_word("the", "en")
    assert not is_stop_word("the", "es")
    assert is_stop_word("Às")
    assert is_stop_word("más")
    assert is_stop_word("mas")
    assert not any(is_stop_word(word) for word in ("US", "estado", "TIC", "pyme", "trade"))


def test_negations_are_stop_words_and_what_stands_before_their_end_is_none() -> None:
    negations = words("don't WON’T haven't shan't")
    assert all(is_stop_word(word, "en") for word in negations)
    assert not any(is_stop_word(word) for word in ("don", "won", "haven", "shan"))


def test_the_stop_words_of_any_language_are_those_of_all_four() -> None:
    assert stop_words() == frozenset().union(*map(stop_words, LANGUAGES))
    assert stop_words("de") == frozenset()
