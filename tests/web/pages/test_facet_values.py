"""All values of a facet: searchable, with the search's other filters, ticks kept."""

from collections.abc import Callable
from typing import Any

from flask.testing import FlaskClient

from policysearch.search.results import Bucket
from policysearch.web.pages.facet_values import PER_PAGE
from tests.web.fake import FakeSearcher
from tests.web.pages.test_search import Page

Serve = Callable[[FakeSearcher], FlaskClient]


def partners(serve: Serve, count: int = 80) -> FlaskClient:
    buckets = tuple(Bucket(f"Partner {n:03}", count - n, n == 79) for n in range(count))
    changes: dict[str, Any] = {"facets": {"partner": buckets}, "facet_totals": {"partner": count}}
    return serve(FakeSearcher(**changes))


def values(page: Page) -> list[str | None]:
    return [box["value"] for box in page.all("input", type="checkbox")]


def test_every_value_is_shown_with_the_search_it_narrows(serve: Serve) -> None:
    page = Page(partners(serve), "/facets/partner?q=chile&year=2009&lesson=ict-use/h1")
    assert len(values(page)) == 80
    hidden = {(field["name"], field["value"]) for field in page.all("input", type="hidden")}
    assert {("q", "chile"), ("year", "2009"), ("lesson", "ict-use/h1")} <= hidden
    assert "noindex" in page.source


def test_its_markdown_lists_the_values_with_their_counts(serve: Serve) -> None:
    text = partners(serve, 3).get("/lessons/facets/partner.md").text
    assert "- Partner 000 **3**\n- Partner 001 **2**\n- Partner 002 **1**\n" in text


def test_a_value_is_found_by_words_of_its_name_without_accents_and_ticks_stay(serve: Serve) -> None:
    page = Page(partners(serve), "/facets/partner?q=&find=PARTNER+07")
    assert values(page) == [f"Partner {n:03}" for n in (7, *range(70, 80))]
    nothing = Page(partners(serve), "/facets/partner?q=&find=xyz")
    assert values(nothing) == ["Partner 079"]


def test_values_can_be_read_from_a_to_z(serve: Serve) -> None:
    buckets = (Bucket("Ácida", 1), Bucket("Zeta", 9), Bucket("Beta", 5))
    client = serve(FakeSearcher(facets={"partner": buckets}, facet_totals={"partner": 3}))
    assert values(Page(client, "/facets/partner?q=&order=name")) == ["Ácida", "Beta", "Zeta"]
    assert values(Page(client, "/facets/partner?q=")) == ["Ácida", "Zeta", "Beta"]


def test_very_many_values_are_paged(serve: Serve) -> None:
    client = partners(serve, PER_PAGE + 50)
    first = Page(client, "/facets/partner?q=")
    assert first.all("button", name="first")[0]["value"] == str(PER_PAGE)
    second = Page(client, f"/facets/partner?q=&first={PER_PAGE}")
    assert len(values(second)) == 51
    assert "Partner 079" in values(second)
    assert len(values(Page(client, "/facets/partner?q=&first=99999"))) == PER_PAGE


def test_a_facet_that_is_none_is_not_found(client: FlaskClient) -> None:
    assert client.get("/facets/nothing").status_code == 404
    assert client.get("/facets/lesson").status_code == 404
