from html.parser import HTMLParser
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from flask.testing import FlaskClient

from policysearch.settings import Settings
from policysearch.web import create_app
from tests.web.fake import FakeSearcher
from tests.web.pages.test_search import Page

SITE = "https://www.example.org/lessons"


def oembed(client: FlaskClient, url: str, **more: Any) -> dict[str, Any]:
    answer = client.get("/oembed", query_string={"url": url, **more})
    assert answer.status_code == 200, answer.text
    assert answer.mimetype == "application/json"
    assert isinstance(answer.json, dict)
    return answer.json


class Frame(HTMLParser):
    """The attributes of the frame in an oEmbed answer."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.attributes: dict[str, str | None] = {}
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag == "iframe"
        self.attributes = dict(attrs)


def frame_params(answer: dict[str, Any]) -> list[tuple[str, str]]:
    return parse_qsl(urlsplit(Frame(answer["html"]).attributes["src"] or "").query)


def test_results_become_the_box_with_results_in_place(client: FlaskClient) -> None:
    answer = oembed(client, f"{SITE}/?q=chile&theme=ict&theme=x&utm_source=mail&lang=es", format="json")
    assert answer["version"] == "1.0"
    assert answer["type"] == "rich"
    assert answer["provider_url"] == f"{SITE}/"
    frame = Frame(answer["html"]).attributes
    assert (frame["src"] or "").startswith(f"{SITE}/embed?")
    assert frame["title"] == answer["title"] == "Lecciones de política pública"
    assert frame_params(answer) == [
        ("mode", "results"), ("lang", "es"), ("q", "chile"), ("theme", "ict"), ("theme", "x"), ("limit", "5"),
    ]  # fmt: skip


def test_the_start_page_becomes_the_plain_box_and_a_frame_itself(client: FlaskClient) -> None:
    assert frame_params(oembed(client, f"{SITE}/")) == [("lang", "en")]
    assert frame_params(oembed(client, SITE)) == [("lang", "en")]
    assert frame_params(oembed(client, f"{SITE}/embed?mode=list&country=PA")) == [
        ("mode", "list"),
        ("lang", "en"),
        ("country", "PA"),
    ]


@pytest.mark.parametrize(
    ("page", "filtered"),
    [("themes/ict", ("theme", "ict")), ("countries/CL", ("experience", "CL")), ("years/2009", ("year", "2009"))],
)
def test_a_theme_a_country_and_a_year_become_a_live_list(
    client: FlaskClient, page: str, filtered: tuple[str, str]
) -> None:
    (link,) = Page(client, f"/{page}?lang=es").all("link", type="application/json+oembed")
    answer = client.get((link["href"] or "").removeprefix(SITE)).json
    assert isinstance(answer, dict)
    assert frame_params(answer) == [("mode", "list"), ("lang", "es"), filtered, ("view", "highlights")]


def test_any_other_page_becomes_a_link_by_its_title(client: FlaskClient) -> None:
    answer = oembed(client, f"{SITE}/workshops/ict-use/h1")
    assert (answer["type"], answer["title"]) == ("link", "ICT Use")


def test_it_is_never_larger_than_asked_for(client: FlaskClient) -> None:
    answer = oembed(client, f"{SITE}/", maxwidth=320, maxheight=150)
    assert (answer["width"], answer["height"]) == (320, 150)
    assert Frame(answer["html"]).attributes["width"] == "320"
    assert oembed(client, f"{SITE}/", maxwidth="x", maxheight="0")["width"] == 600


@pytest.mark.parametrize(
    "url",
    ["", "x", "https://elsewhere.example/lessons/", "https://www.example.org/", "https://www.example.org/lessonsx/",
     f"{SITE}/nowhere", f"{SITE}/workshops/nowhere", "http://www.example.org/lessons/"],
)  # fmt: skip
def test_what_is_no_page_of_this_site_is_not_found(client: FlaskClient, url: str) -> None:
    answer = client.get("/oembed", query_string={"url": url})
    assert answer.status_code == 404
    assert answer.mimetype == "application/problem+json"


def test_another_format_is_not_implemented(client: FlaskClient) -> None:
    assert client.get("/oembed", query_string={"url": f"{SITE}/", "format": "xml"}).status_code == 501


@pytest.mark.parametrize("address", ["/", "/?q=chile&country=PA", "/embed?mode=list&country=PA"])
def test_pages_lead_to_it_by_full_addresses(client: FlaskClient, address: str) -> None:
    (link,) = Page(client, address).all("link", type="application/json+oembed")
    discovered = link["href"] or ""
    assert discovered.startswith(f"{SITE}/oembed?format=json&url=https%3A%2F%2F")
    answer = client.get(discovered.removeprefix(SITE)).json
    assert isinstance(answer, dict)
    assert answer["type"] == "rich"
    assert ("country", "PA") in frame_params(answer) or address == "/"


def test_a_site_that_does_not_know_its_address_describes_nothing() -> None:
    client = create_app(FakeSearcher(), Settings(searchlog=False)).test_client()
    assert client.get("/oembed?url=http://localhost/").status_code == 404
