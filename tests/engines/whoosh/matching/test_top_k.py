"""The first k are those that sorting all scores gives."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from policysearch.engines.whoosh.matching.top_k import top_indices, top_indices_with_ties


@given(st.lists(st.integers(0, 5), min_size=1, max_size=30), st.integers(1, 12))
def test_the_highest_scores_come_with_all_that_tie_with_the_last(scores: list[int], count: int) -> None:
    indices = top_indices_with_ties(np.array(scores, float), count).tolist()
    threshold = sorted(scores, reverse=True)[:count][-1]
    assert indices == [index for index, score in enumerate(scores) if score >= threshold]


@given(st.lists(st.integers(0, 5), min_size=1, max_size=30), st.integers(1, 12))
def test_of_scores_that_tie_the_lowest_indices_are_taken(scores: list[int], count: int) -> None:
    ranking = sorted(range(len(scores)), key=lambda index: (-scores[index], index))[:count]
    assert top_indices(np.array(scores, float), count).tolist() == sorted(ranking)


@settings(max_examples=25)
@given(st.integers(0, 2**32 - 1), st.sampled_from([5_000, 20_000]), st.sampled_from([1, 10, 50, 3_000]))
def test_a_sample_of_many_scores_loses_none_of_the_highest(seed: int, size: int, count: int) -> None:
    scores = np.random.default_rng(seed).exponential(size=size).round(2)
    expected = np.flatnonzero(scores >= np.sort(scores)[-count])
    assert top_indices_with_ties(scores, count).tolist() == expected.tolist()


def test_scores_that_differ_only_in_their_last_bits_tie() -> None:
    ascending, descending = 0.1 + 0.2 + 0.3, 0.3 + 0.2 + 0.1
    assert ascending != descending
    assert top_indices_with_ties(np.array([descending, ascending, 0.5]), 1).tolist() == [0, 1]
    assert top_indices(np.array([0.5, descending, ascending]), 1).tolist() == [1]
    assert top_indices(np.array([0.5, ascending, descending]), 1).tolist() == [1]
