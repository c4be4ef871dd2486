import pytest

from policysearch.exporters.labels import words
from policysearch.settings import LANGUAGES


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_every_word(language: str) -> None:
    assert set(words(language)) == set(words("en"))
    assert all(words(language).values())


def test_an_unknown_language_reads_english() -> None:
    assert words("de")["query"] == "Search"
