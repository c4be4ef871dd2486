"""Words that begin alike or are spelled nearly so, by arrays: the same as looking at each of them."""

from functools import lru_cache

from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from policysearch.engines.whoosh.reader.term_expander import Form, TermExpander
from policysearch.engines.whoosh.writer.runs import segment_in_memory
from policysearch.model.document import Document, Text
from policysearch.text import fold
from tests.engines.factories import workshop

FORMS = (
    "credit credits crédit crédits credo creed cradit trade trades traded trader trdae tarde étude etude etudes "
    "αβγδ αβδγ αβγ x xy xyz export exportación exportacion exprot expotr 2009 2010"
).split()


@lru_cache(maxsize=1)
def lexicon() -> TermExpander:
    told = [
        Document(f"w{n}", "workshop", workshop(f"w{n}", language="es"), "", {"es": Text(form)}, {})
        for n, form in enumerate(FORMS)
    ]
    return TermExpander([segment_in_memory(told[:9]), segment_in_memory([*told[9:], told[0]])])


typed = st.sampled_from(FORMS) | st.text("abcdeértx", min_size=1, max_size=7)


@settings(max_examples=200, deadline=None)
@given(typed, st.sampled_from([1, 2]))
def test_words_near_another_are_all_found_with_their_edits(word: str, distance: int) -> None:
    plain = fold(word)
    near = {
        form: OSA.distance(plain, fold(form))
        for form in FORMS
        if fold(form)[0] == plain[0] and OSA.distance(plain, fold(form)) <= distance
    }
    found = lexicon().near(word, distance)
    assert {one.text: one.edits for one in found} == near
    assert [one.edits for one in found] == sorted(near.values())


@given(typed)
def test_words_that_begin_alike_are_all_found(word: str) -> None:
    plain = fold(word)
    assert {one.text for one in lexicon().beginning(word)} == {form for form in FORMS if fold(form).startswith(plain)}


def test_frequencies_add_up_over_segments_and_the_most_frequent_come_first() -> None:
    assert lexicon().beginning("cred")[0] == Form("credit", 2)
    assert lexicon().frequency("CREDIT") == 3  # credit twice, crédit once
    assert lexicon().frequency("cred") == 0
    assert lexicon().beginning("") == lexicon().near("", 1) == []
