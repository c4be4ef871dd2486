"""How telling a word is: nothing for the most frequent, all for the rare."""

import pytest

from policysearch.settings import LANGUAGES
from policysearch.text import term
from policysearch.text.word_ranks import tellingness


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ("year", "ministry", "cooperative")),
        ("es", ("año", "ministerio", "cooperativa")),
        ("pt", ("ano", "ministério", "cooperativa")),
        ("fr", ("année", "ministère", "coopérative")),
    ],
)
def test_subjects_tell_more_than_what_every_text_has(language: str, words: tuple[str, ...]) -> None:
    values = [tellingness(term(word, language), language) for word in words]
    assert values == sorted(values)
    assert (values[0], values[-1]) == (0.0, 1.0)


@pytest.mark.parametrize("language", LANGUAGES)
def test_short_numbers_tell_nothing_and_long_ones_half(language: str) -> None:
    assert [tellingness(number, language) for number in ("3", "17", "120", "1100")] == [0.0, 0.0, 0.5, 0.5]
