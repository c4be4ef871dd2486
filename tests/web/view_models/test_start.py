"""The start page fits the collection: the content itself of a small one, ways into a large one."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from flask.testing import FlaskClient

from policysearch.query import Query
from policysearch.search.results import Results, Searcher
from policysearch.vocabulary import Pick
from policysearch.web import create_app
from policysearch.web.view_models.start import SMALL
from tests.web.conftest import SETTINGS
from tests.web.fake import MANY, FakeSearcher
from tests.web.pages.test_search import Page

Serve = Callable[[FakeSearcher], FlaskClient]
DAY = timedelta(days=1)


def picking(*picks: Pick) -> FakeSearcher:
    searcher = FakeSearcher(MANY)
    searcher.vocabulary = replace(searcher.vocabulary, picks=picks)
    return searcher


@pytest.mark.parametrize(("count", "small"), [(SMALL - 1, True), (SMALL, False)])
def test_from_thirty_workshops_on_the_ways_in_take_the_contents_place(serve: Serve, count: int, small: bool) -> None:
    page = Page(serve(FakeSearcher(MANY[:count])), "/")
    assert len(page.all("article")) == (count if small else 0)
    assert ("The newest workshops" in page.source) is not small
    assert ("All workshops and their lessons" in page.source) is small
    assert ("/lessons/countries/CL" in page.links()) is not small


def test_a_small_collection_says_which_years_it_covers_and_when_it_was_last_updated(searcher: Searcher) -> None:
    page = Page(create_app(searcher, SETTINGS).test_client(), "/")
    assert "2009–2011" in page.source
    assert "Last update: November 23, 2026." in page.source
    assert page.source.count('class="lesson"') == 12


@pytest.mark.parametrize("language", ["en", "es", "pt", "fr"])
def test_every_example_finds_something_with_all_its_words(searcher: Searcher, language: str) -> None:
    client = create_app(searcher, SETTINGS).test_client()
    page = Page(client, f"/?lang={language}")
    examples = [link for link in page.links() if link.startswith("/lessons/?q=") and "view=" not in link]
    assert len(examples) >= 3
    for example in examples:
        results = client.get(example.replace("/lessons/?", "/lessons/api/v1/search?")).json
        assert results is not None
        assert results["total"] > 0
        assert not results["relaxed"]


def test_countries_and_themes_are_counted(serve: Serve) -> None:
    page = serve(FakeSearcher(MANY)).get("/").text
    assert 'Chile <span class="count">43</span>' in page
    assert 'ICT <span class="count">43</span>' in page
    assert "The numbers count lessons." in page


def test_what_the_editors_chose_is_shown_while_it_is_valid(serve: Serve) -> None:
    picks = (
        Pick(("x",), ("w3",), date.today() - DAY, date.today()),
        Pick(("y",), ("w4/h1", "gone"), None, None),
        Pick(("z",), ("w5",), None, date.today() - DAY),
        Pick(("z",), ("w6",), date.today() + DAY, None),
    )
    page = Page(serve(picking(*picks)), "/")
    assert "Chosen by the editors" in page.source
    assert [link for link in page.links() if link.rpartition("/w")[2] in ("3", "4/h1", "5", "6")] == [
        "/lessons/workshops/w3",
        "/lessons/workshops/w4/h1",
    ]


def test_nothing_chosen_leaves_no_heading(serve: Serve) -> None:
    assert "Chosen by the editors" not in Page(serve(FakeSearcher(MANY)), "/").source


def test_the_content_is_worked_out_once_for_a_generation(serve: Serve) -> None:
    searcher = FakeSearcher(MANY)
    client = serve(searcher)
    page = Page(client, "/").source
    searcher.searches = 0
    assert Page(client, "/").source == page
    assert searcher.searches == 0
    searcher.generation = "g2"
    searcher.documents = {document.id: document for document in [*searcher.documents.values()][:5]}
    assert Page(client, "/").source != page


class SwitchingSearcher(FakeSearcher):
    """A searcher whose next generation comes into service right after its first search."""

    def search(self, query: Query) -> Results:
        results = super().search(query)
        if self.generation == "g1":
            self.generation = "g2"
            self.documents = {document.id: document for document in [*self.documents.values()][:5]}
        return results


@pytest.mark.parametrize("path", ["/", "/map"])
def test_what_was_searched_for_before_a_new_generation_is_not_shown_with_it(serve: Serve, path: str) -> None:
    client = serve(SwitchingSearcher(MANY))
    client.get(path)
    afterwards = FakeSearcher(MANY)
    afterwards.generation = "g2"
    afterwards.documents = {document.id: document for document in [*afterwards.documents.values()][:5]}
    assert Page(client, path).source == Page(serve(afterwards), path).source


def test_a_language_that_is_none_leaves_nothing_for_the_next_reader(serve: Serve) -> None:
    client, portuguese = serve(FakeSearcher(MANY)), {"Accept-Language": "pt"}
    client.get("/?lang=xx", headers=portuguese)
    assert 'name="lang"' not in client.get("/", headers=portuguese).text
