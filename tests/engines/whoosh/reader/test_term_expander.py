"""Prefixes and fuzzy words over arrays: the same as comparing with each form."""

from functools import lru_cache

from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from policysearch.engines.contract import Form
from policysearch.engines.term_expander import TermExpander
from policysearch.engines.whoosh.reader.form_table import form_table
from policysearch.engines.whoosh.writer.runs import segment_in_memory
from policysearch.model.document import Document, Text
from policysearch.text import fold
from tests.engines.factories import workshop

FORMS = (
    "credit credits crédit crédits credo creed cradit trade trades traded trader trdae tarde étude etude etudes "
    "αβγδ αβδγ αβγ x xy xyz export exportación exportacion exprot expotr 2009 2010"
).split()


@lru_cache(maxsize=1)
def expander() -> TermExpander:
    documents = [
        Document(f"w{n}", "workshop", workshop(f"w{n}", language="es"), "", {"es": Text(form)}, {})
        for n, form in enumerate(FORMS)
    ]
    segments = segment_in_memory(documents[:9]), segment_in_memory([*documents[9:], documents[0]])
    return TermExpander([*map(form_table, segments)])


typed_words = st.sampled_from(FORMS) | st.text("abcdeértx", min_size=1, max_size=7)


@settings(max_examples=200)
@given(typed_words, st.sampled_from([1, 2]))
def test_all_words_within_a_distance_come_with_their_edits(word: str, distance: int) -> None:
    folded = fold(word)
    expected = {
        form: OSA.distance(folded, fold(form))
        for form in FORMS
        if fold(form)[0] == folded[0] and OSA.distance(folded, fold(form)) <= distance
    }
    near = expander().within_distance(word, distance)
    assert {form.text: form.edits for form in near} == expected
    assert [form.edits for form in near] == sorted(expected.values())


@given(typed_words)
def test_all_words_with_a_prefix_are_returned(word: str) -> None:
    folded = fold(word)
    expected = {form for form in FORMS if fold(form).startswith(folded)}
    assert {form.text for form in expander().with_prefix(word)} == expected


def test_frequencies_add_up_over_segments_and_the_most_frequent_come_first() -> None:
    assert expander().with_prefix("cred")[0] == Form("credit", 2)
    assert expander().frequency("CREDIT") == 3  # credit twice, crédit once
    assert expander().frequency("cred") == 0
    assert expander().with_prefix("") == expander().within_distance("", 1) == []
