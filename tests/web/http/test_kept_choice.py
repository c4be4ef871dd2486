"""A long choice is in the address of a page, and its links say ``keep``."""

from urllib.parse import urlencode

import pytest
from flask.testing import FlaskClient

from policysearch.web import create_app
from tests.web.conftest import SETTINGS
from tests.web.fake import MANY, FakeSearcher
from tests.web.pages.test_search import Page

SITE = "https://www.example.org/lessons"
CHOICE = urlencode([("lesson", f"w{number}/h1") for number in range(40)] + [("title", "For the Minister")])


@pytest.fixture
def many() -> FlaskClient:
    return create_app(FakeSearcher(MANY), SETTINGS).test_client()


def test_links_say_keep_where_the_choice_is_long_and_carry_it_where_it_is_short(many: FlaskClient) -> None:
    assert "/lessons/themes?keep=1" in Page(many, f"/help?{CHOICE}").links()
    assert "/lessons/themes?lesson=w1%2Fh1" in Page(many, "/help?lesson=w1/h1").links()


def test_a_link_that_says_keep_leads_to_the_address_with_the_choice_of_its_page(many: FlaskClient) -> None:
    answer = many.get("/themes/ict?lang=es&keep=1", headers={"Referer": f"{SITE}/map?q=chile&{CHOICE}"})
    assert answer.status_code == 302
    assert answer.headers["Location"] == f"/lessons/themes/ict?lang=es&{CHOICE}"
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("referrer", ["", f"https://elsewhere.example/?{CHOICE}", "http://[", f"{SITE}/map"])
def test_without_a_page_of_this_site_no_choice_is_added(many: FlaskClient, referrer: str) -> None:
    answer = many.get("/themes/ict?keep=1", headers={"Referer": referrer})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/lessons/themes/ict")


def test_no_page_is_large_with_a_hundred_lessons(many: FlaskClient) -> None:
    hundred = urlencode([("lesson", f"{'a-long-name-of-a-workshop-' * 2}{number:08}/h1") for number in range(100)])
    for path in ("/", "/?q=chile", "/map?countries=all", "/themes", "/countries", "/brief"):
        page = many.get(f"{path}{'&' if '?' in path else '?'}{hundred}")
        assert len(page.data) < 300_000, path


def test_the_api_redirects_to_no_choice_and_names_what_it_does_not_know(client: FlaskClient) -> None:
    answer = client.get("/api/v1/search?keep=1")
    assert answer.status_code == 400
    assert answer.json is not None
    assert answer.json["parameter"] == "keep"
