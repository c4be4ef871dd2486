"""Themes are found by whole words, whatever their accents, in the vocabulary's order."""

import pytest

from policysearch.importers.detect import themes
from policysearch.vocabulary import Theme, Vocabulary

VOCABULARY = Vocabulary(
    themes=(
        Theme("trade", {}, ("exports", "comercio")),
        Theme("finance", {}, ("crédito", "loan", " ")),
    )
)


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("Loans and exports", ("trade", "finance")),
        ("EL CREDITO", ("finance",)),
        ("microcréditos", ()),
        ("loaned", ()),
        ("", ()),
    ],
)
def test_a_text_has_themes(text: str, ids: tuple[str, ...]) -> None:
    assert themes.find(text, VOCABULARY) == ids
