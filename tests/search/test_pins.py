"""Picks of the editors come first in both views, for any inflection of their queries."""

from pathlib import Path

import pytest

from policysearch import query
from policysearch.search.results import Results, Searcher
from policysearch.vocabulary import Pick, Vocabulary
from tests.engines.factories import searcher_of, workshop

WORDS = Vocabulary(picks=(Pick(("bee incubators", "incubadoras"), ("goats/h2",)),))


@pytest.fixture
def searcher(tmp_path: Path) -> Searcher:
    return searcher_of(
        tmp_path,
        workshop("bees", "Bee incubators", "A bee incubator pays."),
        workshop("goats", "Goats", "Goats eat.", "Milk is sold."),
        vocabulary=WORDS,
    )


def ask(searcher: Searcher, text: str, view: query.View) -> Results:
    return searcher.search(query.parse(text, searcher.vocabulary, view=view))


@pytest.mark.parametrize("text", ["bee incubators", "Bees incubator", "incubadora", "BEE INCUBATORS"])
def test_a_picked_lesson_comes_first_in_both_views(searcher: Searcher, text: str) -> None:
    lesson = ask(searcher, text, "highlights").hits[0]
    assert (lesson.document.id, lesson.picked) == ("goats/h2", True)
    shown = ask(searcher, text, "workshops").hits[0]
    assert (shown.document.id, shown.picked) == ("goats", True)
    assert shown.snippets[0].text == "Milk is sold."


@pytest.mark.parametrize("text", ["incubators", "bee", "goats"])
def test_other_queries_pick_nothing(searcher: Searcher, text: str) -> None:
    assert not any(hit.picked for hit in ask(searcher, text, "workshops").hits)
