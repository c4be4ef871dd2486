"""The words of a text as a cluster's fields take them."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policysearch.engines.opensearch import field_words
from policysearch.engines.opensearch.field_words import FieldWords, zone_words
from policysearch.engines.opensearch.mapping import FILLER, SAME_POSITION, WEIGHT
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
        assert (words.zones, words.weighed, words.weighed_stops) == (whole.zones, whole.weighed, whole.weighed_stops)


@given(st.lists(st.sampled_from(["of", "the", "to", "with", "loan", "firms"]), min_size=1, max_size=30))
def test_stop_words_are_as_long_as_the_text_to_lucene_and_have_all_of_their_weights(words: list[str]) -> None:
    of_text = FieldWords(Text("loans of", body=" ".join(words)), "en")
    weights: Counter[str] = Counter()
    at_other_positions = 0  # where Lucene counts no length, one for each token
    for position in of_text.weighed_stops.split():
        tokens = position.removeprefix(SAME_POSITION).split(SAME_POSITION)
        at_other_positions += len(tokens) - 1
        for token in tokens:
            word, _, weight = token.partition(WEIGHT)
            weights[word] += int(weight or 1)
    assert weights.total() - at_other_positions == of_text.length
    weights.pop(FILLER, None)
    assert weights == of_text.stops
