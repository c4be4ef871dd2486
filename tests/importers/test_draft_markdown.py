"""A draft as Markdown."""

from datetime import date

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from policysearch.importers import draft_markdown, inline_markdown
from policysearch.importers.event_drafts import Draft
from policysearch.importers.outline import Block

DRAFT = Draft(
    {
        "title": 'Trade: "Poverty" & Growth',
        "language": "es",
        "start": "2009-12-03",
        "end": "2009-12-04",
        "city": "Panama City",
        "region": "",
        "country": "PA",
        "themes": ("trade",),
        "partners": ("Ministry: Trade, Industry", "NO"),
    },
    lessons=(Block("item", "First *lesson*.", 1), Block("item", "1. Second <b>.", 1)),
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


def draft(**fields: str) -> Draft:
    return Draft(fields)


def test_a_draft_is_a_file_that_staff_can_edit() -> None:
    assert draft_markdown.markdown(DRAFT, date(2026, 11, 23)) == WRITTEN


def test_fields_of_the_document_itself_come_first_and_its_draft_mark_is_ours() -> None:
    own = Draft(
        {"title": "Found", "links": ({"title": "Site", "url": "https://example.org"},), "start": "2010-01-02"},
        front_matter={"title": "Own", "draft": "false", "extra": "kept", "start": ""},
    )
    lines = draft_markdown.markdown(own, date(2026, 11, 23), published=True).splitlines()
    assert lines[1:9] == [
        "title: Own",
        "start: 2010-01-02",
        "end:",
        "city:",
        "country:",
        "themes:",
        "language:",
        "links:",
    ]
    assert lines[9:14] == ["- title: Site", "  url: https://example.org", "added: 2026-11-23", "extra: kept", "---"]


def test_lists_and_headings_are_nested_one_step_at_a_time() -> None:
    items = (Block("item", "a", 3), Block("item", "b", 1), Block("item", "c", 4))
    blocks = (Block("heading", "Deep", 5), *items, Block("heading", "High", 2))
    text = draft_markdown.markdown(Draft({}, body=blocks), date(2026, 11, 23))
    assert "#### Deep\n\n- a\n- b\n    - c\n\n### High\n" in text


@pytest.mark.parametrize(
    ("fields", "slug"),
    [
        (
            {"title": "Políticas de innovación y el uso de las TIC: ¿qué sigue?", "start": "2010-09-21"},
            "2010-politicas-innovacion-uso-tic-sigue",
        ),
        ({"title": "Credit", "city": "San José", "start": "2010-09-21"}, "2010-san-jose"),
        ({"title": "Credit"}, "credit"),
        ({"title": "¿?"}, "workshop"),
        ({"title": "extraordinarily " * 8}, "extraordinarily-extraordinarily-extraordinarily"),
        ({"title": "x" * 90}, "x" * 60),
    ],
)
def test_slugs_are_short_and_plain(fields: dict[str, str], slug: str) -> None:
    assert draft_markdown.slug(draft(**fields)) == slug


def test_a_slug_in_use_gets_the_next_free_number() -> None:
    assert draft_markdown.slug(draft(title="Credit"), {"credit", "credit-2"}) == "credit-3"


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        ("# no heading", "\\# no heading"),
        ("2) no item", "2\\) no item"),
        ("a_b _c_ 5 < 6 &amp; x", "a_b \\_c\\_ 5 &lt; 6 &amp;amp; x"),
        ("[x](y) | `z`", "\\[x\\](y) \\| \\`z\\`"),
        (": no definition", "\\: no definition"),
    ],
)
def test_text_is_shown_as_it_is(text: str, markdown: str) -> None:
    assert inline_markdown.escaped(text) == markdown


@given(st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=80))
def test_any_text_survives_as_a_scalar(text: str) -> None:
    assert yaml.load(f"a: {draft_markdown.scalar(text)}", Loader=yaml.BaseLoader) == {"a": text}
