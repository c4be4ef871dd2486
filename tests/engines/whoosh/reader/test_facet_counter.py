"""Counts per value set and value by value, over several segments that number the values differently."""

from collections import Counter

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policysearch.engines.contract import MAX_BUCKETS, Bucket
from policysearch.engines.whoosh.reader import facet_counter
from policysearch.engines.whoosh.reader.facet_counter import FacetCounter
from policysearch.engines.whoosh.writer.runs import segment_in_memory
from policysearch.model.document import Document, Text
from tests.engines.factories import workshop

DOCUMENT_VALUES = [("a", "c"), (), ("b",), ("a", "b", "c"), ("c",)]
VALUES = sorted({value for values in DOCUMENT_VALUES for value in values})


def facet_over(*segment_values: list[tuple[str, ...]]) -> FacetCounter:
    segments = (
        segment_in_memory(
            Document(f"w{n}", "workshop", workshop(f"w{n}"), "", {"en": Text("")}, {"theme": values})
            for n, values in enumerate(document_values)
        )
        for document_values in segment_values
    )
    return FacetCounter([segment.facet("theme") for segment in segments])


ONE_SEGMENT, TWO_SEGMENTS = facet_over(DOCUMENT_VALUES), facet_over(DOCUMENT_VALUES[:2], DOCUMENT_VALUES[2:])


@given(st.sets(st.integers(0, 4)).map(sorted))
def test_each_document_counts_once_for_each_of_its_values(numbers: list[int]) -> None:
    doc_ids = np.array(numbers, np.int64)
    expected = [sum(value in DOCUMENT_VALUES[n] for n in numbers) for value in VALUES]
    for facet in (ONE_SEGMENT, TWO_SEGMENTS):
        assert facet.values == VALUES
        assert facet.counts(doc_ids).tolist() == expected
        assert facet.has_any(["a", "unheard-of"], doc_ids).tolist() == ["a" in DOCUMENT_VALUES[n] for n in numbers]
        assert facet.values_of(3) == ("a", "b", "c")


@given(st.lists(st.integers(0, 4), max_size=9))
def test_pairs_of_two_facets_are_counted(numbers: list[int]) -> None:
    plain = Counter((row, column) for n in numbers for row in DOCUMENT_VALUES[n] for column in DOCUMENT_VALUES[4 - n])
    backwards = facet_over(DOCUMENT_VALUES[:1:-1], DOCUMENT_VALUES[1::-1])
    for facet in (ONE_SEGMENT, TWO_SEGMENTS):
        assert facet.crosstab(backwards, np.array(numbers, np.int64)) == plain


def test_pairs_of_more_values_than_there_are_counters_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(facet_counter, "MAX_COUNTERS", 1)
    assert ONE_SEGMENT.crosstab(TWO_SEGMENTS, np.array([2, 2, 4])) == {("b", "b"): 2, ("c", "c"): 1}


@pytest.mark.parametrize("max_sorted", [0, facet_counter.MAX_SORTED])
@settings(max_examples=20)
@given(counts=st.lists(st.integers(0, 9), min_size=1, max_size=400))
def test_buckets_are_the_most_frequent_values_ties_by_value_and_all_selected(
    max_sorted: int, counts: list[int]
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(facet_counter, "MAX_SORTED", max_sorted)
        check_buckets(counts)


def check_buckets(counts: list[int]) -> None:
    facet = facet_over([(f"v{n:03}",) for n in range(len(counts))])
    ranking = sorted(range(len(counts)), key=lambda n: (-counts[n], n))
    frequent = [Bucket(f"v{n:03}", counts[n]) for n in ranking if counts[n]][:MAX_BUCKETS]
    assert [*facet.buckets(np.array(counts), ())] == frequent
    rarest = f"v{ranking[-1]:03}"
    buckets = facet.buckets(np.array(counts), (rarest, "gone"))
    assert {bucket.value for bucket in buckets if bucket.selected} == {rarest, "gone"}
    sort_keys = [(-bucket.count, bucket.value) for bucket in buckets]
    assert sort_keys == sorted(sort_keys)
