"""Numbers of documents in two bytes: the same as in full, wherever lists cross from one chunk into the next."""

from collections.abc import Iterator

import numpy as np
import pytest
from hypothesis import given, settings
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


def kept(numbers: list[int]) -> DocIdList:
    return DocIdList(np.array(numbers, np.int64).astype(np.uint16), bounds(numbers))


def bounds(numbers: list[int]) -> list[int]:
    return [sum(number < bound * CHUNK for number in numbers) for bound in range(1, chunk_end_count(SIZE) + 1)]


@settings(deadline=None)
@given(LISTS, st.integers(0, 12))
def test_a_list_and_its_halves_are_decoded(numbers: list[int], cut: int) -> None:
    listed = kept(numbers)
    assert (len(listed), listed.all().tolist()) == (len(numbers), numbers)
    assert listed.head(cut).all().tolist() == numbers[:cut]
    assert listed.from_(cut).all().tolist() == numbers[cut:]


@settings(deadline=None)
@given(LISTS, st.sets(NUMBERS).map(sorted), st.integers(0, 11))
def test_a_few_are_found_in_a_list_without_decoding_it(numbers: list[int], wanted: list[int], cut: int) -> None:
    wanted = sorted({*wanted, numbers[len(numbers) // 2]})
    cut = min(cut, len(numbers) - 1)
    for listed, held in ((kept(numbers), numbers), (kept(numbers).from_(cut), numbers[cut:])):
        places, there = listed.find(np.array(wanted, np.int64))
        assert there.tolist() == [number in held for number in wanted]
        assert [held[place] for place in places[there]] == [number for number in wanted if number in held]


@settings(deadline=None)
@given(st.lists(st.tuples(LISTS, st.integers(0, 3)), min_size=1, max_size=4))
def test_stretches_of_several_lists_are_decoded_together(lists: list[tuple[list[int], int]]) -> None:
    stretches = [numbers[skipped:] for numbers, skipped in lists]
    lower = np.array([number % CHUNK for one in stretches for number in one], np.int64)
    firsts = np.array([min(skipped, len(numbers)) for numbers, skipped in lists], np.int64)
    sizes = np.array([len(one) for one in stretches], np.int64)
    added = chunk_bases(np.array([bounds(numbers) for numbers, _ in lists]), firsts, sizes)
    assert (lower + added).tolist() == [number for one in stretches for number in one]


@pytest.mark.parametrize(("size", "count"), [(0, 0), (1, 0), (CHUNK, 0), (CHUNK + 1, 1), (2 * CHUNK, 1), (SIZE, 3)])
def test_a_segment_of_one_chunk_has_no_bounds(size: int, count: int) -> None:
    assert chunk_end_count(size) == count


def test_a_segment_of_several_chunks_has_its_lists_and_is_merged_again() -> None:
    part = some()
    small, times = Segment(merge([part]).in_memory()), 2 * CHUNK // part.size + 1
    large = Segment(merge([part] * times).in_memory())
    assert large.size > 2 * CHUNK > large.highlights_start > CHUNK
    for terms, plain in pairs(large, small):
        assert_together(terms, large.highlights_start)
        for number in range(len(terms)):
            low, high = halves(plain, number, small.highlights_start)
            assert halves(terms, number, large.highlights_start) == (
                [n + step * small.highlights_start for step in range(times) for n in low],
                [n + step * (small.size - small.highlights_start) for step in range(times) for n in high],
            )
    live = np.random.default_rng(1).random(large.size) < 0.8
    moved = np.cumsum(live) - 1
    left = Segment(merge([MergeInput(large.arrays, {}, live)]).in_memory())
    for terms, whole in pairs(left, large):
        for number in range(len(terms)):
            held = whole.documents(number)
            assert terms.documents(number).tolist() == moved[held[live[held]]].tolist()


def some() -> MergeInput:
    """Six hundred workshops, half of them with a highlight."""
    run = Run(TermNumbers())
    for number in range(600):
        words = " ".join(word for word, every in (("credit", 1), ("trade", 7), ("customs", 300)) if not number % every)
        for document in documents_of(workshop(f"w{number}", words, *["credit lesson"] * (number % 2)), Vocabulary()):
            run.add(document)
    return run.merge_input()


def pairs(one: Segment, other: Segment) -> Iterator[tuple[FieldPostings, FieldPostings]]:
    """The lists of each field, which have the same terms."""
    assert one.fields == other.fields
    for field in one.fields:
        ours, theirs = one.postings(field), other.postings(field)
        assert ours is not None
        assert theirs is not None
        assert [*ours.dictionary] == [*theirs.dictionary]
        yield ours, theirs


def halves(terms: FieldPostings, number: int, split: int) -> tuple[list[int], list[int]]:
    """The numbers below the split, and the others counted from it."""
    held, cut = terms.documents(number), terms.split_of(number)
    return held[:cut].tolist(), (held[cut:] - split).tolist()


def assert_together(terms: FieldPostings, split: int) -> None:
    """Several lists at once are the same as each."""
    for low in (True, False):
        found, codes, lengths = terms.concatenated(np.arange(len(terms)), low)
        alone = [halves(terms, number, split)[not low] for number in range(len(terms))]
        assert (found - (0 if low else split)).tolist() == [number for one in alone for number in one]
        assert (lengths.tolist(), len(codes)) == ([*map(len, alone)], len(found))
