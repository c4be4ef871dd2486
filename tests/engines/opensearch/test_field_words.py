"""The words of a text as a cluster's fields take them."""

import pytest

from policysearch.engines.opensearch import field_words
from policysearch.engines.opensearch.field_words import FieldWords, zone_words
from policysearch.model.document import Text

TEXT = Text("Start-up firms", (("h1", "Firms, loans and loans."),), "The loans of a start-up, of firms.", "IDB")


def test_words_are_the_same_when_the_table_begins_anew_in_the_middle_of_a_text(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = FieldWords(TEXT, "en")
    assert whole.terms["loan"] == 5
    for most in (0, 1, 2, 3):
        monkeypatch.setattr(field_words, "MOST_CHUNKS", most)
        zone_words.cache_clear()
        words = FieldWords(TEXT, "en")
        assert (words.terms, words.stops, words.forms) == (whole.terms, whole.stops, whole.forms)
        assert (words.zones, words.lessons, words.weighed) == (whole.zones, whole.lessons, whole.weighed)
