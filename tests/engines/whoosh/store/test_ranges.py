"""Stretches of arrays."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from policysearch.engines.whoosh.store.ranges import occurring, sorting


def test_the_numbers_that_occur_are_each_there_once_and_ascending() -> None:
    assert occurring(np.array([5, 0, 3, 3, 5]), 7).tolist() == [0, 3, 5]
    assert occurring(np.array([], np.int64), 7).tolist() == []


@pytest.mark.parametrize("kind", [np.int32, np.uint32, np.int64])
@given(st.lists(st.sampled_from([0, 1, 65_535, 65_536, 65_537, 131_072, 2**31 - 1])))
def test_numbers_are_sorted_and_equal_ones_stay_as_they_stood(kind: type, numbers: list[int]) -> None:
    order = sorting(np.array(numbers, kind))
    assert order.tolist() == sorted(range(len(numbers)), key=numbers.__getitem__)
