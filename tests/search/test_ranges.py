"""A range of years and a day of adding narrow a search as its filters do, in every engine."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from policysearch import query
from policysearch.query import Query, View, YearRange, filters
from policysearch.search.results import Results, Searcher
from policysearch.settings import Settings
from policysearch.vocabulary import Region, Vocabulary
from tests.engines.factories import build, open_searcher, workshop

DAYS = {"2009-a": "2026-05-31", "2010-a": "2026-06-01", "2010-b": None, "2012-a": "2026-07-15"}
VOCABULARY = Vocabulary(regions=(Region("caricom", ("CARICOM",), ("JM", "BB"), shares=True),))


@pytest.fixture(scope="module")
def searcher(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Searcher]:
    index: Path = tmp_path_factory.mktemp("ranges")
    workshops = [
        replace(
            workshop(
                slug,
                "Credit" if slug < "2010-b" else "Trade",
                "Jamaica lends.",
                start=f"{slug[:4]}-05-01",
                themes=("ict",),
            ),
            added=date.fromisoformat(day) if day else None,
            funders=("CAF",) if slug.endswith("a") else (),
        )
        for slug, day in DAYS.items()
    ]
    build(index, workshops, VOCABULARY)
    opened = open_searcher(Settings(index=index))
    yield opened
    opened.close()


def slugs(results: Results) -> list[str]:
    return [hit.document.id for hit in results.hits]


def buckets(results: Results, facet: str) -> dict[str, tuple[int, bool]]:
    return {bucket.value: (bucket.count, bucket.selected) for bucket in results.facets[facet]}


@pytest.mark.parametrize(
    ("years", "listed"),
    [
        (YearRange(2010, 2011), ["2010-a", "2010-b"]),
        (YearRange(2010, None), ["2012-a", "2010-a", "2010-b"]),
        (YearRange(None, 2009), ["2009-a"]),
        (YearRange(1990, 1999), []),
    ],
)
def test_a_range_of_years_selects_the_years_in_it(searcher: Searcher, years: YearRange, listed: list[str]) -> None:
    results = searcher.search(Query(years=years))
    assert slugs(results) == listed
    assert results.total == len(listed)
    assert {value: count for value, (count, _) in buckets(results, "year").items()} == {"2009": 1, "2010": 2, "2012": 1}
    assert {value for value, (_, selected) in buckets(results, "year").items() if selected} == {
        slug[:4] for slug in listed
    }
    assert sum(count for count, _ in buckets(results, "theme").values()) == len(listed)


def test_years_and_a_range_of_them_widen_each_other_and_narrow_with_other_filters(searcher: Searcher) -> None:
    both = Query(years=YearRange(2012, None), filters=filters({"year": ("2009",)}))
    assert slugs(searcher.search(both)) == ["2012-a", "2009-a"]
    narrowed = replace(both, filters=filters({"year": ("2009",), "theme": ("none",)}))
    assert searcher.search(narrowed).total == 0


@pytest.mark.parametrize(
    ("since", "listed"),
    [("2026-06-01", ["2012-a", "2010-a"]), ("2026-07-01", ["2012-a"]), ("2027-01-01", [])],
)
def test_since_takes_what_was_added_from_that_day_on(searcher: Searcher, since: str, listed: list[str]) -> None:
    views: tuple[View, ...] = ("workshops", "highlights")
    for view, suffix in zip(views, ("", "/h1"), strict=True):
        results = searcher.search(Query(view=view, since=date.fromisoformat(since)))
        assert slugs(results) == [slug + suffix for slug in listed]
        assert sum(count for count, _ in buckets(results, "year").values()) == len(listed)


def test_the_order_added_is_the_same_for_paging_and_for_files(searcher: Searcher) -> None:
    order = ["2012-a", "2010-a", "2009-a", "2010-b"]
    asked = Query(sort="added")
    assert slugs(searcher.search(asked)) == order
    assert [slugs(searcher.search(replace(asked, offset=n, limit=1))) for n in range(4)] == [[slug] for slug in order]
    assert [document.id for document in searcher.scan(asked)] == order


def test_a_search_that_a_range_or_a_day_empties_offers_to_drop_it(searcher: Searcher) -> None:
    years = query.parse("credit", searcher.vocabulary, years=YearRange(1990, 1999))
    since = query.parse("credit", searcher.vocabulary, since=date(2030, 1, 1))
    assert [(way.drop, way.total) for way in searcher.search(years).ways_out] == [("years:1990..1999", 2)]
    assert [(way.drop, way.total) for way in searcher.search(since).ways_out] == [("since:2030-01-01", 2)]


def test_a_range_without_years_lists_nothing_through_a_region_either(searcher: Searcher) -> None:
    asked = Query(view="highlights", years=YearRange(1990, 1999), filters=filters({"experience": ("JM",)}))
    assert searcher.search(asked).total == 0
    assert searcher.search(replace(asked, years=None)).total == 4


def test_funders_are_a_facet(searcher: Searcher) -> None:
    results = searcher.search(Query())
    assert buckets(results, "funder") == {"CAF": (3, False)}
    assert slugs(searcher.search(Query(filters=filters({"funder": ("CAF",)})))) == ["2012-a", "2010-a", "2009-a"]
