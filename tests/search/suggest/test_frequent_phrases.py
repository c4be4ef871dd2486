"""Frequent phrases of texts."""

import pytest

from policysearch.search.suggest import frequent_phrases
from policysearch.search.suggest.frequent_phrases import Phrases


def frequent(*texts: str, workshops: int = 0) -> dict[str, int]:
    counting = Phrases("en")
    for number, text in enumerate(texts):
        counting.add(number, text)
    return {phrase: count for count, phrase in counting.frequent(workshops or len(texts))}


def test_a_phrase_counts_workshops_not_occurrences() -> None:
    found = frequent("Trade policy, trade policy, trade policy.", "A trade policy", "trade")
    assert (found["trade policy"], found["trade"], found["policy"]) == (2, 3, 2)


def test_a_phrase_does_not_run_over_a_break_nor_begin_or_end_with_a_stop_word_or_number() -> None:
    found = frequent("In trade. Policy of banks in 2009", "In trade. Policy of banks in 2009")
    assert set(found) == {"trade", "Policy of banks", "banks"} | {"Policy"}


def test_the_longer_phrase_stands_for_its_parts_unless_they_are_found_without_it() -> None:
    same = ["small business development centers"] * 5
    assert "business development" not in frequent(*same)
    found = frequent(*same, *["business development"] * 5)
    assert (found["small business development centers"], found["business development"]) == (5, 10)


def test_it_is_written_as_most_texts_write_it_where_no_sentence_begins() -> None:
    assert "best practices" in frequent("Best practices. Best practices.", "Use best practices")
    assert "El Salvador" in frequent("In El Salvador", "of El Salvador")
    assert "public-private" in frequent("a public-private bank", "a public-private fund")
    assert "ICT" in frequent("ICT", "an ICT use", "ICTs")


def test_of_many_workshops_a_single_word_is_suggested_only_where_two_have_it() -> None:
    assert "zebra" in frequent("zebra", "trade")
    assert "zebra" not in frequent("zebra", "trade", workshops=frequent_phrases.SMALL)


@pytest.mark.parametrize("texts", [(), ("",), ("the of and",), ("a b c",), ("!",)])
def test_texts_without_phrases_have_none(texts: tuple[str, ...]) -> None:
    assert frequent(*texts) == {}
