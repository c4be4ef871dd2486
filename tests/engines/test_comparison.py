"""Countries side by side: the same answer as a search for each cell, over any engine."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policysearch import query
from policysearch.query import Query
from policysearch.search import compare
from policysearch.search.results import Comparison, ComparisonCell, Searcher
from policysearch.vocabulary import Region, Theme, Vocabulary
from tests.engines.factories import searcher_of, workshop

VOCABULARY = Vocabulary(
    themes=(
        Theme("finance", {"en": "Finance"}),
        Theme("credit", {"en": "Credit"}, broader="finance"),
        Theme("ict", {"en": "ICT"}),
        Theme("skills", {"en": "Skills"}),
    ),
    regions=(
        Region("andes", ("Andes", "the Andes"), ("PE", "BO"), shares=True),
        Region("coast", ("Pacific Coast",), ("PE", "CL")),
    ),
)
WORKSHOPS = (
    workshop("loans", "Loans", "Chile guarantees loans.", "Brazil lends.", start="2009-05-04", themes=("credit",)),
    workshop(
        "banks", "Banks", "Chile watches banks.", "Peru and Chile share risk.", start="2012-01-01", themes=("finance",)
    ),
    workshop(
        "web", "Web", "Chile and Brazil are online.", "Peru sells online.", start="2010-06-01", themes=("ict", "credit")
    ),
    workshop("hills", "Hills", "The Andes sell wool.", start="2014-01-01", themes=("finance",)),
    workshop("plain", "Plain", "Chile walks.", "On the Pacific Coast one swims.", start="2001-01-01"),
    workshop("fairs", "Fairs", "Mexico visits fairs.", start="2003-01-01", themes=("trade",)),
    workshop("later", "Later", "Chile guarantees more loans.", start="2009-09-04", themes=("credit",)),
)


@pytest.fixture(scope="module")
def searcher(tmp_path_factory: pytest.TempPathFactory) -> Searcher:
    index: Path = tmp_path_factory.mktemp("comparison")
    return searcher_of(index, *WORKSHOPS, vocabulary=VOCABULARY)


def ask(
    searcher: Searcher, *places: str, text: str = "", in_cell: int = 3, **selections: tuple[str, ...]
) -> Comparison:
    asked = query.parse(text, searcher.vocabulary, filters=query.filters(selections))
    return searcher.compare(asked, places, in_cell)


def cells(comparison: Comparison) -> dict[tuple[str, str], ComparisonCell]:
    return {(row.theme, cell.place): cell for row in comparison.rows for cell in row.cells}


def ids(cell: ComparisonCell) -> list[str]:
    return [lesson.document.id for lesson in cell.lessons]


def test_each_cell_has_its_newest_lessons_their_years_and_their_number(searcher: Searcher) -> None:
    comparison = ask(searcher, "CL", "BR")
    assert comparison.places == ("CL", "BR")
    assert comparison.totals == (6, 2)
    assert [(row.theme, row.total) for row in comparison.rows] == [("finance", 6), ("ict", 1), ("", 0)]
    filled = cells(comparison)
    assert ids(filled["finance", "CL"]) == ["banks/h1", "banks/h2", "web/h1"]
    assert filled["finance", "CL"].total == 5
    assert filled["finance", "CL"].years == ("2012", "2010", "2009")
    assert ids(filled["finance", "BR"]) == ["web/h1", "loans/h2"]
    assert ids(filled["ict", "CL"]) == ids(filled["ict", "BR"]) == ["web/h1"]


def test_a_lesson_without_a_theme_has_a_row_of_its_own(searcher: Searcher) -> None:
    filled = cells(ask(searcher, "CL", "BR"))
    assert ids(filled["", "CL"]) == ["plain/h1"]
    assert filled["", "BR"].total == 0
    assert ("", "MX") not in cells(ask(searcher, "MX", "BR"))


def test_a_selected_theme_is_the_only_row_whatever_it_has(searcher: Searcher) -> None:
    comparison = ask(searcher, "CL", "BR", theme=("credit",))
    assert [row.theme for row in comparison.rows] == ["credit"]
    assert ids(cells(comparison)["credit", "CL"]) == ["web/h1", "later/h1", "loans/h1"]
    assert comparison.totals == (3, 2)
    (gap,) = ask(searcher, "CL", "BR", theme=("skills",)).rows
    assert [cell.total for cell in gap.cells] == [0, 0]


def test_gaps_are_the_broadest_themes_that_no_place_has(searcher: Searcher) -> None:
    assert ask(searcher, "CL", "BR").empty_themes == ("skills",)
    assert ask(searcher, "MX", "GT").empty_themes == ("finance", "ict", "skills")
    assert [row.theme for row in ask(searcher, "MX", "GT").rows] == ["trade"]


def test_a_region_that_shares_comes_after_the_lessons_of_its_member_and_is_named(searcher: Searcher) -> None:
    filled = cells(ask(searcher, "PE", "CL"))
    assert [(lesson.document.id, lesson.through) for lesson in filled["finance", "PE"].lessons] == [
        ("banks/h2", ""),
        ("web/h2", ""),
        ("hills/h1", "andes"),
    ]
    assert ids(cells(ask(searcher, "PE", "CL", in_cell=1))["finance", "PE"]) == ["banks/h2"]
    assert ids(cells(ask(searcher, "andes", "coast"))["finance", "andes"]) == ["hills/h1"]


def test_words_and_years_narrow_and_closest_lessons_are_named_as_such(searcher: Searcher) -> None:
    comparison = ask(searcher, "CL", "BR", text="guarantees loans", year=("2009",))
    assert comparison.totals == (2, 0)
    assert not comparison.relaxed
    assert cells(comparison)["finance", "CL"].years == ("2009",)
    relaxed = ask(searcher, "CL", "BR", text="guarantees online")
    assert relaxed.relaxed
    assert relaxed.totals == (3, 1)


def test_a_sure_correction_is_named(searcher: Searcher) -> None:
    comparison = ask(searcher, "CL", "BR", text="guarantes")
    assert comparison.shown_for is not None
    assert comparison.shown_for.searched == "guarantees"
    assert comparison.totals == (2, 0)


def test_themes_beyond_the_limit_are_named_with_their_number(
    searcher: Searcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(compare, "MAX_THEMES", 1)
    comparison = ask(searcher, "CL", "MX")
    assert [row.theme for row in comparison.rows] == ["finance", ""]
    assert comparison.other_themes == (("ict", 1), ("trade", 1))


def test_a_circle_of_broader_themes_hides_no_lesson(tmp_path: Path) -> None:
    circle = Vocabulary(themes=(Theme("a", {}, broader="b"), Theme("b", {}, broader="a"), Theme("c", {}, broader="c")))
    searcher = searcher_of(
        tmp_path,
        workshop("one", "One", "Chile sings.", themes=("b",)),
        workshop("two", "Two", "Chile dances.", themes=("c",)),
        vocabulary=circle,
    )
    comparison = ask(searcher, "CL", "BR")
    shown = {lesson.document.id for row in comparison.rows for cell in row.cells for lesson in cell.lessons}
    assert shown == {"one/h1", "two/h1"}


@settings(max_examples=25)
@given(
    places=st.lists(
        st.sampled_from(["CL", "BR", "PE", "BO", "MX", "andes", "coast"]), min_size=2, max_size=4, unique=True
    ),
    text=st.sampled_from(["", "loans", "online", "sell wool", "chile OR brazil", "nothing-of-it"]),
    selections=st.fixed_dictionaries(
        {},
        optional={
            "theme": st.sampled_from([("credit",), ("ict", "finance")]),
            "year": st.sampled_from([("2009",), ("2012", "2010")]),
        },
    ),
    in_cell=st.integers(1, 4),
)
def test_a_cell_is_what_a_search_for_it_finds(
    searcher: Searcher, places: list[str], text: str, selections: dict[str, tuple[str, ...]], in_cell: int
) -> None:
    comparison = ask(searcher, *places, text=text, in_cell=in_cell, **selections)
    for (theme, place), cell in cells(comparison).items():
        if not theme:
            continue
        narrowed = {**dict(comparison.query.filters), "experience": (place,), "theme": (theme,)}
        asked: Query = replace(
            comparison.query, sort="newest", offset=0, limit=in_cell, filters=query.filters(narrowed), facets=("year",)
        )
        results = searcher.search(asked)
        if cell.total == 0:
            assert results.relaxed or not results.total
            continue
        assert results.relaxed == comparison.relaxed
        assert cell.total == results.total
        assert ids(cell) == [hit.document.id for hit in results.hits]
        assert cell.years
        assert min(in_cell, cell.total) == len(cell.lessons)


def test_a_comparison_has_the_notices_of_the_search(searcher: Searcher) -> None:
    text = "title:zzz loans"
    listed = searcher.search(query.parse(text, searcher.vocabulary, view="highlights"))
    assert [notice.code for notice in listed.notices] == ["unknown_value"]
    assert ask(searcher, "CL", "BR", text=text).notices == listed.notices
