"""Which come first: the same as sorting all of them."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from policysearch.engines.whoosh.matching.top_k import top_indices, top_indices_with_ties


@given(st.lists(st.integers(0, 5), min_size=1, max_size=30), st.integers(1, 12))
def test_the_highest_are_those_that_no_more_than_so_many_exceed(scores: list[int], count: int) -> None:
    chosen = top_indices_with_ties(np.array(scores, float), count).tolist()
    last = sorted(scores, reverse=True)[:count][-1]
    assert chosen == [place for place, score in enumerate(scores) if score >= last]


@given(st.lists(st.integers(0, 5), min_size=1, max_size=30), st.integers(1, 12))
def test_of_those_that_tie_the_first_places_are_taken(scores: list[int], count: int) -> None:
    ranked = sorted(range(len(scores)), key=lambda place: (-scores[place], place))[:count]
    assert top_indices(np.array(scores, float), count).tolist() == sorted(ranked)


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 2**32 - 1), st.sampled_from([5_000, 20_000]), st.sampled_from([1, 10, 50, 3_000]))
def test_a_sample_of_many_scores_leaves_none_of_the_highest_out(seed: int, size: int, count: int) -> None:
    scores = np.random.default_rng(seed).exponential(size=size).round(2)
    expected = np.flatnonzero(scores >= np.sort(scores)[-count])
    assert top_indices_with_ties(scores, count).tolist() == expected.tolist()


def test_scores_that_differ_in_their_last_bits_alone_tie() -> None:
    one, other = 0.1 + 0.2 + 0.3, 0.3 + 0.2 + 0.1
    assert one != other
    assert top_indices_with_ties(np.array([other, one, 0.5]), 1).tolist() == [0, 1]
    assert top_indices(np.array([0.5, other, one]), 1).tolist() == [1]
    assert top_indices(np.array([0.5, one, other]), 1).tolist() == [1]
