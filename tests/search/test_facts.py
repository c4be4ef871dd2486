"""Questions are answered out of the workshops' own fields."""

from dataclasses import replace
from pathlib import Path

import pytest

from policysearch import query
from policysearch.search.results import Results, Searcher
from tests.engines.factories import searcher_of, workshop


@pytest.fixture
def searcher(tmp_path: Path) -> Searcher:
    bees = replace(
        workshop("bees", "Bees and honey", country="PA"),
        city="Colón",
        organizers=("Ministry of Honey",),
        funders=("Bank of Wax", "Hive Fund"),
    )
    return searcher_of(tmp_path, bees, workshop("goats", "Goats", country="PE"))


def ask(searcher: Searcher, text: str, language: str = "en", offset: int = 0) -> Results:
    return searcher.search(query.parse(text, searcher.vocabulary, language=language, offset=offset))


@pytest.mark.parametrize(
    ("text", "language", "kind", "values"),
    [
        ("Who paid for bees?", "en", "funder", ("Bank of Wax", "Hive Fund")),
        ("Who organized the workshop on bees?", "en", "organizer", ("Ministry of Honey",)),
        ("Where was bees held?", "en", "place", ("Colón", "Panama")),
        ("¿Dónde fue bees?", "es", "place", ("Colón", "Panamá")),
        ("Quand a eu lieu bees ?", "fr", "date", ("2010-01-01", "2010-01-01")),
    ],
)
def test_a_question_has_its_answer(
    searcher: Searcher, text: str, language: str, kind: str, values: tuple[str, ...]
) -> None:
    (fact,) = ask(searcher, text, language).facts
    assert (fact.kind, fact.document.workshop.slug, fact.values) == (kind, "bees", values)


@pytest.mark.parametrize(
    "text", ["Who paid for goats?", "bees", "Who paid for zebras?", "Who paid for bees and zebras?"]
)
def test_nothing_is_answered_that_no_field_says(searcher: Searcher, text: str) -> None:
    assert ask(searcher, text).facts == ()


def test_at_most_three_are_answered_on_the_first_page(tmp_path: Path) -> None:
    searcher = searcher_of(tmp_path, *(workshop(f"w{n}", "Bees") for n in range(12)))
    assert len(ask(searcher, "When was bees?").facts) == 3
    assert ask(searcher, "When was bees?", offset=10).facts == ()
