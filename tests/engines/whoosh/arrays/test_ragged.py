"""Index arithmetic, and radix sort."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from policysearch.engines.whoosh.arrays.ragged import radix_argsort
from policysearch.text.ragged import ragged_indices, unique_below


def test_the_numbers_that_occur_are_each_there_once_and_ascending() -> None:
    assert unique_below(np.array([5, 0, 3, 3, 5]), 7).tolist() == [0, 3, 5]
    assert unique_below(np.array([], np.int64), 7).tolist() == []


@pytest.mark.parametrize("kind", [np.int32, np.uint32, np.int64])
@given(st.lists(st.sampled_from([0, 1, 65_535, 65_536, 65_537, 131_072, 2**31 - 1])))
def test_numbers_are_sorted_and_equal_ones_stay_as_they_stood(kind: type, numbers: list[int]) -> None:
    order = radix_argsort(np.array(numbers, kind))
    assert order.tolist() == sorted(range(len(numbers)), key=numbers.__getitem__)


@given(st.lists(st.tuples(st.integers(0, 60), st.integers(0, 9)), max_size=12))
def test_slices_are_taken_one_after_the_other(slices: list[tuple[int, int]]) -> None:
    starts, counts = np.array(slices, np.int64).reshape(-1, 2).T
    expected = [number for start, count in slices for number in range(start, start + count)]
    assert ragged_indices(starts, counts).tolist() == expected
