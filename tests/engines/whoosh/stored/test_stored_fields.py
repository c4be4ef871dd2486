"""Records come back as they were, whatever dictionary compressed them and from whichever inputs of a merge."""

from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from policysearch.compression import MIN_TRAINING_RECORDS, CompressedRecords, dictionaries_of, record_arrays
from policysearch.engines.whoosh.merge.merge import merge
from policysearch.engines.whoosh.merge.merge_input import MergeInput
from policysearch.engines.whoosh.segment.segment import Segment
from policysearch.engines.whoosh.stored.stored_fields import (
    default_dictionary,
    train_record_dictionary,
)
from policysearch.engines.whoosh.writer.run import Run
from policysearch.engines.whoosh.writer.runs import segment_in_memory
from policysearch.engines.whoosh.writer.term_cache import TermNumbers
from policysearch.materials import document_codec
from policysearch.materials.documents import documents_of
from policysearch.model.document import Document
from policysearch.vocabulary import Vocabulary
from tests.engines.factories import workshop

VOCABULARY = [f"{start}{end}" for start in ("cre", "tra", "cus", "pro") for end in ("dit", "de", "toms", "gramme")]


def texts(seed: int, count: int) -> list[str]:
    """Return texts of words that other seeds do not have."""
    draw = Random(seed)
    words = [f"{word}{draw.randrange(1_000)}" for word in VOCABULARY * 20]
    return [" ".join(draw.choices(words, k=80)) for _ in range(count)]


def documents(seed: int, count: int) -> list[Document]:
    workshops = (workshop(f"s{seed}w{n}", "Title", body=text) for n, text in enumerate(texts(seed, count)))
    return [document for record in workshops for document in documents_of(record, Vocabulary())]


def merge_input_of(batch: list[Document]) -> MergeInput:
    run = Run(TermNumbers())
    for document in batch:
        run.add(document)
    return run.merge_input()


@given(st.lists(st.binary(max_size=300)))
def test_any_bytes_come_back(records: list[bytes]) -> None:
    stored = CompressedRecords(record_arrays(records, default_dictionary()))
    assert [stored[number] for number in range(len(records))] == records


def test_what_many_have_in_common_is_learnt() -> None:
    records = [text.encode() for text in texts(1, MIN_TRAINING_RECORDS)]
    dictionary = train_record_dictionary(records)
    default, trained = (record_arrays(records, shared) for shared in (default_dictionary(), dictionary))
    assert len(trained["records"]) < 0.8 * len(default["records"])
    stored = CompressedRecords(trained)
    assert [stored[number] for number in range(len(records))] == records
    assert train_record_dictionary(records) == dictionary


@pytest.mark.parametrize(
    "records",
    [[], [b"few" * 50] * 3, [b"short"] * MIN_TRAINING_RECORDS, [b"all the same " * 20] * MIN_TRAINING_RECORDS],
)
def test_where_there_is_nothing_to_learn_the_default_dictionary_is_taken(records: list[bytes]) -> None:
    stored = CompressedRecords(record_arrays(records, train_record_dictionary(records)))
    assert [stored[number] for number in range(len(records))] == records


def test_parts_bring_what_they_have_in_common_along() -> None:
    small, second, third = documents(1, 3), documents(2, MIN_TRAINING_RECORDS), documents(3, MIN_TRAINING_RECORDS)
    inputs = [merge_input_of(small), merge_input_of(second), merge_input_of(third), merge_input_of(small[:1])]
    assert len({dictionaries_of(merge_input.arrays)[0] for merge_input in inputs}) == 3
    merged = Segment(merge(inputs[:3]).in_memory())
    assert len(dictionaries_of(merged.arrays)) == 3
    assert_holds(merged, [*small, *second, *third])
    live = np.array([merged.id(number).startswith("s3") for number in range(merged.size)])
    remaining = Segment(merge([MergeInput(merged.arrays, {}, live), inputs[3]]).in_memory())
    assert {*dictionaries_of(remaining.arrays)} == {
        dictionaries_of(merge_input.arrays)[0] for merge_input in inputs[2:]
    }
    assert_holds(remaining, [*third, *small[:1]])


def assert_holds(segment: Segment, expected: list[Document]) -> None:
    assert segment.size == len(expected)
    for document in expected:
        record = str(segment.record(segment.number(document.id)), "utf-8")
        assert document_codec.decode(record) == document


def test_a_segment_of_nothing_has_no_records() -> None:
    assert len(segment_in_memory(()).arrays["records"]) == 0
