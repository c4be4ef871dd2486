import pytest
from hypothesis import given
from hypothesis import strategies as st

from policysearch.settings import LANGUAGES
from policysearch.text import stemming
from policysearch.text.stemming import stems


@pytest.mark.parametrize("language", LANGUAGES)
@given(st.text("abceilmnoprstuv", min_size=1, max_size=9))
def test_only_words_with_certain_last_letters_are_restored(language: str, word: str) -> None:
    restored = word
    for pattern, replacement in stemming._RESTORED_ENDINGS[language]:
        restored = pattern.sub(replacement, restored)
    assert stemming._restore_ending(word, language) == restored


def test_a_language_without_a_stemmer_keeps_its_words() -> None:
    assert stems(["policies", "2010"], "de") == ["policies", "2010"]
