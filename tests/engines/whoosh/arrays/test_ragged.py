"""Slices of arrays, and radix sort."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policysearch.engines.whoosh.arrays.ragged import MIN_SLICE, RaggedSlices, radix_argsort
from policysearch.text.ragged import unique_below


def test_the_numbers_that_occur_are_each_there_once_and_ascending() -> None:
    assert unique_below(np.array([5, 0, 3, 3, 5]), 7).tolist() == [0, 3, 5]
    assert unique_below(np.array([], np.int64), 7).tolist() == []


@pytest.mark.parametrize("kind", [np.int32, np.uint32, np.int64])
@settings(deadline=None)
@given(st.lists(st.sampled_from([0, 1, 65_535, 65_536, 65_537, 131_072, 2**31 - 1])))
def test_numbers_are_sorted_and_equal_ones_stay_as_they_stood(kind: type, numbers: list[int]) -> None:
    order = radix_argsort(np.array(numbers, kind))
    assert order.tolist() == sorted(range(len(numbers)), key=numbers.__getitem__)


@pytest.mark.parametrize("long", [0, MIN_SLICE])
@settings(deadline=None)
@given(data=st.data())
def test_stretches_are_the_same_whether_cut_or_picked(long: int, data: st.DataObject) -> None:
    array = np.arange(3 * MIN_SLICE**2, dtype=np.uint16)
    bounds = sorted(data.draw(st.lists(st.integers(0, 60), max_size=12)))
    pairs = [(first * long, last * long) for first, last in zip(bounds[::2], bounds[1::2], strict=False)]
    following = [(last, last + long) for _, last in pairs[-1:]]  # nothing between the last two
    starts = np.array([first for first, _ in pairs + following], np.int64)
    counts = np.array([last - first for first, last in pairs + following], np.int64)
    slices = RaggedSlices(starts, counts)
    expected = [number for first, last in pairs + following for number in range(first, last)]
    assert slices.take_from(array).tolist() == expected
    assert slices.take_from(array.astype(np.uint8)).tolist() == [number % 256 for number in expected]
