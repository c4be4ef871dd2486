"""Which texts of a workshop are cut at all."""

from typing import Any

from policysearch.search.highlight.fragments import MAX_SNIPPETS, Fragment, may_be_shown


def lessons(*found: tuple[int, int]) -> list[Any]:
    """Candidates with so many clauses and marks."""
    return [(Fragment(0, 9, ((0, 1),) * marks, clauses), None, None) for clauses, marks in found]


def test_a_body_is_not_cut_where_enough_lessons_have_as_many_clauses_and_marks() -> None:
    assert not may_be_shown([(0, 1, 0), (5, 6, 1)], lessons(*[(2, 2)] * MAX_SNIPPETS))


def test_it_is_where_it_may_have_more_clauses_or_more_marks_than_one_of_them() -> None:
    body = [(0, 1, 0), (5, 6, 1), (8, 9, 1)]
    assert may_be_shown(body, lessons((2, 3), (2, 3), (1, 9)))
    assert may_be_shown(body, lessons((2, 3), (2, 3), (2, 2)))
    assert may_be_shown(body, lessons((2, 3), (2, 3)))
