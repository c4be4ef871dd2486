"""Inverting and merging against the plain definition: the postings of each document, one by one."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policysearch.engines.whoosh.merge.merge import merge
from policysearch.engines.whoosh.merge.merge_input import MergeInput
from policysearch.engines.whoosh.postings.field import Field
from policysearch.engines.whoosh.postings.postings import FieldPostings
from policysearch.engines.whoosh.schema import FORM, TEXTS
from policysearch.engines.whoosh.segment.segment import Segment
from policysearch.engines.whoosh.writer import run, runs, worker_process
from policysearch.engines.whoosh.writer.run import Run
from policysearch.engines.whoosh.writer.runs import RunBuilder, invert_documents, segment_in_memory
from policysearch.engines.whoosh.writer.term_cache import TermNumbers
from policysearch.engines.whoosh.writer.worker_process import IndexingWorker
from policysearch.materials.documents import documents_of
from policysearch.model.document import COLUMNS, Document
from policysearch.model.workshop import Workshop
from policysearch.search.suggest.suggestion_builder import PHRASES, TITLES, SuggestionBuilder, read_table
from policysearch.text import is_stop_term, term
from policysearch.vocabulary import Vocabulary
from tests.engines.factories import translated, workshop
from tests.engines.whoosh.columns import values_of
from tests.engines.whoosh.plain_inverter import postings
from tests.engines.whoosh.writer.failing_worker import fail

Postings = dict[str, dict[str, dict[str, tuple[list[int], float]]]]  # field, id, term: positions and weight
WORDS = st.lists(
    st.sampled_from("credit Credit, SMEs políticas l'eau U.S. R&D the de 2010 países pays-bas ² naïve — trade".split()),
    max_size=8,
).map(" ".join)


@st.composite
def workshops(draw: st.DrawFn) -> list[Workshop]:
    records = []
    for number in range(draw(st.integers(0, 6))):
        lessons = draw(st.lists(WORDS, max_size=3))
        one = workshop(
            f"w{number}",
            draw(WORDS),
            *lessons,
            body=draw(WORDS),
            start=f"20{draw(st.integers(10, 14))}-01-01",
            country=draw(st.sampled_from(["US", "CL", ""])),
            themes=tuple(draw(st.lists(st.sampled_from(["a", "b", "c"]), unique=True, max_size=3))),
            aliases=(f"old{number}",) if draw(st.booleans()) else (),
            passages=draw(st.lists(WORDS, max_size=2)),
        )
        if draw(st.booleans()):
            one = translated(one, "es", draw(WORDS), *lessons[: draw(st.integers(0, 3))])
        records.append(one)
    return records


def documents(records: Iterable[Workshop]) -> list[Document]:
    return [document for one in records for document in documents_of(one, Vocabulary())]


def expected(records: Iterable[Document]) -> Postings:
    fields: Postings = {field: {} for field in (*TEXTS.values(), FORM)}
    for document in records:
        for field, terms in postings(document.texts).items():
            where = {word: ([] if field == FORM else p.positions, p.weight) for word, p in terms.items()}
            if where:
                fields[field][document.id] = where
    return fields


def standing(terms: Field, number: int, place: int) -> list[int]:
    if not isinstance(terms, FieldPostings):
        return []
    starts, positions = terms.positions(number)
    in_document: list[int] = positions[starts[place] : starts[place + 1]].tolist()
    return in_document


def postings_of(segment: Segment) -> Postings:
    """What a segment says of the documents that are not deleted."""
    fields: Postings = {field: {} for field in (*TEXTS.values(), FORM)}
    for field in segment.fields:
        terms = segment.field(field)
        assert terms is not None
        assert [*terms.dictionary] == sorted({*terms.dictionary})
        for number, word in enumerate(terms.dictionary):
            numbers, weights = terms.documents(number), terms.weights(number)
            assert (np.diff(numbers) > 0).all()
            assert terms.frequency(number) == len(numbers) == terms.frequencies[number]
            if isinstance(terms, FieldPostings):
                assert terms.split_of(number) == (numbers < segment.highlights_start).sum()
                assert (terms.codes_lengths[terms.codes(number)] == terms.lengths[numbers]).all()
            for place, document in enumerate(numbers.tolist()):
                where = standing(terms, number, place)
                if segment.live is None or segment.live[document]:
                    terms_of_document = fields[field].setdefault(segment.id(document), {})
                    terms_of_document[word.decode()] = (where, float(weights[place]))
    return fields


def facets_of(segment: Segment) -> dict[str, dict[str, list[str]]]:
    columns = {facet: segment.facet(facet) for facet in COLUMNS}
    return {
        segment.id(n): {facet: values_of(column, n) for facet, column in columns.items()} for n in range(segment.size)
    }


def totals(segment: Segment) -> dict[str, tuple[int, int]]:
    """What the statistics are made of."""
    fields = {name: segment.field(name) for name in segment.fields}
    return {name: (field.total_length, field.documents_with) for name, field in fields.items() if field and len(field)}


def assert_same(first: Segment, second: Segment) -> None:
    """The same documents, whatever their numbers."""
    assert postings_of(first) == postings_of(second)
    assert totals(first) == totals(second)
    assert facets_of(first) == facets_of(second)
    for segment in (first, second):
        ids = [segment.id(n) for n in range(segment.size)]
        assert [ids[n] for n in np.argsort(segment.id_ranks)] == sorted(ids)
        assert [segment.number(name) for name in ids] == [*range(segment.size)]
    assert {a: first.id(first.by_alias(a.decode())) for a in first.aliases} == {
        a: second.id(second.by_alias(a.decode())) for a in second.aliases
    }


def assert_forms(segment: Segment) -> None:
    """Each form knows its term in every language it stands in."""
    forms = segment.form_postings
    for language, field in TEXTS.items():
        terms = segment.postings(field)
        if terms is None or forms is None:
            continue
        for form, number in zip(forms.dictionary, segment.forms.terms[language].tolist(), strict=True):
            if number >= 0:
                assert terms.dictionary[number].decode() == term(form.decode(), language)
        content = {number for number, word in enumerate(terms.dictionary) if not is_stop_term(word.decode())}
        assert content <= {*segment.forms.terms[language].tolist()}


@pytest.mark.slow
@settings(max_examples=60)
@given(workshops())
def test_a_segment_has_the_postings_of_its_documents(records: list[Workshop]) -> None:
    segment = segment_in_memory(documents(records))
    assert postings_of(segment) == expected(documents(records))
    assert_forms(segment)


@pytest.mark.slow
@settings(max_examples=60)
@given(workshops(), st.integers(0, 6))
def test_runs_of_one_analyser_and_of_two_make_the_same_segment(records: list[Workshop], cut: int) -> None:
    whole = segment_in_memory(documents(records))
    for numberings in ([TermNumbers()] * 2, [TermNumbers(), TermNumbers()]):
        parts = []
        for batch, term_numbers in zip((records[:cut], records[cut:]), numberings, strict=True):
            run = Run(term_numbers)
            for document in documents(batch):
                run.add(document)
            parts.append(run.merge_input())
        merged = Segment(merge(parts).in_memory())
        assert_same(merged, whole)
        assert_forms(merged)


@pytest.mark.slow
@settings(max_examples=60)
@given(workshops(), st.integers(0, 6), st.sets(st.integers(0, 5)))
def test_merging_segments_leaves_deleted_documents_out(records: list[Workshop], cut: int, gone: set[int]) -> None:
    parts = []
    for batch in (records[:cut], records[cut:]):
        segment = segment_in_memory(documents(batch))
        dead = [segment.number(f"w{n}") for n in gone if segment.number(f"w{n}") >= 0]
        parts.append(MergeInput(segment.arrays, {}, ~np.isin(segment.parents, dead) if dead else None))
    merged = Segment(merge(parts).in_memory())
    assert_same(merged, segment_in_memory(documents(one for n, one in enumerate(records) if n not in gone)))
    assert_forms(merged)


@pytest.mark.parametrize("spilled", [False, True])
def test_a_full_run_ends_at_a_workshop(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, spilled: bool) -> None:
    records = [workshop(f"w{n}", "Credit for small firms", "One lesson.", "Another lesson.") for n in range(7)]
    whole = segment_in_memory(documents(records))
    monkeypatch.setattr(run, "MAX_CHARACTERS", 50)
    builder = RunBuilder(tmp_path if spilled else None)
    for document in documents(records):
        builder.add(document)
    parts = builder.merge_inputs()
    assert len(parts) > 3
    assert len(list(tmp_path.iterdir())) == (len(parts) if spilled else 0)
    assert_same(Segment(merge(parts).in_memory()), whole)


def many(number: int) -> Iterator[Document]:
    for n in range(number):
        lessons = (f"Lesson {n} on trade.", "Chile certifies.") if n % 3 else ()
        records = workshop(f"w{n}", f"Credit number{n}", *lessons, passages=("A page.",) if n % 4 == 0 else ())
        yield from documents_of(records, Vocabulary())


@pytest.mark.slow
def test_two_processes_make_what_one_makes(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(runs, "BATCH", 5)
    monkeypatch.setattr(runs, "START_AFTER", 5)
    monkeypatch.setattr(worker_process, "cores", lambda: 2)
    with IndexingWorker(tmp_path) as worker:
        parts = invert_documents(many(60), tmp_path, worker)
    assert len(parts) == 2
    assert sum(part.size > 0 for part in parts) == 2
    assert_same(Segment(merge(parts).in_memory()), segment_in_memory(many(60)))


@pytest.mark.parametrize("cores", [1, 2])
def test_what_is_suggested_is_the_same_whoever_writes_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, cores: int
) -> None:
    monkeypatch.setattr(worker_process, "cores", lambda: cores)
    folder = tmp_path / "generation"
    folder.mkdir()
    builder = SuggestionBuilder()
    for document in many(60):
        builder.add(document)
    expected = builder.resources()
    with IndexingWorker(tmp_path, worker_process.WORTH_IT) as worker:
        assert worker.takes([*many(5)]) == (cores > 1)
        worker.finish()
        assert sum(part.size for part in worker.merge_inputs()) == (len([*many(5)]) if cores > 1 else 0)
        worker.make_resources(builder, folder)
        worker.wait()
    assert {path.name for path in folder.iterdir()} == {*expected}
    for name in (TITLES, PHRASES):
        assert [*read_table(name, (folder / name).read_bytes())] == [*read_table(name, expected[name])] != []


def test_a_failure_of_the_other_process_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(runs, "BATCH", 5)
    monkeypatch.setattr(runs, "START_AFTER", 5)
    monkeypatch.setattr(worker_process, "cores", lambda: 2)
    monkeypatch.setattr(worker_process, "_invert", fail)
    with pytest.raises(ValueError, match="bad luck"), IndexingWorker(tmp_path) as worker:
        invert_documents(many(60), tmp_path, worker)


def test_a_failure_among_the_documents_ends_the_other_process(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(runs, "BATCH", 5)
    monkeypatch.setattr(runs, "START_AFTER", 5)
    monkeypatch.setattr(worker_process, "cores", lambda: 2)

    def failing() -> Iterator[Document]:
        yield from many(20)
        raise OSError("disk full")

    with pytest.raises(OSError, match="disk full"), IndexingWorker(tmp_path) as worker:
        invert_documents(failing(), tmp_path, worker)
