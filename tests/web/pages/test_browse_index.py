import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from flask.testing import FlaskClient

from policysearch.search.results import Searcher
from policysearch.vocabulary import Region, Theme, Vocabulary
from policysearch.web import create_app
from tests.web.conftest import SETTINGS
from tests.web.fake import MANY, THEMES, TRADE, FakeSearcher
from tests.web.pages.test_search import Page

Serve = Callable[[FakeSearcher], FlaskClient]


def rows(page: Page) -> list[str]:
    """The list as one reads it: "Chile 3 lessons"."""
    html = page.source.partition('<ul class="listed">')[2].partition("</div>")[0]
    return [" ".join(re.sub(r"<[^>]+>", " ", item).split()) for item in html.split("<li>")[1:]]


def test_every_country_is_listed_by_name_with_what_is_there(client: FlaskClient) -> None:
    page = Page(client, "/countries")
    assert rows(page) == ["Brazil 1 lesson", "Chile 3 lessons", "Panama 1 workshop", "United States 1 workshop"]
    assert "/lessons/countries/CL" in page.links()


def test_names_are_sorted_as_the_reader_reads_them(client: FlaskClient) -> None:
    entries = rows(Page(client, "/countries?lang=fr"))
    assert [row.split()[0] for row in entries] == ["Brésil", "Chili", "États-Unis", "Panama"]


def test_every_year_is_listed_the_newest_first_however_many(serve: Serve) -> None:
    entries = rows(Page(serve(FakeSearcher(MANY)), "/years"))
    assert entries[0] == "2019 1 lesson, 1 workshop"
    assert len(entries) == 40


def test_narrower_themes_stand_under_their_broader_one(serve: Serve) -> None:
    narrow = Theme("mobile", {"en": "Mobile services"}, broader="ict")
    searcher = FakeSearcher((TRADE, replace(TRADE, slug="mobile", themes=("mobile", "unknown"))))
    searcher.vocabulary = Vocabulary(themes=(*THEMES, narrow))
    page = Page(serve(searcher), "/themes")
    nested = page.source.partition("ICT</a>")[2].partition("</ul>")[0]
    assert "Mobile services" in nested
    assert len(rows(page)) == 3


@pytest.mark.parametrize("path", ["/themes", "/countries", "/years"])
def test_lists_lead_to_one_another_and_are_for_crawlers(client: FlaskClient, path: str) -> None:
    page = Page(client, path)
    assert page.all("link", rel="canonical", href=f"https://www.example.org/lessons{path}")
    assert {f"/lessons{index}" for index in ("/themes", "/countries", "/years", "/map")} <= {*page.links()}
    assert [link["href"] for link in page.all("a") if link.get("aria-current") == "page"] == [f"/lessons{path}"]


@pytest.mark.parametrize("path", ["/themes", "/countries", "/years"])
def test_an_empty_collection_has_empty_lists(serve: Serve, path: str) -> None:
    empty = FakeSearcher()
    empty.documents = {}
    assert "Nothing in the collection yet." in Page(serve(empty), path).source


def test_every_page_listed_for_the_shipped_workshops_is_there(searcher: Searcher) -> None:
    site = create_app(searcher, SETTINGS).test_client()
    for path in ("/themes", "/countries", "/years"):
        entries = [link for link in Page(site, path).links() if link.startswith(f"/lessons{path}/")]
        assert len(entries) >= 3
        for link in entries:
            assert site.get(link.removeprefix("/lessons")).status_code == 200


def test_a_region_is_listed_by_its_name(serve: Serve) -> None:
    searcher = FakeSearcher()
    searcher.vocabulary = Vocabulary(regions=(Region("CL", ("Southern Cone",), ("AR",), label={"es": "Cono Sur"}),))
    assert "Cono Sur 3 lecciones" in rows(Page(serve(searcher), "/countries?lang=es"))
