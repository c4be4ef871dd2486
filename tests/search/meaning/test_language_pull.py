"""What draws a text to any text in a language is taken off its nearness, and nothing off what all texts have."""

from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from policysearch.search.meaning.language_pull import LanguagePull
from policysearch.settings import LANGUAGES

SPANISH = LANGUAGES.index("es")


def pull(vectors: list[list[float]], scale: float = 0.5) -> LanguagePull:
    means = np.zeros((len(LANGUAGES), 2), np.float16)
    means[SPANISH] = (1.0, 0.0)
    scales = np.ones(len(vectors), np.float32)
    arrays: dict[str, NDArray[Any]] = {"vectors": np.array(vectors, np.float32), "scales": scales, "means": means}
    return LanguagePull(arrays, scale, np.arange(len(vectors)))


def test_a_text_near_to_the_mean_of_a_language_is_drawn_to_all_its_texts() -> None:
    fragment, sentence = pull([[1.0, 0.0], [0.0, 1.0]]).of_units([0, 1], "es")
    assert fragment == pytest.approx(0.5 / 0.5)
    assert sentence == -fragment


def test_it_is_drawn_to_no_other_language() -> None:
    assert pull([[1.0, 0.0], [0.0, 1.0]]).of_units([0, 1], "fr") == [0.0, 0.0]


def test_what_all_texts_have_is_usual() -> None:
    assert pull([[1.0, 0.0], [1.0, 0.0]]).of_units([0], "es") == pytest.approx([0.0])
