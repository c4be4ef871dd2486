"""Byte strings, sorted many at once."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from policysearch.engines.whoosh.arrays.sort_strings import argsort_strings

BEGINNINGS = st.sampled_from([b"", b"a", b"\xc3\xa9tats", b"12345678", b"1234567", b"1234567890123456"])
STRINGS = st.tuples(BEGINNINGS, st.binary(max_size=3) | st.sampled_from([b"\0", b"\0\0", b"b", b"ab"])).map(b"".join)


@pytest.mark.slow
@settings(max_examples=500)
@given(st.lists(STRINGS, max_size=30))
@example([b"1234567890123456b", b"1234567890123456", b"1234567890123456a", b"1234567890123456b", b"x"])
def test_strings_are_sorted_and_equal_ones_found(strings: list[bytes]) -> None:
    order, differing = argsort_strings(strings)
    assert [strings[place] for place in order.tolist()] == sorted(strings)
    assert [strings[place] for place in order[differing].tolist()] == sorted({*strings})
