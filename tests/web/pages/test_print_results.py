from flask.testing import FlaskClient

from policysearch.web import create_app
from tests.web.conftest import SETTINGS
from tests.web.fake import MANY, FakeSearcher
from tests.web.pages.test_search import Page


def test_all_results_are_on_one_page_with_the_query_the_date_and_full_addresses() -> None:
    client = create_app(FakeSearcher(MANY), SETTINGS).test_client()
    page = Page(client, "/print?q=chile&year=2010")
    assert "Chile" in page.source
    page = Page(client, "/print?q=again")
    assert page.source.count("<li>\n") >= 40
    assert "https://www.example.org/lessons/workshops/w39" in page.source
    assert "https://www.example.org/lessons/?q=again" in page.source
    assert "Retrieved on" in page.source


def test_it_is_not_to_be_indexed_and_results_lead_to_it(client: FlaskClient) -> None:
    assert client.get("/print?q=chile").headers["X-Robots-Tag"] == "noindex"
    assert "/lessons/print?q=chile&lang=en" in Page(client, "/?q=chile").links()


def test_it_says_where_no_result_has_all_the_words() -> None:
    page = Page(create_app(FakeSearcher(MANY, relaxed=True), SETTINGS).test_client(), "/print?q=again")
    assert "No result has all your words; the closest follow." in page.source
