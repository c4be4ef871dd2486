from collections.abc import Iterator
from itertools import product

import numpy as np
import pytest

from policysearch.engines.whoosh.postings.postings import FieldPostings
from policysearch.engines.whoosh.schema import FORM
from policysearch.engines.whoosh.segment.segment import KINDS, Segment
from policysearch.engines.whoosh.writer.runs import segment_in_memory
from policysearch.materials.documents import documents_of
from policysearch.model.document import Document
from policysearch.text import fold, is_stop_term, term
from policysearch.vocabulary import Vocabulary
from tests.engines.conftest import CREDIT, CUSTOMS, TRAINING
from tests.engines.factories import translated, workshop
from tests.engines.whoosh.columns import values_of
from tests.engines.whoosh.plain_inverter import postings


def documents() -> Iterator[Document]:
    for record in (CREDIT, TRAINING, CUSTOMS):
        yield from documents_of(record, Vocabulary())


@pytest.fixture(scope="module")
def segment() -> Segment:
    return segment_in_memory(documents())


def ids(segment: Segment, numbers: object) -> list[str]:
    return [segment.id(int(number)) for number in np.asarray(numbers)]


def test_workshops_and_passages_come_before_highlights(segment: Segment) -> None:
    everything = range(segment.size)
    assert ids(segment, everything[: segment.highlights_start]) == [
        *("credit", "training", "customs"),
        *("customs/files/paper.pdf/1", "customs/files/paper.pdf/2"),
    ]
    assert ids(segment, everything[segment.highlights_start :]) == [
        *("credit/h1", "credit/h2", "training/h1", "training/h2", "customs/h1"),
    ]
    assert [KINDS[kind] for kind in segment.kinds[2:6]] == ["workshop", "passage", "passage", "highlight"]


def test_ids_parts_and_former_slugs_are_found(segment: Segment) -> None:
    assert [segment.number(segment.id(number)) for number in range(segment.size)] == list(range(segment.size))
    assert [segment.number(unknown) for unknown in ("", "a", "zebra", "credit/h9", "credit/")] == [-1, -1, -1, -1, 0]
    assert ids(segment, segment.parts(2)) == ["customs/h1", "customs/files/paper.pdf/1", "customs/files/paper.pdf/2"]
    assert (segment.by_alias("loans"), segment.by_alias("credit")) == (0, -1)
    assert ids(segment, np.argsort(segment.id_ranks)) == sorted(ids(segment, range(segment.size)))


@pytest.mark.parametrize("field", ["text_en", "text_es", "form"])
def test_lists_hold_what_each_document_says(segment: Segment, field: str) -> None:
    terms = segment.field(field)
    assert terms is not None
    expected = {document.id: postings(document.texts).get(field, {}) for document in documents()}
    postings_of: dict[str, dict[str, tuple[list[int], float]]] = {name: {} for name in expected}
    for number, word in enumerate(terms.dictionary):
        assert terms.number(word) == number
        numbers = terms.documents(number)
        assert list(numbers) == sorted(set(numbers))
        for place, document in enumerate(numbers):
            where: list[int] = []
            if isinstance(terms, FieldPostings):
                assert terms.split_of(number) == np.searchsorted(numbers, segment.highlights_start)
                starts, positions = terms.positions(number)
                where = positions[starts[place] : starts[place + 1]].tolist()
            postings_of[segment.id(int(document))][word.decode()] = (where, float(terms.weights(number)[place]))
    for name, terms_of in expected.items():
        assert postings_of[name] == {w: (p.positions if field != FORM else [], p.weight) for w, p in terms_of.items()}
        assert terms.lengths[segment.number(name)] == sum(
            posting.weight for word, posting in terms_of.items() if not is_stop_term(word)
        )


def test_a_code_says_weight_length_and_count_of_a_posting(segment: Segment) -> None:
    terms = segment.postings("text_en")
    assert terms is not None
    for number in range(len(terms)):
        codes = terms.codes(number)
        assert list(terms.codes_lengths[codes]) == list(terms.lengths[terms.documents(number)])
        starts, _ = terms.positions(number)
        assert list(np.diff(starts)) == list(terms.counts(number))
    assert (terms.total_length, terms.documents_with) == (terms.lengths.sum(), (terms.lengths > 0).sum())
    assert segment.postings("text_fr") is None


def test_positions_of_some_postings_are_read_alone() -> None:
    workshops = (workshop(f"w{n}", "credit " * (n % 5 + 1), "credit") for n in range(200))
    segment = segment_in_memory(document for record in workshops for document in documents_of(record, Vocabulary()))
    terms = segment.postings("text_en")
    assert terms is not None
    number = terms.number(b"credit")
    starts, positions = terms.positions(number)
    for places in ([], [0], [199, 3, 64, 63], [*range(200)]):
        lengths, positions_found = terms.positions_of(number, np.array(places, np.int64))
        assert list(lengths) == [starts[place + 1] - starts[place] for place in places]
        assert list(positions_found) == [p for place in places for p in positions[starts[place] : starts[place + 1]]]


def test_forms_know_their_terms_and_their_folded_order(segment: Segment) -> None:
    lists, spanish = segment.form_postings, segment.postings("text_es")
    assert lists is not None
    assert spanish is not None
    forms = [form.decode() for form in lists.dictionary]
    ordered = [forms[number] for number in segment.forms.order]
    folded = segment.forms.text.tobytes().decode().split("\n")
    assert folded == [fold(form) for form in ordered] == sorted(map(fold, forms))
    number = lists.number(b"exportadores")
    assert spanish.dictionary[segment.forms.terms["es"][number]].decode() == term("exportadores", "es")
    assert segment.forms.terms["es"][lists.number(b"banks")] == -1
    starts, by_term = segment.forms.by_term["es"]
    for number in range(len(spanish)):
        expected = [form for form, term_number in enumerate(segment.forms.terms["es"]) if term_number == number]
        assert list(by_term[starts[number] : starts[number + 1]]) == expected


def test_a_form_stands_in_its_terms_list_but_where_the_document_has_more() -> None:
    first, second = workshop("one", "Credit"), workshop("two", "Credit and credits")
    both = translated(workshop("both", "Credit"), "es", "Crédito")
    segment = segment_in_memory(
        document for record in (first, second, both) for document in documents_of(record, Vocabulary())
    )
    lists, terms = segment.form_postings, segment.postings("text_en")
    assert lists is not None
    assert terms is not None
    credit, credits_ = (lists.number(form) for form in (b"credit", b"credits"))
    assert ids(segment, lists.documents(credit)) == ["one", "two", "both"]
    assert ids(segment, lists.own_lists.documents(credit)) == ["two", "both"]
    assert ids(segment, lists.documents(credits_)) == ids(segment, lists.own_lists.documents(credits_)) == ["two"]
    assert terms.forms(terms.number(b"credit")).tolist() == [segment.forms.place("en", credit), 0, 0]


def test_a_term_may_have_more_forms_than_a_byte_can_tell() -> None:
    written = ["".join(letters) for letters in product("oó", repeat=9)]
    workshops = (workshop(f"w{number}", word) for number, word in enumerate(written))
    segment = segment_in_memory(document for record in workshops for document in documents_of(record, Vocabulary()))
    lists = segment.form_postings
    assert lists is not None
    for number, word in enumerate(written):
        assert ids(segment, lists.documents(lists.number(word.encode()))) == [f"w{number}"]


def test_a_facet_has_a_code_for_each_set_of_values(segment: Segment) -> None:
    themes = segment.facet("theme")
    assert themes.values == ["exports", "finance", "skills"]
    values = [values_of(themes, number) for number in range(segment.size)]
    assert values[:3] == [["finance"], ["exports", "skills"], ["exports"]]
    with_exports = np.isin(themes.codes, themes.sets_with(0))
    assert list(with_exports) == ["exports" in themes_of for themes_of in values]


def test_deleted_documents_are_not_found_by_id() -> None:
    full = segment_in_memory(documents())
    live = np.ones(full.size, bool)
    live[[full.number("credit"), *full.parts(0)]] = False
    segment = Segment(full.arrays, live)
    assert (segment.number("credit"), segment.number("credit/h1"), segment.by_alias("loans")) == (-1, -1, -1)
    assert segment.number("training") == 1


def test_an_empty_segment_is_empty() -> None:
    segment = segment_in_memory(())
    assert (segment.size, segment.highlights_start, segment.fields, segment.number("a")) == (0, 0, (), -1)
    assert segment.facet("year").values == []
