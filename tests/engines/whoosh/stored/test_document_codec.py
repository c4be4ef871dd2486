from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policysearch.engines.whoosh.stored.document_codec import decode, encode
from policysearch.materials.documents import documents_of
from policysearch.model.document import Document, Text
from policysearch.model.workshop import Attachment, Link
from policysearch.vocabulary import Vocabulary
from tests.engines.conftest import CREDIT, CUSTOMS, TRAINING
from tests.engines.factories import translated, workshop

FULL = replace(
    CUSTOMS,
    links=(Link("Agenda", "https://example.org/a"),),
    attachments=(Attachment("paper.pdf", "Paper", "en", 12, 2),),
    experience=("CL",),
    added=CUSTOMS.start,
    draft=True,
)


@pytest.mark.parametrize("held", [CREDIT, TRAINING, CUSTOMS, FULL, workshop("bare")], ids=lambda w: w.slug)
def test_documents_come_back_as_they_were(held: object) -> None:
    whole, *parts = documents_of(held, Vocabulary())  # type: ignore[arg-type]
    assert decode(encode(whole)) == whole
    assert list(decode(encode(whole)).texts) == list(whole.texts)
    for part in parts:
        assert decode(encode(part, whole), whole) == part


def test_texts_that_are_not_the_workshops_own_come_back_too() -> None:
    whole, part, *_ = documents_of(CREDIT, Vocabulary())
    other = replace(whole, texts={"en": Text("Another", (("h7", "lesson"),), "body", "names")})
    assert decode(encode(other)) == other
    changed = replace(part, texts={"fr": Text("", body="autre")}, facets={**part.facets, "theme": ("trade",)})
    assert decode(encode(changed, whole), whole) == changed


def test_a_parts_own_facets_come_back_whatever_they_are() -> None:
    whole, part, *_ = documents_of(CREDIT, Vocabulary())
    for theme in ((), ("",), ("a\x1fb", "c"), ("3",), ("a\0b",), whole.facets["theme"]):
        for facets in ({**part.facets, "theme": theme}, {"theme": theme}, {**part.facets, "other": theme}):
            changed = replace(part, facets=facets)
            assert decode(encode(changed, whole), whole) == changed


def test_a_highlight_that_differs_in_nothing_takes_a_few_bytes() -> None:
    whole, part, *_ = documents_of(CREDIT, Vocabulary())
    assert len(encode(replace(part, facets=whole.facets), whole)) == len("hh1 ")


def test_a_translation_that_lacks_a_highlight_does_not_make_one() -> None:
    whole, first, second = documents_of(translated(CREDIT, "es", "Crédito", "Chile garantiza."), Vocabulary())
    assert [list(decode(encode(part, whole), whole).texts) for part in (first, second)] == [["en", "es"], ["en"]]


@given(st.text(max_size=300), st.text(max_size=300), st.text(max_size=900))
def test_any_words_come_back(title: str, lesson: str, body: str) -> None:
    told: list[Document] = [*documents_of(workshop("any", title, lesson, body=body), Vocabulary())]
    assert decode(encode(told[0])) == told[0]
    assert decode(encode(told[1], told[0]), told[0]) == told[1]
