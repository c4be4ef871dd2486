"""What is stored of documents comes back, whatever they have in common and from whichever parts."""

from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policysearch.engines.whoosh.merge.merge import merge
from policysearch.engines.whoosh.merge.merge_input import MergeInput
from policysearch.engines.whoosh.segment.segment import Segment
from policysearch.engines.whoosh.stored import document_codec
from policysearch.engines.whoosh.stored.stored_fields import (
    MIN_TRAINING_RECORDS,
    StoredFields,
    default_dictionary,
    dictionaries_of,
    stored_arrays,
    train_record_dictionary,
)
from policysearch.engines.whoosh.writer.run import Run
from policysearch.engines.whoosh.writer.runs import segment_in_memory
from policysearch.engines.whoosh.writer.term_cache import TermNumbers
from policysearch.materials.documents import documents_of
from policysearch.model.document import Document
from policysearch.vocabulary import Vocabulary
from tests.engines.factories import workshop

VOCABULARY = [f"{one}{other}" for one in ("cre", "tra", "cus", "pro") for other in ("dit", "de", "toms", "gramme")]


def texts(seed: int, count: int) -> list[str]:
    """Texts of words of a vocabulary of their own."""
    draw = Random(seed)
    known = [f"{word}{draw.randrange(1_000)}" for word in VOCABULARY * 20]
    return [" ".join(draw.choices(known, k=80)) for _ in range(count)]


def told(seed: int, count: int) -> list[Document]:
    held = (workshop(f"s{seed}w{n}", "Title", body=text) for n, text in enumerate(texts(seed, count)))
    return [document for one in held for document in documents_of(one, Vocabulary())]


def part_of(held: list[Document]) -> MergeInput:
    run = Run(TermNumbers())
    for document in held:
        run.add(document)
    return run.merge_input()


@settings(deadline=None)
@given(st.lists(st.binary(max_size=300)))
def test_any_bytes_come_back(held: list[bytes]) -> None:
    stored = StoredFields(stored_arrays(held, default_dictionary()))
    assert [stored[number] for number in range(len(held))] == held


def test_what_many_have_in_common_is_learnt() -> None:
    held = [text.encode() for text in texts(1, MIN_TRAINING_RECORDS)]
    learnt = train_record_dictionary(held)
    plain, better = (stored_arrays(held, common) for common in (default_dictionary(), learnt))
    assert len(better["records"]) < 0.8 * len(plain["records"])
    stored = StoredFields(better)
    assert [stored[number] for number in range(len(held))] == held
    assert train_record_dictionary(held) == learnt


@pytest.mark.parametrize(
    "held", [[], [b"few" * 50] * 3, [b"short"] * MIN_TRAINING_RECORDS, [b"all the same " * 20] * MIN_TRAINING_RECORDS]
)
def test_where_there_is_nothing_to_learn_from_the_usual_is_taken(held: list[bytes]) -> None:
    stored = StoredFields(stored_arrays(held, train_record_dictionary(held)))
    assert [stored[number] for number in range(len(held))] == held


def test_parts_bring_what_they_have_in_common_along() -> None:
    few, one, other = told(1, 3), told(2, MIN_TRAINING_RECORDS), told(3, MIN_TRAINING_RECORDS)
    parts = [part_of(few), part_of(one), part_of(other), part_of(few[:1])]
    assert len({dictionaries_of(part.arrays)[0] for part in parts}) == 3
    merged = Segment(merge(parts[:3]).in_memory())
    assert len(dictionaries_of(merged.arrays)) == 3
    assert_holds(merged, [*few, *one, *other])
    live = np.array([merged.id(number).startswith("s3") for number in range(merged.size)])
    left = Segment(merge([MergeInput(merged.arrays, {}, live), parts[3]]).in_memory())
    assert {*dictionaries_of(left.arrays)} == {dictionaries_of(part.arrays)[0] for part in parts[2:]}
    assert_holds(left, [*other, *few[:1]])


def assert_holds(segment: Segment, held: list[Document]) -> None:
    assert segment.size == len(held)
    for document in held:
        record = str(segment.record(segment.number(document.id)), "utf-8")
        assert document_codec.decode(record) == document


def test_a_segment_of_nothing_has_no_records() -> None:
    assert len(segment_in_memory(()).arrays["records"]) == 0
