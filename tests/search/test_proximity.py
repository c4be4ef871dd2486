from pathlib import Path

import numpy as np
import pytest

from policysearch.engines.contract import Positions
from policysearch.query import And, Or, Query, Word
from policysearch.search.proximity import WEIGHT, WINDOW, proximity_bonus
from tests.engines.factories import searcher_of, workshop

IDFS = np.array([3.0, 2.0, 1.0])


def added(*occurrences: tuple[int, int, int], size: int = 2) -> list[float]:
    documents, positions, terms = np.array(occurrences, np.int64).reshape(-1, 3).T
    return list(proximity_bonus(Positions(documents, positions, terms), IDFS, size))


def test_neighbours_add_the_idf_of_the_commoner_word_over_their_distance() -> None:
    damped = WEIGHT * (2 / 3) ** 0.5
    assert np.allclose(added((0, 5, 0), (0, 6, 1), (1, 5, 0), (1, 9, 2)), [2.0 * damped, 1.0 / 4 * damped])


def test_a_pair_counts_once_at_its_closest() -> None:
    assert added((0, 1, 0), (0, 3, 1), (0, 50, 0), (0, 51, 1)) == added((0, 50, 0), (0, 51, 1))


def test_words_far_apart_repeated_or_in_other_documents_add_nothing() -> None:
    assert added((0, 1, 0), (0, 2 + WINDOW, 1)) == [0, 0]
    assert added((0, 1, 0), (0, 2, 0)) == [0, 0]
    assert added((0, 1, 0), (1, 2, 1)) == [0, 0]
    assert added() == [0, 0]


def test_the_order_of_occurrences_does_not_matter() -> None:
    assert added((1, 6, 1), (0, 9, 2), (0, 5, 0), (1, 5, 0)) == added((0, 5, 0), (0, 9, 2), (1, 5, 0), (1, 6, 1))


@pytest.mark.parametrize("near", ["apart", "near"])
def test_a_search_puts_words_that_stand_together_first(near: str, tmp_path: Path) -> None:
    apart = {"apart": "apart", "near": "zpart"}[near]
    searcher = searcher_of(
        tmp_path,
        workshop(apart, "One", "Export of coffee, cocoa, fruit and many other goods by each chain of shops."),
        workshop("near", "Two", "Coffee, cocoa, fruit and many other goods by each export chain of shops."),
    )
    for asked in (And((Word("export"), Word("chain"))), Or((Word("export"), Word("chain"), Word("nowhere")))):
        assert [hit.document.id for hit in searcher.search(Query(clause=asked)).hits] == ["near", apart]
    searcher.close()
