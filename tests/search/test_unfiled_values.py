"""Selected values that nothing has are named, with the value that may have been meant."""

from pathlib import Path

import pytest

from policysearch.query import filters, parse
from policysearch.search.results import Searcher
from policysearch.vocabulary import Region, Theme, Vocabulary
from tests.engines.factories import searcher_of, workshop

VOCABULARY = Vocabulary(
    themes=(
        Theme("water", {"en": "Water", "es": "Agua"}),
        Theme("wells", {"en": "Wells"}, broader="water"),
        Theme("roads", {"en": "Roads"}),
    ),
    regions=(Region("andes", ("the Andes",), ("PE", "BO"), shares=True),),
)


@pytest.fixture(scope="module")
def searcher(tmp_path_factory: pytest.TempPathFactory) -> Searcher:
    index: Path = tmp_path_factory.mktemp("unfiled")
    one = workshop("one", "One", "The United Kingdom dug wells in the Andes.", country="GB", themes=("wells",))
    other = workshop(
        "other", "Other", "Paid in Fiji.", country="FJ", partners=("Bank of the Isles",), start="2012-01-01"
    )
    return searcher_of(index, one, other, vocabulary=VOCABULARY)


def notices(searcher: Searcher, selected: dict[str, tuple[str, ...]], text: str = "") -> list[tuple[str, str, str]]:
    query = parse(text, VOCABULARY, filters=filters(selected))
    return [(notice.code, notice.text, notice.nearest) for notice in searcher.search(query).notices]


@pytest.mark.parametrize(
    ("facet", "value", "nearest"),
    [
        ("experience", "UK", "GB"),
        ("experience", "united-kingdom", "GB"),
        ("experience", "ands", "andes"),
        ("experience", "FR", ""),
        ("country", "UK", "GB"),
        ("country", "XX", ""),
        ("theme", "nonsense", ""),
        ("theme", "well", "wells"),
        ("theme", "roads", ""),
        ("partner", "Bank of the Isle", "Bank of the Isles"),
        ("funder", "Bank of the Isles", ""),
        ("year", "1999", ""),
        ("language", "pt", ""),
    ],
)
def test_a_value_that_nothing_has_is_named(searcher: Searcher, facet: str, value: str, nearest: str) -> None:
    assert notices(searcher, {facet: (value,)}) == [("unfiled_value", f"{facet}:{value}", nearest)]


@pytest.mark.parametrize(
    ("facet", "value"),
    [
        ("experience", "GB"),
        ("experience", "andes"),
        ("experience", "PE"),  # through the region
        ("theme", "water"),  # through a narrower theme
        ("country", "FJ"),
        ("partner", "Bank of the Isles"),
        ("year", "2012"),
    ],
)
def test_a_value_that_something_has_is_not(searcher: Searcher, facet: str, value: str) -> None:
    assert notices(searcher, {facet: (value,)}) == []
    assert notices(searcher, {facet: (value,)}, "nothing zzyzx") == []


def test_one_wrong_value_among_right_ones_is_named(searcher: Searcher) -> None:
    assert notices(searcher, {"country": ("FJ", "UK")}) == [("unfiled_value", "country:UK", "GB")]
