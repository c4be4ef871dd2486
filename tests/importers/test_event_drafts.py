"""Drafts of pages as institutions write them: fields, lessons, and marks where somebody has to look."""

from pathlib import Path

import pytest

from policysearch.importers import cue_files, event_drafts
from policysearch.importers.event_drafts import Draft
from policysearch.importers.formats import html, markdown, text
from policysearch.importers.outline import Block, Outline
from policysearch.text.language_of import language_of
from policysearch.vocabulary import Organization, Theme, Vocabulary
from tests.importers.cases import FIRST
from tests.importers.draft_values import values
from tests.importers.more_cases import SECOND

READERS = {".html": html, ".md": markdown, ".txt": text}
VOCABULARY = Vocabulary(
    themes=(Theme("finance", {"en": "Finance"}, ("financing", "financiamiento", "credit", "crédito", "crédit")),),
    organizations=(Organization(("ECLAC", "CEPAL")),),
)


def drafts(content: str, suffix: str, folder: Path) -> tuple[Draft, ...]:
    path = folder / f"page{suffix}"
    path.write_text(content, "utf-8")
    return event_drafts.draft(READERS[suffix].read(path), VOCABULARY, cue_files.shipped())


def draft_of(*texts: str, fields: dict[str, object] | None = None) -> Draft:
    outline = Outline(tuple(Block("paragraph", text) for text in texts), fields=fields or {})
    (draft,) = event_drafts.draft(outline, VOCABULARY, cue_files.shipped())
    return draft


CASES = FIRST + SECOND
LONG = "The delegates of all countries came and spoke about credit for small firms there."


@pytest.mark.parametrize(("content", "suffix", "expected"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_a_page_is_read_as_a_careful_reader_would(
    content: str, suffix: str, expected: list[dict[str, object]], tmp_path: Path
) -> None:
    results = drafts(content, suffix, tmp_path)
    assert [values(draft, names) for draft, names in zip(results, expected, strict=False)] == expected
    assert len(results) == len(expected)


@pytest.mark.parametrize(
    ("texts", "note"),
    [
        (
            ("Workshop on credit", "It was in September 2010."),
            "no day was found, only September 2010; a month alone is written 2011-09",
        ),
        (("Workshop on credit",), "no date was found"),
        (
            ("Workshop on credit", "3/4/2011, Lima"),
            "the day and month may be swapped: 2011-03-04 or the other way round",
        ),
        (
            ("Credit", "LIMA, 3 May 2010 - Delegates of many countries met for a workshop on credit and trade."),
            "the news is dated 2010-05-03; is that the event's day?",
        ),
        (("Dear colleagues", "3 May 2010"), "the document is dated 2010-05-03; is that the event's day?"),
    ],
)
def test_days_that_are_not_sure_are_left_empty_and_marked(texts: tuple[str, ...], note: str) -> None:
    draft = draft_of(*texts)
    assert (draft.fields["start"], draft.fields["end"]) == ("", "")
    assert ("start", note) in draft.reviews


def test_front_matter_outranks_what_is_found_and_needs_no_review() -> None:
    draft = draft_of("Workshop on credit", fields={"title": "Credit", "country": "PE", "themes": ["finance"]})
    assert (draft.text("title"), draft.fields["title"]) == ("Credit", "Workshop on credit")
    assert {name for name, _ in draft.reviews} == {"start", "language", "highlights"}


def test_only_sentences_about_the_event_name_its_parties() -> None:
    draft = draft_of(
        "Workshop on credit", "Lima, Peru: 3 May 2010", "Chile cited a study that was financed by the World Bank.",
        "The workshop was financed by CAF.",
    )  # fmt: skip
    assert draft.fields["funders"] == ("CAF",)


def test_parties_listed_under_a_heading_are_taken_once() -> None:
    draft = draft_of("Workshop on credit", "Lima, Peru: 3 May 2010", "Organizers", "OAS", "ECLAC", "OAS", LONG)
    assert draft.fields["organizers"] == ("OAS", "ECLAC")
    assert [block.text for block in draft.body] == [LONG]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The firms of the region and their exports to the north", "en"),
        ("Las pymes de la región y sus exportaciones en el mercado", "es"),
        ("As pequenas empresas não têm acesso ao crédito, mas exportam para o mercado", "pt"),
        ("Les petites entreprises de la région et leurs exportations dans le marché", "fr"),
        ("OAS ECLAC 2010", ""),
        ("", ""),
    ],
)
def test_the_language_is_that_of_most_stop_words(text: str, language: str) -> None:
    assert language_of(text) == language


def test_a_very_long_document_makes_a_draft_that_can_be_read(tmp_path: Path) -> None:
    words = " ".join(f"word{number}" for number in range(2_000))
    draft = draft_of(*(f"Paragraph {number}. {words}" for number in range(120)))
    assert sum(len(block.text) for block in draft.body) <= event_drafts.MAX_BODY_CHARACTERS
    assert ("body", "the rest of this long document was left out; attach it with --attach") in draft.reviews
