"""The range of years, the day of adding and who funded, on pages."""

import html
from dataclasses import replace

import pytest
from flask.testing import FlaskClient

from policysearch.search.results import Searcher, WayOut
from policysearch.web import create_app
from tests.web.conftest import SETTINGS
from tests.web.fake import MANY, TRADE, FakeSearcher
from tests.web.pages.test_search import Page


def page_of(address: str, searcher: FakeSearcher | None = None) -> Page:
    return Page(create_app(searcher or FakeSearcher(MANY), SETTINGS).test_client(), address)


def test_years_are_fields_of_the_form_and_the_address_has_them() -> None:
    page = page_of("/?q=chile&year_from=1985&year_to=1987")
    assert "3 workshops" in page.source
    assert page.all("input", name="year_from", value="1985", form="search")
    assert page.all("input", name="year_to", value="1987", form="search")
    assert "/lessons/?q=chile" in page.links()
    assert "/lessons/?q=chile&year_from=1985&year_to=1987&view=highlights" in page.links()


def test_the_year_0_is_a_year_of_the_form_too() -> None:
    page = page_of("/?q=chile&year_from=0000&year_to=0987&year=1985")
    assert page.all("input", name="year_from", value="0000", form="search")
    assert page.all("input", name="year_to", value="0987", form="search")


def test_years_in_the_range_need_no_box_and_the_others_keep_theirs() -> None:
    page = page_of("/?q=chile&year_from=2018&year=1985")
    boxes = [box["value"] for box in page.all("input", name="year")]
    assert "2019" not in boxes
    assert {"1985", "2017"} <= {*boxes}
    assert [box["value"] for box in page_of("/facets/year?q=chile&year_from=1981").all("input", name="year")] == [
        "1980"
    ]


@pytest.mark.parametrize(
    ("parameters", "words"),
    [
        ("year_from=1985&year_to=1987", "1985–1987"),
        ("year_from=1985&year_to=1985", "1985"),
        ("year_from=1985", "from 1985"),
        ("year_to=1985", "until 1985"),
        ("since=2026-06-01", "June 1, 2026"),
    ],
)
def test_each_range_is_named_and_can_be_removed(parameters: str, words: str) -> None:
    page = page_of(f"/?q=chile&{parameters}")
    assert f"<b>{words}</b>" in page.source
    assert "/lessons/?q=chile" in page.links()


def test_hits_say_when_they_were_added_where_this_is_asked_for() -> None:
    assert 'under">Added ' not in page_of("/?q=chile").source
    assert "Added November 1, 2026" in page_of("/?q=chile&since=2026-10-01").source
    assert "Added December 1, 2026" in page_of("/?q=chile&sort=added").source


def test_what_a_range_empties_leads_back() -> None:
    ways = (WayOut("years", "1990..1991", 2), WayOut("since", "2026-06-01", 4))
    page = page_of("/?q=chille&year_from=1990&year_to=1991&since=2026-06-01", FakeSearcher(ways_out=ways))
    assert "/lessons/?q=chille&since=2026-06-01" in page.links()
    assert "/lessons/?q=chille&year_from=1990&year_to=1991" in page.links()
    assert "Year: 1990–1991" in page.source
    assert "Added since: June 1, 2026" in page.source


def test_who_funded_is_on_the_hit_and_a_filter_and_on_the_workshops_page() -> None:
    funded = replace(TRADE, funders=("CAF & Co.",))
    searcher = FakeSearcher((funded, *MANY[1:]))
    page = page_of("/?q=chile&year=2009", searcher)
    assert "Funded by: CAF &amp; Co." in page.source
    assert page.all("input", name="funder", value="CAF & Co.")
    assert "1 workshop" in page_of("/?q=chile&funder=CAF+%26+Co.", searcher).source
    assert "/lessons/?q=&funder=CAF+%26+Co." in page_of("/workshops/trade-and-poverty", searcher).links()
    assert page_of("/facets/funder?q=chile", searcher).all("input", name="funder", value="CAF & Co.")


def test_files_say_to_what_a_search_was_narrowed(client: FlaskClient) -> None:
    answer = client.get("/export.csv?q=chile&year_from=2009&since=2026-06-01")
    assert "Year: from 2009; Added since: June 1, 2026" in answer.text


def test_ranges_without_fields_on_the_page_go_along_with_other_words() -> None:
    page = page_of("/?q=no-such-word&year_from=1985&since=2026-01-01")
    assert not page.all("input", type="date")
    for name, value in (("year_from", "1985"), ("since", "2026-01-01")):
        assert len(page.all("input", type="hidden", name=name, value=value)) == 1
    page = page_of("/?q=chile&year_from=1985&since=2026-01-01")
    assert not page.all("input", type="hidden", name="year_from")
    assert not page.all("input", type="hidden", name="since")


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "“20x9” is no year or day; it was left aside."),
        ("es", "«20x9» no es un año ni un día; no se tuvo en cuenta."),
        ("pt", "“20x9” não é um ano nem um dia; não foi considerado."),
        ("fr", "«\u00a020x9\u00a0» n’est ni une année ni un jour\u00a0; il n’en a pas été tenu compte."),
    ],
)
def test_a_year_that_is_none_is_named_in_the_readers_language(searcher: Searcher, language: str, sentence: str) -> None:
    client = create_app(searcher, SETTINGS).test_client()
    page = client.get(f"/?year_from=20x9&lang={language}").get_data(as_text=True)
    assert sentence in html.unescape(page)


def test_a_year_that_is_none_is_named_beside_a_correction_too(searcher: Searcher) -> None:
    client = create_app(searcher, SETTINGS).test_client()
    page = html.unescape(client.get("/?q=competitivness&year_from=20x9").get_data(as_text=True))
    assert "Showing results for" in page
    assert "“20x9” is no year or day; it was left aside." in page
