import numpy as np
import pytest

from policysearch.text.word_table import WordTable


@pytest.mark.parametrize("count", [1, 10, 5_000, 60_000])
def test_what_is_added_is_found_and_nothing_else(count: int) -> None:
    dice = np.random.default_rng(count)
    low, high = (dice.integers(0, 1 << 63, count, dtype=np.uint64) for _ in range(2))
    low[::3] = low[0]  # pairs that share a half are pairs of their own
    table, numbers = WordTable(), np.arange(count, dtype=np.int32)
    for part in np.array_split(np.arange(count), 7):
        assert (table.find(low[part], high[part]) == -1).all()
        twice = np.concatenate((part, part))
        table.add(low[twice], high[twice], numbers[twice])
    assert (table.find(low, high) == numbers).all()
    assert (table.find(low, high + np.uint64(1)) == -1).all()
