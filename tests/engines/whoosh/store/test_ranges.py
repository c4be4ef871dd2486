"""Stretches of arrays."""

import numpy as np

from policysearch.engines.whoosh.store.ranges import occurring


def test_the_numbers_that_occur_are_each_there_once_and_ascending() -> None:
    assert occurring(np.array([5, 0, 3, 3, 5]), 7).tolist() == [0, 3, 5]
    assert occurring(np.array([], np.int64), 7).tolist() == []
