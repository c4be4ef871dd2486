from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policysearch.materials.document_codec import decode, encode
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


@pytest.mark.parametrize("record", [CREDIT, TRAINING, CUSTOMS, FULL, workshop("bare")], ids=lambda w: w.slug)
def test_documents_come_back_as_they_were(record: object) -> None:
    parent, *parts = documents_of(record, Vocabulary())  # type: ignore[arg-type]
    assert decode(encode(parent)) == parent
    assert list(decode(encode(parent)).texts) == list(parent.texts)
    for part in parts:
        assert decode(encode(part, parent), parent) == part


def test_texts_that_are_not_the_workshops_own_come_back_too() -> None:
    parent, part, *_ = documents_of(CREDIT, Vocabulary())
    changed_parent = replace(parent, texts={"en": Text("Another", (("h7", "lesson"),), "body", "names")})
    assert decode(encode(changed_parent)) == changed_parent
    changed = replace(part, texts={"fr": Text("", body="autre")}, facets={**part.facets, "theme": ("trade",)})
    assert decode(encode(changed, parent), parent) == changed


def test_a_parts_own_facets_come_back_whatever_they_are() -> None:
    parent, part, *_ = documents_of(CREDIT, Vocabulary())
    for theme in ((), ("",), ("a\x1fb", "c"), ("3",), ("a\0b",), parent.facets["theme"]):
        for facets in ({**part.facets, "theme": theme}, {"theme": theme}, {**part.facets, "other": theme}):
            changed = replace(part, facets=facets)
            assert decode(encode(changed, parent), parent) == changed


def test_a_highlight_that_differs_in_nothing_takes_a_few_bytes() -> None:
    parent, part, *_ = documents_of(CREDIT, Vocabulary())
    assert len(encode(replace(part, facets=parent.facets), parent)) == len("hh1 ")


def test_a_translation_that_lacks_a_highlight_does_not_make_one() -> None:
    parent, first, second = documents_of(translated(CREDIT, "es", "Crédito", "Chile garantiza."), Vocabulary())
    assert [list(decode(encode(part, parent), parent).texts) for part in (first, second)] == [["en", "es"], ["en"]]


@given(st.text(max_size=300), st.text(max_size=300), st.text(max_size=900))
def test_any_words_come_back(title: str, lesson: str, body: str) -> None:
    documents: list[Document] = [*documents_of(workshop("any", title, lesson, body=body), Vocabulary())]
    assert decode(encode(documents[0])) == documents[0]
    assert decode(encode(documents[1], documents[0]), documents[0]) == documents[1]
