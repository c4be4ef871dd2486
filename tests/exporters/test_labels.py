import pytest

from policysearch.exporters.labels import labels_in
from policysearch.settings import LANGUAGES


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_every_word(language: str) -> None:
    assert set(labels_in(language)) == set(labels_in("en"))
    assert all(labels_in(language).values())


def test_an_unknown_language_reads_english() -> None:
    assert labels_in("de")["query"] == "Search"
