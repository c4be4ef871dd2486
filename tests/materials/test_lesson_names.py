"""A lesson is called by its headline, else by its first words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policysearch.materials import lesson_names, plain
from policysearch.model.workshop import Highlight


def lesson(markdown: str) -> Highlight:
    return Highlight("h1", markdown, plain(markdown))


@pytest.mark.parametrize(
    ("markdown", "headline"),
    [
        ("**Small vouchers work.** Peru pays half.", "Small vouchers work"),
        ("__Small vouchers work.__ Peru pays half.", "Small vouchers work"),
        ("**Small vouchers work**. Peru pays half.", "Small vouchers work"),
        ("**Small vouchers work:** Peru pays half.", "Small vouchers work"),
        ("**Small vouchers work** Peru pays half.", "Small vouchers work"),
        ("**Small vouchers work** – and why", "Small vouchers work"),
        ("**¿Quién paga el bono?** El Perú, la mitad.", "¿Quién paga el bono?"),
        ("**Les *petits* bons marchent.**\nLe Pérou paie.", "Les petits bons marchent"),
        ("**Small [vouchers](https://example.org) work.** More.", "Small vouchers work"),
        ("**The whole lesson is bold.**", "The whole lesson is bold"),
        ("**The third workshop** was held in Lima.", ""),
        ("**Small vouchers.** Peru pays half.", ""),
        ("**Chile** halved its fees.", ""),
        ("Peru pays half. **Small vouchers work.**", ""),
        ("**Never closed. Peru pays half.", ""),
        (f"**{'word ' * 40}end.** More.", ""),
        ("", ""),
        ("***Small vouchers work.*** Chile pays half.", "Small vouchers work"),
        ("**Small vouchers\n  work.** Chile pays half.", "Small vouchers work"),
        ("**Small vouchers work**\nChile pays half.", "Small vouchers work"),
        ("**Small vouchers work**\nwhere Chile pays half.", ""),
        ("**Small vouchers work**\n\nwhere Chile pays half.", "Small vouchers work"),
        ("**Small vouchers\n\nwork.** Chile pays half.", ""),
        ("**Vouchers work in the U.S.** Chile pays half.", "Vouchers work in the U.S."),
        ("**Los vales funcionan en EE.UU.** Chile paga la mitad.", "Los vales funcionan en EE.UU."),
    ],
)
def test_a_headline_is_bold_first_and_has_three_words(markdown: str, headline: str) -> None:
    assert lesson_names.headline(lesson(markdown)) == headline


def test_without_a_headline_the_first_words_are_the_name() -> None:
    assert lesson_names.name(lesson("**Small vouchers work.** Peru pays half.")) == "Small vouchers work"
    assert lesson_names.name(lesson("Peru pays half.")) == "Peru pays half."
    assert lesson_names.name(lesson("one two three four"), length=10) == "one two…"


def test_first_words_end_at_a_word() -> None:
    beginning = lesson_names.first_words("word " * 60)
    assert beginning.endswith("word…")
    assert len(beginning) <= lesson_names.MAX_NAME


@given(st.text(max_size=300))
def test_a_headline_is_where_the_lesson_begins(words: str) -> None:
    highlight = lesson(f"**{words}.** More of it.")
    assert highlight.text.startswith(lesson_names.headline(highlight))
