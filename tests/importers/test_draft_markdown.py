"""A draft as Markdown, review marks, and what publishing makes of it."""

from datetime import date
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from policysearch.importers import draft_markdown, review_marks
from policysearch.importers.event_drafts import Draft
from policysearch.importers.outline import Block
from policysearch.model.errors import MaterialsError

DRAFT = Draft(
    'Trade: "Poverty" & Growth',
    "es",
    date(2009, 12, 3),
    date(2009, 12, 4),
    "Panama City",
    "",
    "PA",
    ("trade",),
    partners=("Ministry: Trade, Industry", "NO"),
    highlights=("First *lesson*.", "1. Second <b>."),
    body=(
        Block("heading", "Context", 2),
        Block("paragraph", "# no heading"),
        Block("row", "a | b"),
        Block("row", "1 | 2"),
    ),
    reviews=(("city", "which city?"), ("highlights", "taken from paragraphs")),
)
WRITTEN = r"""---
title: "Trade: \"Poverty\" & Growth"
start: 2009-12-03
end: 2009-12-04
city: Panama City  # review: which city?
country: PA
themes: [trade]
partners:
  - "Ministry: Trade, Industry"
  - "NO"
language: es
added: 2026-11-23
draft: true
---

### Context

\# no heading

| a | b |
| --- | --- |
| 1 | 2 |

## Destacados

<!-- review: taken from paragraphs -->

- First \*lesson\*. {#h1}
- 1\. Second &lt;b>. {#h2}
"""


def test_a_draft_is_a_file_that_staff_can_edit() -> None:
    assert draft_markdown.markdown(DRAFT, date(2026, 11, 23)) == WRITTEN


def test_publishing_takes_the_draft_mark_and_the_review_marks_off_and_nothing_else() -> None:
    assert [(mark.line, mark.field, mark.note) for mark in review_marks.marks(WRITTEN)] == [
        (5, "city", "which city?"),
        (26, "text", "taken from paragraphs"),
    ]
    published = review_marks.published(WRITTEN)
    assert not review_marks.is_draft(published)
    assert review_marks.marks(published) == ()
    gone = set(WRITTEN.splitlines()) - set(published.splitlines())
    assert gone == {"draft: true", "city: Panama City  # review: which city?", "<!-- review: taken from paragraphs -->"}


def test_words_that_look_like_marks_are_left_alone() -> None:
    text = "---\ntitle: x\n---\n\ndraft: true\n\nA line. # review: of the year\n"
    assert review_marks.published(text) == text


@pytest.mark.parametrize("slug", ["absent", "../secret", ".hidden", ""])
def test_only_a_material_can_be_named(slug: str, tmp_path: Path) -> None:
    (tmp_path.parent / "secret.md").write_text("", "utf-8")
    with pytest.raises(MaterialsError):
        review_marks.file_of(slug, tmp_path)


def test_slugs_are_short_plain_and_unlike() -> None:
    slug = draft_markdown.slug(
        Draft("Políticas de innovación y el uso de las TIC: ¿qué sigue?", "es", date(2010, 9, 21))
    )
    assert slug == "2010-politicas-innovacion-uso-tic-sigue"
    assert draft_markdown.slug(DRAFT, {draft_markdown.slug(DRAFT)}) == draft_markdown.slug(DRAFT) + "-2"
    assert len(draft_markdown.slug(Draft("word " * 60, "en"))) <= 60


@given(st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=80))
def test_any_text_survives_as_a_scalar(text: str) -> None:
    assert yaml.load(f"a: {draft_markdown.scalar(text)}", Loader=yaml.BaseLoader) == {"a": text}
