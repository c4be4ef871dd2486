"""Doc ids in two bytes: the same as in full, wherever a list crosses from one chunk into the next."""

from collections.abc import Iterator

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from policysearch.engines.whoosh.merge.merge import merge
from policysearch.engines.whoosh.merge.merge_input import MergeInput
from policysearch.engines.whoosh.postings.doc_ids import CHUNK, DocIdList, chunk_bases, chunk_end_count
from policysearch.engines.whoosh.postings.postings import FieldPostings
from policysearch.engines.whoosh.segment.segment import Segment
from policysearch.engines.whoosh.writer.run import Run
from policysearch.engines.whoosh.writer.term_cache import TermNumbers
from policysearch.materials.documents import documents_of
from policysearch.vocabulary import Vocabulary
from tests.engines.factories import workshop

SIZE = 4 * CHUNK
NUMBERS = st.integers(0, SIZE - 1) | st.builds(
    lambda chunk, away: min(max(chunk * CHUNK + away, 0), SIZE - 1), st.integers(0, 4), st.integers(-2, 2)
)
LISTS = st.sets(NUMBERS, min_size=1, max_size=12).map(sorted)


def doc_id_list(numbers: list[int]) -> DocIdList:
    return DocIdList(np.array(numbers, np.int64).astype(np.uint16), chunk_ends(numbers))


def chunk_ends(numbers: list[int]) -> list[int]:
    return [sum(number < bound * CHUNK for number in numbers) for bound in range(1, chunk_end_count(SIZE) + 1)]


@given(LISTS, st.integers(0, 12))
def test_a_list_and_its_halves_are_decoded(numbers: list[int], cut: int) -> None:
    doc_ids = doc_id_list(numbers)
    assert (len(doc_ids), doc_ids.all().tolist()) == (len(numbers), numbers)
    assert doc_ids.head(cut).all().tolist() == numbers[:cut]
    assert doc_ids.from_(cut).all().tolist() == numbers[cut:]


@given(LISTS, st.sets(NUMBERS).map(sorted), st.integers(0, 11))
def test_a_few_are_found_in_a_list_without_decoding_it(numbers: list[int], queries: list[int], cut: int) -> None:
    queries = sorted({*queries, numbers[len(numbers) // 2]})
    cut = min(cut, len(numbers) - 1)
    for doc_ids, expected in ((doc_id_list(numbers), numbers), (doc_id_list(numbers).from_(cut), numbers[cut:])):
        places, mask = doc_ids.find(np.array(queries, np.int64))
        assert mask.tolist() == [number in expected for number in queries]
        assert [expected[place] for place in places[mask]] == [number for number in queries if number in expected]


@given(st.lists(st.tuples(LISTS, st.integers(0, 3)), min_size=1, max_size=4))
def test_stretches_of_several_lists_are_decoded_together(lists: list[tuple[list[int], int]]) -> None:
    stretches = [numbers[skipped:] for numbers, skipped in lists]
    lower = np.array([number % CHUNK for stretch in stretches for number in stretch], np.int64)
    firsts = np.array([min(skipped, len(numbers)) for numbers, skipped in lists], np.int64)
    sizes = np.array([len(stretch) for stretch in stretches], np.int64)
    added = chunk_bases(np.array([chunk_ends(numbers) for numbers, _ in lists]), firsts, sizes)
    assert (lower + added).tolist() == [number for stretch in stretches for number in stretch]


@pytest.mark.parametrize(("size", "count"), [(0, 0), (1, 0), (CHUNK, 0), (CHUNK + 1, 1), (2 * CHUNK, 1), (SIZE, 3)])
def test_a_segment_of_one_chunk_has_no_bounds(size: int, count: int) -> None:
    assert chunk_end_count(size) == count


def test_a_segment_of_several_chunks_has_its_lists_and_is_merged_again() -> None:
    part = run()
    small, times = Segment(merge([part]).in_memory()), 2 * CHUNK // part.size + 1
    large = Segment(merge([part] * times).in_memory())
    assert large.size > 2 * CHUNK > large.highlights_start > CHUNK
    for terms, plain in pairs(large, small):
        assert_concatenated(terms, large.highlights_start)
        for number in range(len(terms)):
            low, high = halves(plain, number, small.highlights_start)
            assert halves(terms, number, large.highlights_start) == (
                [n + step * small.highlights_start for step in range(times) for n in low],
                [n + step * (small.size - small.highlights_start) for step in range(times) for n in high],
            )
    live = np.random.default_rng(1).random(large.size) < 0.8
    new_ids = np.cumsum(live) - 1
    merged = Segment(merge([MergeInput(large.arrays, {}, live)]).in_memory())
    for terms, before_merge in pairs(merged, large):
        for number in range(len(terms)):
            documents = before_merge.documents(number)
            assert terms.documents(number).tolist() == new_ids[documents[live[documents]]].tolist()


def run() -> MergeInput:
    """Six hundred workshops, half of them with a highlight."""
    inverted = Run(TermNumbers())
    for number in range(600):
        words = " ".join(word for word, every in (("credit", 1), ("trade", 7), ("customs", 300)) if not number % every)
        for document in documents_of(workshop(f"w{number}", words, *["credit lesson"] * (number % 2)), Vocabulary()):
            inverted.add(document)
    return inverted.merge_input()


def pairs(first: Segment, second: Segment) -> Iterator[tuple[FieldPostings, FieldPostings]]:
    """Yield the postings of each field, which have the same terms."""
    assert first.fields == second.fields
    for field in first.fields:
        ours, theirs = first.postings(field), second.postings(field)
        assert ours is not None
        assert theirs is not None
        assert [*ours.dictionary] == [*theirs.dictionary]
        yield ours, theirs


def halves(terms: FieldPostings, number: int, highlights_start: int) -> tuple[list[int], list[int]]:
    """Return the doc ids below ``highlights_start``, and the others counted from it."""
    documents, split = terms.documents(number), terms.split_of(number)
    return documents[:split].tolist(), (documents[split:] - highlights_start).tolist()


def assert_concatenated(terms: FieldPostings, highlights_start: int) -> None:
    """Several lists read at once are the same as each alone."""
    for below_highlights in (True, False):
        documents, codes, lengths = terms.concatenated(np.arange(len(terms)), below_highlights)
        lists = [halves(terms, number, highlights_start)[not below_highlights] for number in range(len(terms))]
        base = 0 if below_highlights else highlights_start
        assert (documents - base).tolist() == [number for doc_ids in lists for number in doc_ids]
        assert (lengths.tolist(), len(codes)) == ([*map(len, lists)], len(documents))
