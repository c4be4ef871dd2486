"""The search form and the hits of pages, put together from HTML that other pages have too."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from tests.web.fake import FakeSearcher
from tests.web.pages.test_search import Page

Serve = Callable[[FakeSearcher], FlaskClient]
PLACES = ("<typed>", "<fields>", "<words>", "<at>", "<name>", "<checked>", "<count>")  # where such HTML is filled in


@pytest.mark.parametrize("address", ["/?q={}", "/?q={}&lesson=ict-use/h1", "/?q={}&lang=fr", "/workshops/ict-use?q={}"])
def test_each_page_has_what_was_typed_for_it(client: FlaskClient, address: str) -> None:
    for words in ("chile", "panama", "chile"):
        page = Page(client, address.format(words))
        assert [field["value"] for field in page.all("input", id="q")] == [words]


@pytest.mark.parametrize("place", PLACES)
def test_words_that_look_like_a_place_are_words(serve: Serve, place: str) -> None:
    page = Page(serve(FakeSearcher()), f"/?q={place}+%22%26&theme=ict&lesson=ict-use/h1")
    assert [field["value"] for field in page.all("input", id="q")] == [f'{place} "&']
    tags = {tag for tag, _ in page.elements}
    assert not tags & {name.strip("<>") for name in PLACES}


def test_no_place_is_left_empty_on_pages_of_hits(client: FlaskClient) -> None:
    for address in ("/?q=", "/?q=chile&view=highlights", "/themes/ict", "/?q=zzz", "/facets/theme?q="):
        assert not [place for place in PLACES if place in client.get(address).text]
