from dataclasses import replace
from io import BytesIO

import docx
import pytest

from policysearch.exporters import Entry
from policysearch.exporters.docx import write
from tests.exporters.conftest import PROVENANCE, entries_of, workshop


def document(entries: list[Entry], **changes: str) -> docx.document.Document:
    return docx.Document(BytesIO(b"".join(write(entries, replace(PROVENANCE, **changes)))))  # type: ignore[arg-type]


def test_a_brief_has_its_title_each_lesson_its_source_and_the_provenance(sample_entries: list[Entry]) -> None:
    paragraphs = [paragraph.text for paragraph in document(sample_entries[1:]).paragraphs]
    assert paragraphs[0] == "Lessons on credit"
    assert paragraphs[1:3] == ["1. Credit & Growth", "Chile lends."]
    assert paragraphs[3].startswith("Source: Example Institution. “Chile lends”. In “Credit & Growth”.")
    assert paragraphs[3].endswith("https://www.example.org/workshops/credit/h1")
    assert "Search: credit country:PA" in paragraphs[-1]
    assert "Edition of the collection: g1" in paragraphs[-1]


def test_the_source_is_a_link(sample_entries: list[Entry]) -> None:
    brief = document(sample_entries[1:2])
    (link,) = brief.paragraphs[3].hyperlinks
    assert link.address == "https://www.example.org/workshops/credit/h1"


def test_words_of_another_language_are_marked_so_and_a_translation_is_named() -> None:
    english = [*entries_of(workshop("Chile lends.", es=False), "es")][1:]
    assert 'w:lang w:val="en"' in document(english, language="es").paragraphs[2]._p.xml
    translated = [*entries_of(workshop("Chile lends."), "es")][1:]
    assert "traducción no oficial" in document(translated, language="es").paragraphs[3].text


@pytest.mark.slow
def test_at_most_500_are_in_it(sample_entries: list[Entry]) -> None:
    brief = document([sample_entries[1]] * 501)
    headings = [p for p in brief.paragraphs if p.style is not None and p.style.name == "Heading 2"]
    assert len(headings) == 500


def test_what_is_cut_is_said(sample_entries: list[Entry]) -> None:
    brief = docx.Document(BytesIO(b"".join(write(sample_entries, replace(PROVENANCE, total=501)))))
    assert "Only the first entries are listed: 500 / 501" in brief.paragraphs[-1].text


def test_a_headline_stands_above_its_lesson() -> None:
    source = workshop("Small vouchers work. Chile pays half.", es=False)
    text = source.texts["en"]
    lesson = replace(text.highlights[0], markdown="**Small vouchers work.** Chile pays half.")
    named = replace(source, texts={"en": replace(text, highlights=(lesson,))})
    paragraphs = [paragraph.text for paragraph in document([*entries_of(named)][1:]).paragraphs]
    assert paragraphs[1:3] == ["1. Small vouchers work", "Small vouchers work. Chile pays half."]
