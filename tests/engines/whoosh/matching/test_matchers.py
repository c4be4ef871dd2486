"""Matchers on lists of a few documents: all that they find, and the same asked of given documents."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from policysearch.engines.whoosh.matching.impacts import Impacts
from policysearch.engines.whoosh.matching.matchers import (
    ExactFormBoosted,
    FacetMatcher,
    Intersection,
    MatchAll,
    Matcher,
    NotMatcher,
    RequiredOptional,
    StemPlusForm,
    TermMatcher,
    Union,
)
from policysearch.engines.whoosh.matching.matches import (
    Matches,
    Scores,
    borrow_zeros,
    scores_at,
    union_any_order,
    union_sorted,
)
from policysearch.engines.whoosh.matching.phrase import positions_after
from policysearch.engines.whoosh.postings.doc_ids import DocIdList

TABLE = np.array([1.0, 2.0, 4.0])
SIZE = 6


def listed(scores: dict[int, int], rarity: float = 1.0) -> TermMatcher:
    """The list of a term: by document, the code of its posting."""
    documents, codes = DocIdList(np.array([*scores], np.uint16)), np.array([*scores.values()], np.uint16)
    return TermMatcher(documents, codes, Impacts(TABLE, rarity, 1.0))


def told(matcher: Matcher) -> dict[int, float]:
    documents, scores = matcher.matches()
    return dict(zip(documents.tolist(), scores.tolist(), strict=True))


A, B, C = listed({0: 0, 1: 1, 4: 2}), listed({1: 2, 2: 0}), listed({4: 0})
CODES = np.array([0, 1, 2, 1, 0, 0])

CASES: list[tuple[Matcher, dict[int, float]]] = [
    (A, {0: 1, 1: 2, 4: 4}),
    (listed({3: 1}, rarity=3.0), {3: 6}),
    (Union((A, B), SIZE, np.add), {0: 1, 1: 6, 2: 1, 4: 4}),
    (Union((A, B), SIZE, np.maximum), {0: 1, 1: 4, 2: 1, 4: 4}),
    (Intersection((A, B)), {1: 6}),
    (Intersection((A, NotMatcher(B, 0, SIZE))), {0: 1, 4: 4}),
    (Intersection((A, C, B)), {}),
    (RequiredOptional(A, B), {0: 1, 1: 6, 4: 4}),
    (StemPlusForm(A, C), {0: 1, 1: 2, 4: 5}),
    (Union((StemPlusForm(A, C), B), SIZE, np.add), {0: 1, 1: 6, 2: 1, 4: 5}),
    (FacetMatcher(CODES, np.array([False, True, False]), 0, SIZE, 0.5), {1: 0.5, 3: 0.5}),
    (FacetMatcher(CODES, np.array([True, True, True]), 2, 5, 0.0), {2: 0, 3: 0, 4: 0}),
    (MatchAll(2, 5), {2: 0, 3: 0, 4: 0}),
    (NotMatcher(A, 0, SIZE), {2: 0, 3: 0, 5: 0}),
    (Union((NotMatcher(A, 0, SIZE), B), SIZE, np.add), {1: 4, 2: 1, 3: 0, 5: 0}),
]


@pytest.mark.parametrize(("matcher", "scores"), CASES)
def test_what_is_found_and_how_it_scores(matcher: Matcher, scores: dict[int, float]) -> None:
    assert told(matcher) == scores
    assert len(scores) <= matcher.cost
    assert not matcher.positive or all(scores.values())


@pytest.mark.parametrize(("matcher", "scores"), CASES)
@given(asked=st.sets(st.integers(2, 4)))
def test_asked_of_given_documents_it_says_the_same(matcher: Matcher, scores: dict[int, float], asked: set[int]) -> None:
    documents = np.array(sorted(asked), np.int64)
    held, found = matcher.scores_for(documents)
    assert held.tolist() == [n in scores for n in sorted(asked)]
    assert found.tolist() == [scores.get(n, 0) for n in sorted(asked)]


def test_a_long_list_is_searched_for_few_documents() -> None:
    even = TermMatcher(
        DocIdList(np.arange(0, 200, 2, dtype=np.uint16)), np.zeros(100, np.uint16), Impacts(TABLE, 1.0, 1.0)
    )
    held, scores = even.scores_for(np.array([3, 4, 198, 199]))
    assert held.tolist() == [False, True, True, False]
    assert scores.tolist() == [0, 1, 1, 0]


@pytest.mark.parametrize("table", [TABLE, TABLE / 2])
@pytest.mark.parametrize("size", [4, 40])  # a list is shorter than the table of scores, or much longer
def test_postings_of_the_form_score_as_if_it_had_its_own_list(size: int, table: Scores) -> None:
    term = {2 * number: number % 3 for number in range(size)}
    forms = np.array([2, 1, 0, 1] * (size // 4), np.uint8)
    form = {document: code for (document, code), one in zip(term.items(), forms, strict=True) if one == 1}
    raised = ExactFormBoosted(listed(term, rarity=3.0), forms, 1, Impacts(table, 5.0, 2.0))
    own = TermMatcher(DocIdList(np.array([*form])), np.array([*form.values()]), Impacts(table, 5.0, 2.0))
    apart = StemPlusForm(listed(term, rarity=3.0), own)
    assert told(raised) == pytest.approx(told(apart))
    for asked in (np.array([1, 2, 4]), np.array([], np.int64), np.arange(2 * size)):
        for one, other in zip(raised.scores_for(asked), apart.scores_for(asked), strict=True):
            assert one.tolist() == pytest.approx(other.tolist())


@given(st.lists(st.dictionaries(st.integers(0, 299), st.integers(1, 9), min_size=1), min_size=2, max_size=4))
def test_sparse_and_dense_unions_are_the_same_and_leave_no_trace(lists: list[dict[int, int]]) -> None:
    found = [Matches(np.array(sorted(one)), np.array([float(one[n]) for n in sorted(one)])) for one in lists]
    for join in (np.add, np.maximum):
        dense, sparse = union_sorted(found, 300, join, True), union_sorted(found, 10**6, join, True)
        assert dense.doc_ids.tolist() == sparse.doc_ids.tolist() == sorted({n for one in lists for n in one})
        assert dense.scores.tolist() == sparse.scores.tolist()
        nothing = Matches(np.array([7, 299]), np.zeros(2))
        for size in (300, 10**6):
            assert union_any_order([*found, nothing], size, join).doc_ids.tolist() == dense.doc_ids.tolist()
            assert union_any_order([*found, nothing], size, join).scores.tolist() == dense.scores.tolist()
    assert not borrow_zeros(300).any()


def test_scores_are_looked_up_beyond_the_last_match_too() -> None:
    matches = Matches(np.array([2, 5]), np.array([1.0, 3.0]))
    assert scores_at(matches, np.array([1, 2, 5, 9])).tolist() == [0, 1, 3, 0]
    assert scores_at(matches, np.array([], np.int64)).tolist() == []


def test_places_that_follow_at_a_distance() -> None:
    reached, places = np.array([3, 10]), np.array([4, 6, 11, 20])
    assert positions_after(reached, places, 1, 0).tolist() == [4, 11]
    assert positions_after(reached, places, 1, 2).tolist() == [4, 6, 11]
    assert positions_after(reached, places, 2, 0).tolist() == []
