"""Counts by sets and one by one, over several segments whose values are numbered differently."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from policysearch.engines.contract import Bucket
from policysearch.engines.whoosh.reader.facet_counter import MAX_BUCKETS, FacetCounter
from policysearch.engines.whoosh.writer.runs import segment_in_memory
from policysearch.model.document import Document, Text
from tests.engines.factories import workshop

HELD = [("a", "c"), (), ("b",), ("a", "b", "c"), ("c",)]
VALUES = sorted({value for one in HELD for value in one})


def facet(*parts: list[tuple[str, ...]]) -> FacetCounter:
    segments = (
        segment_in_memory(
            Document(f"w{n}", "workshop", workshop(f"w{n}"), "", {"en": Text("")}, {"theme": held})
            for n, held in enumerate(part)
        )
        for part in parts
    )
    return FacetCounter([segment.facet("theme") for segment in segments])


WHOLE, PARTED = facet(HELD), facet(HELD[:2], HELD[2:])


@given(st.sets(st.integers(0, 4)))
def test_each_document_counts_once_for_each_of_its_values(chosen: set[int]) -> None:
    documents = np.array(sorted(chosen), np.int64)
    expected = [sum(value in HELD[n] for n in chosen) for value in VALUES]
    for one in (WHOLE, PARTED):
        assert one.values == VALUES
        assert one.counts(documents).tolist() == expected
        assert one.has_any(["a", "unheard-of"], documents).tolist() == ["a" in HELD[n] for n in sorted(chosen)]
        assert one.values_of(3) == ("a", "b", "c")


def test_pairs_of_two_facets_are_counted() -> None:
    assert WHOLE.crosstab(PARTED, np.array([0, 2])) == {
        ("a", "a"): 1,
        ("a", "c"): 1,
        ("c", "a"): 1,
        ("c", "c"): 1,
        ("b", "b"): 1,
    }


@settings(max_examples=20, deadline=None)
@given(st.lists(st.integers(0, 9), min_size=1, max_size=400))
def test_the_most_frequent_values_are_shown_ties_by_value_and_all_selected(counts: list[int]) -> None:
    held = facet([(f"v{n:03}",) for n in range(len(counts))])
    ranked = sorted(range(len(counts)), key=lambda n: (-counts[n], n))
    shown = [Bucket(f"v{n:03}", counts[n]) for n in ranked if counts[n]][:MAX_BUCKETS]
    assert [*held.buckets(np.array(counts), ())] == shown
    last = f"v{ranked[-1]:03}"
    marked = held.buckets(np.array(counts), (last, "gone"))
    assert {one.value for one in marked if one.selected} == {last, "gone"}
    assert [(-one.count, one.value) for one in marked] == sorted((-one.count, one.value) for one in marked)
