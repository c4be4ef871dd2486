"""Narrower themes count for their broader ones."""

from pathlib import Path

import pytest

from policysearch import query
from policysearch.search.results import Results, Searcher
from policysearch.vocabulary import Theme, Vocabulary
from tests.engines.factories import searcher_of, workshop

WORDS = Vocabulary(
    themes=(
        Theme("innovation", {"en": "Innovation"}),
        Theme("ict", {"en": "ICT"}, broader="innovation"),
        Theme("web", {"en": "Web"}, broader="ict"),
        Theme("trade", {"en": "Trade"}),
    )
)


@pytest.fixture
def searcher(tmp_path: Path) -> Searcher:
    return searcher_of(
        tmp_path,
        workshop("a", "Bees", themes=("ict",)),
        workshop("b", "Bees", themes=("web", "trade")),
        workshop("c", "Bees", themes=("innovation", "ict")),
        workshop("d", "Bees", themes=("trade",)),
        vocabulary=WORDS,
    )


def ask(searcher: Searcher, text: str = "", **filters: tuple[str, ...]) -> Results:
    return searcher.search(query.parse(text, searcher.vocabulary, filters=query.filters(filters)))


@pytest.mark.parametrize(
    ("theme", "slugs"),
    [("innovation", {"a", "b", "c"}), ("ict", {"a", "b", "c"}), ("web", {"b"}), ("trade", {"b", "d"})],
)
def test_a_theme_finds_what_its_narrower_ones_have(searcher: Searcher, theme: str, slugs: set[str]) -> None:
    for results in (ask(searcher, theme=(theme,)), ask(searcher, f"theme:{theme}")):
        assert {hit.document.id for hit in results.hits} == slugs
        assert results.total == len(slugs)


def test_counts_are_those_of_the_filter_and_say_what_brings_them(searcher: Searcher) -> None:
    for results in (ask(searcher), ask(searcher, "bees"), ask(searcher, theme=("trade",))):
        buckets = {bucket.value: bucket.count for bucket in results.facets["theme"]}
        assert buckets == {"innovation": 3, "ict": 3, "trade": 2, "web": 1}
        assert all(count == ask(searcher, results.query.text, theme=(value,)).total for value, count in buckets.items())
        assert results.through == {("theme", "innovation"): "ict", ("theme", "ict"): "web"}
    assert [b.value for b in ask(searcher, theme=("innovation",)).facets["theme"] if b.selected] == ["innovation"]


def test_hits_show_their_own_themes_alone(searcher: Searcher) -> None:
    assert {hit.document.id: hit.document.facets["theme"] for hit in ask(searcher, theme=("innovation",)).hits} == {
        "a": ("ict",),
        "b": ("web", "trade"),
        "c": ("innovation", "ict"),
    }


def test_themes_in_a_circle_end() -> None:
    circle = Vocabulary(themes=(Theme("a", {"en": "A"}, broader="b"), Theme("b", {"en": "B"}, broader="a")))
    assert circle.narrower == {"b": ("a",), "a": ("b",)}
