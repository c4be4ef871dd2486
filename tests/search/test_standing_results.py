"""Results of the whole collection are kept for a generation, whatever the setting says of other results."""

from dataclasses import replace
from pathlib import Path

import pytest

from policysearch.query import Query, filters, parse
from policysearch.search.service import SearchService
from policysearch.settings import Settings
from policysearch.vocabulary import Vocabulary
from tests.engines.factories import build, open_engine, workshop

CROSSTAB = ("theme", "experience")
EVERYTHING = Query(view="highlights", limit=0, crosstab=CROSSTAB)
WORDS = Query("apples", parse("apples", Vocabulary()).clause)


@pytest.fixture
def service(tmp_path: Path) -> SearchService:
    build(tmp_path, [workshop("a", "Apples"), workshop("b", "Berries")])
    return SearchService(open_engine(Settings(index=tmp_path)), cache_size=0)


@pytest.mark.parametrize("facet", [None, "theme", "country", "experience"])
def test_results_of_the_whole_collection_a_theme_or_a_country_are_kept(
    service: SearchService, facet: str | None
) -> None:
    query = replace(EVERYTHING, filters=filters({facet: ("ict",)} if facet else {}))
    assert service.search(query) is service.search(query)


@pytest.mark.parametrize(
    "query",
    [
        WORDS,
        Query(filters=filters({"year": ("2009",)})),
        Query(filters=filters({"theme": ("ict", "trade")})),
        Query(filters=filters({"theme": ("ict",), "country": ("PA",)})),
        Query(like="a"),
        Query(offset=1),
    ],
    ids=["words", "filters", "two themes", "two facets", "like", "next page"],
)
def test_other_results_are_not_kept_where_the_setting_keeps_none(service: SearchService, query: Query) -> None:
    assert service.search(query) is not service.search(query)


def test_a_new_generation_is_counted_anew(service: SearchService, tmp_path: Path) -> None:
    everything = Query(sort="newest")
    assert service.search(everything).total == 2
    build(tmp_path, [workshop("c", "Cherries")])
    assert [hit.document.id for hit in service.search(everything).hits] == ["c"]
