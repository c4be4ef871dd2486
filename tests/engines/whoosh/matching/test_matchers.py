"""Matchers on short postings lists: all of their matches, and the scores of given documents."""

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
MAX_DOC = 6


def term_matcher(codes: dict[int, int], idf: float = 1.0) -> TermMatcher:
    """Return the matcher of a term whose postings have these codes by doc id."""
    postings = DocIdList(np.array([*codes], np.uint16))
    return TermMatcher(postings, np.array([*codes.values()], np.uint16), Impacts(TABLE, idf, 1.0))


def scores_by_doc_id(matcher: Matcher) -> dict[int, float]:
    doc_ids, scores = matcher.matches()
    return dict(zip(doc_ids.tolist(), scores.tolist(), strict=True))


A, B, C = term_matcher({0: 0, 1: 1, 4: 2}), term_matcher({1: 2, 2: 0}), term_matcher({4: 0})
VALUE_SETS = np.array([0, 1, 2, 1, 0, 0])

CASES: list[tuple[Matcher, dict[int, float]]] = [
    (A, {0: 1, 1: 2, 4: 4}),
    (term_matcher({3: 1}, idf=3.0), {3: 6}),
    (Union((A, B), MAX_DOC, np.add), {0: 1, 1: 6, 2: 1, 4: 4}),
    (Union((A, B), MAX_DOC, np.maximum), {0: 1, 1: 4, 2: 1, 4: 4}),
    (Intersection((A, B)), {1: 6}),
    (Intersection((A, NotMatcher(B, 0, MAX_DOC))), {0: 1, 4: 4}),
    (Intersection((A, C, B)), {}),
    (RequiredOptional(A, B), {0: 1, 1: 6, 4: 4}),
    (StemPlusForm(A, C), {0: 1, 1: 2, 4: 5}),
    (Union((StemPlusForm(A, C), B), MAX_DOC, np.add), {0: 1, 1: 6, 2: 1, 4: 5}),
    (FacetMatcher(VALUE_SETS, np.array([False, True, False]), 0, MAX_DOC, 0.5), {1: 0.5, 3: 0.5}),
    (FacetMatcher(VALUE_SETS, np.array([True, True, True]), 2, 5, 0.0), {2: 0, 3: 0, 4: 0}),
    (MatchAll(2, 5), {2: 0, 3: 0, 4: 0}),
    (NotMatcher(A, 0, MAX_DOC), {2: 0, 3: 0, 5: 0}),
    (Union((NotMatcher(A, 0, MAX_DOC), B), MAX_DOC, np.add), {1: 4, 2: 1, 3: 0, 5: 0}),
]


@pytest.mark.parametrize(("matcher", "expected"), CASES)
def test_matches_and_their_scores(matcher: Matcher, expected: dict[int, float]) -> None:
    assert scores_by_doc_id(matcher) == expected
    assert len(expected) <= matcher.cost
    assert not matcher.positive or all(expected.values())


@pytest.mark.parametrize(("matcher", "expected"), CASES)
@given(numbers=st.sets(st.integers(2, 4)).map(sorted))
def test_scores_for_given_documents_are_the_same(
    matcher: Matcher, expected: dict[int, float], numbers: list[int]
) -> None:
    is_match, scores = matcher.scores_for(np.array(numbers, np.int64))
    assert is_match.tolist() == [n in expected for n in numbers]
    assert scores.tolist() == [expected.get(n, 0) for n in numbers]


def test_a_long_list_is_searched_for_a_few_documents() -> None:
    even = DocIdList(np.arange(0, 200, 2, dtype=np.uint16))
    matcher = TermMatcher(even, np.zeros(100, np.uint16), Impacts(TABLE, 1.0, 1.0))
    is_match, scores = matcher.scores_for(np.array([3, 4, 198, 199]))
    assert is_match.tolist() == [False, True, True, False]
    assert scores.tolist() == [0, 1, 1, 0]


@pytest.mark.parametrize("table", [TABLE, TABLE / 2])
@pytest.mark.parametrize("size", [4, 40])  # a postings list is shorter than the table of scores, or much longer
def test_postings_of_the_form_score_as_if_the_form_had_its_own_list(size: int, table: Scores) -> None:
    term_codes = {2 * number: number % 3 for number in range(size)}
    forms = np.array([2, 1, 0, 1] * (size // 4), np.uint8)
    form_codes = {doc_id: code for (doc_id, code), form in zip(term_codes.items(), forms, strict=True) if form == 1}
    bonus = Impacts(table, 5.0, 2.0)
    boosted = ExactFormBoosted(term_matcher(term_codes, idf=3.0), forms, 1, bonus)
    form_list = TermMatcher(DocIdList(np.array([*form_codes])), np.array([*form_codes.values()]), bonus)
    separate = StemPlusForm(term_matcher(term_codes, idf=3.0), form_list)
    assert scores_by_doc_id(boosted) == pytest.approx(scores_by_doc_id(separate))
    for doc_ids in (np.array([1, 2, 4]), np.array([], np.int64), np.arange(2 * size)):
        for actual, expected in zip(boosted.scores_for(doc_ids), separate.scores_for(doc_ids), strict=True):
            assert actual.tolist() == pytest.approx(expected.tolist())


@given(st.lists(st.dictionaries(st.integers(0, 299), st.integers(1, 9), min_size=1), min_size=2, max_size=4))
def test_sparse_and_dense_unions_are_the_same_and_return_the_borrowed_zeros(postings: list[dict[int, int]]) -> None:
    lists = [Matches(np.array(sorted(p)), np.array([float(p[n]) for n in sorted(p)])) for p in postings]
    doc_ids = sorted({doc_id for p in postings for doc_id in p})
    for combine in (np.add, np.maximum):
        dense, sparse = union_sorted(lists, 300, combine, True), union_sorted(lists, 10**6, combine, True)
        assert dense.doc_ids.tolist() == sparse.doc_ids.tolist() == doc_ids
        assert dense.scores.tolist() == sparse.scores.tolist()
        zero_scores = Matches(np.array([7, 299]), np.zeros(2))
        for max_doc in (300, 10**6):
            union = union_any_order([*lists, zero_scores], max_doc, combine)
            assert union.doc_ids.tolist() == doc_ids
            assert union.scores.tolist() == dense.scores.tolist()
    assert not borrow_zeros(300).any()


def test_scores_are_looked_up_beyond_the_last_match_too() -> None:
    matches = Matches(np.array([2, 5]), np.array([1.0, 3.0]))
    assert scores_at(matches, np.array([1, 2, 5, 9])).tolist() == [0, 1, 3, 0]
    assert scores_at(matches, np.array([], np.int64)).tolist() == []


def test_positions_after_others_at_a_distance() -> None:
    ends, positions = np.array([3, 10]), np.array([4, 6, 11, 20])
    assert positions_after(ends, positions, 1, 0).tolist() == [4, 11]
    assert positions_after(ends, positions, 1, 2).tolist() == [4, 6, 11]
    assert positions_after(ends, positions, 2, 0).tolist() == []
