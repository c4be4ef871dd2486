from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from policysearch.vocabulary import Theme, Vocabulary
from tests.web.fake import MANY, THEMES, FakeSearcher
from tests.web.pages.test_search import Page

Serve = Callable[[FakeSearcher], FlaskClient]


def test_a_theme_has_its_lessons_and_workshops(client: FlaskClient) -> None:
    page = Page(client, "/themes/ict")
    assert "<h1>ICT</h1>" in page.source
    for path in ("ict-use/h1", "trade-and-poverty/h1", "trade-and-poverty/h2", "ict-use"):
        assert f"/lessons/workshops/{path}" in page.links()
    assert "/lessons/?q=&theme=ict&view=highlights&sort=newest" in page.links()


def test_a_country_is_where_workshops_were_held_or_whose_experience_they_discuss(client: FlaskClient) -> None:
    discussed = Page(client, "/countries/CL")
    assert "Lessons about this country’s experience" in discussed.source
    assert "Workshops held there" not in discussed.source
    host = Page(client, "/countries/PA")
    assert "Workshops held there" in host.source
    assert "/lessons/workshops/trade-and-poverty" in host.links()
    assert "/lessons/workshops/ict-use" not in host.links()


def test_a_year_has_its_workshops_and_leads_to_its_neighbours(serve: Serve) -> None:
    page = Page(serve(FakeSearcher(MANY)), "/years/1990")
    assert "/lessons/workshops/w10" in page.links()
    assert [a["href"] for a in page.all("a", rel="prev")] == ["/lessons/years/1989"]
    assert [a["href"] for a in page.all("a", rel="next")] == ["/lessons/years/1991"]
    assert not Page(serve(FakeSearcher(MANY)), "/years/1980").all("a", rel="prev")


def test_a_long_section_shows_the_newest_and_leads_to_all(serve: Serve) -> None:
    page = Page(serve(FakeSearcher(MANY)), "/themes/ict")
    assert len(page.all("article")) == 10
    assert "See all 43, filter or download" in page.source
    assert len((page.all("div", class_="years")[0]["data-years"] or "").split()) == 40
    assert "/lessons/?q=&theme=ict&experience=BR&view=highlights&sort=newest" in page.links()


def test_what_narrows_nothing_is_not_offered(client: FlaskClient) -> None:
    links = Page(client, "/years/2010").links()
    assert not [link for link in links if "year=2010&" in link and "theme=" in link]


@pytest.mark.parametrize(
    "path", ["/themes/nothing", "/countries/XX", "/countries/ZZ9", "/years/1999", "/years/20100", "/years/soon"]
)
def test_what_is_not_there_is_not_found(client: FlaskClient, path: str) -> None:
    assert client.get(path).status_code == 404


def test_a_known_theme_or_country_without_anything_says_so_and_is_not_for_crawlers(serve: Serve) -> None:
    searcher = FakeSearcher()
    searcher.vocabulary = Vocabulary(themes=(*THEMES, Theme("credit", {"en": "Credit"}, broader="ict")))
    client = serve(searcher)
    for path in ("/themes/credit", "/countries/UY"):
        page = Page(client, path)
        assert "Nothing in the collection yet." in page.source
        assert page.all("meta", name="robots", content="noindex")
    assert "/lessons/themes/ict" in Page(client, "/themes/credit").links()
    assert "/lessons/themes/credit" in Page(client, "/themes/ict").links()


@pytest.mark.parametrize(
    ("path", "right"), [("/countries/cl", "/lessons/countries/CL"), ("/themes/ICT", "/lessons/themes/ict")]
)
def test_other_ways_of_writing_lead_to_the_one_address(client: FlaskClient, path: str, right: str) -> None:
    answer = client.get(path)
    assert (answer.status_code, answer.headers["Location"]) == (301, right)


@pytest.mark.parametrize("path", ["/themes/ict", "/countries/CL", "/years/2010"])
def test_a_page_is_found_by_crawlers_in_each_language_and_can_be_followed(client: FlaskClient, path: str) -> None:
    page = Page(client, path)
    assert not page.all("meta", name="robots")
    assert page.all("link", rel="canonical", href=f"https://www.example.org/lessons{path}")
    languages = [a["hreflang"] for a in page.all("link", rel="alternate") if "hreflang" in a]
    assert languages == ["en", "es", "pt", "fr", "x-default"]
    [feed] = page.all("link", type="application/atom+xml")
    assert client.get(str(feed["href"]).removeprefix("/lessons")).status_code == 200


def test_lessons_are_chosen_on_these_pages_too(client: FlaskClient) -> None:
    page = Page(client, "/themes/ict?lesson=ict-use/h1&lesson=elsewhere/h9")
    ticked = [box["value"] for box in page.all("input", name="lesson", type="checkbox") if "checked" in box]
    assert ticked == ["ict-use/h1"]
    assert page.all("form", id="choose", action="/lessons/themes/ict")
    assert page.all("input", name="lesson", type="checkbox", form="choose")
