import pytest
from flask.testing import FlaskClient

from tests.web.fake import FakeSearcher
from tests.web.pages.test_search import Page


def test_only_the_frame_may_be_framed_and_its_policy_is_strict(client: FlaskClient) -> None:
    headers = client.get("/embed").headers
    policy = headers["Content-Security-Policy"]
    assert "frame-ancestors *" in policy
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "X-Frame-Options" not in headers
    for address in ("/", "/embed/setup", "/workshops/ict-use"):
        assert "frame-ancestors 'none'" in client.get(address).headers["Content-Security-Policy"]


def test_a_frame_that_has_not_changed_keeps_its_policy(client: FlaskClient) -> None:
    tag = client.get("/embed").headers["ETag"]
    answer = client.get("/embed", headers={"If-None-Match": tag})
    assert answer.status_code == 304
    assert "Content-Security-Policy" not in answer.headers
    assert "X-Frame-Options" not in answer.headers


def test_what_is_chosen_becomes_the_elements_attributes(client: FlaskClient) -> None:
    params = "mode=list&lang=es&theme=ict&theme=finance&partner=A&partner=B,%20C&accent=%23aa0000&target=_blank"
    (box,) = Page(client, f"/embed?{params}").all("policysearch-box")
    assert box == {
        "mode": "list",
        "lang": "es",
        "theme": "ict finance",
        "partner": "A;B, C",
        "accent": "#aa0000",
        "target": "_blank",
    }


@pytest.mark.parametrize("odd", ["mode=x", "target=evil", "accent=red;", "scheme=pink", "year=soon", "utm_source=x"])
def test_what_is_malformed_is_left_aside(client: FlaskClient, odd: str) -> None:
    (box,) = Page(client, f"/embed?{odd}").all("policysearch-box")
    assert box == {"lang": "en", "target": "_top"}


def test_what_is_typed_into_the_address_is_escaped(client: FlaskClient) -> None:
    source = Page(client, '/embed?q="><script>alert(1)</script>&placeholder="><b>').source
    assert "<script>alert" not in source
    assert '"><b>' not in source


def test_without_scripts_it_is_a_form_with_the_filters_and_the_first_results(client: FlaskClient) -> None:
    page = Page(client, "/embed?mode=results&q=chile&country=PA")
    assert page.all("form", action="/lessons/", target="_top")
    assert page.all("input", type="hidden", name="country", value="PA")
    assert page.all("a", target="_top")[0]["href"] == "/lessons/workshops/trade-and-poverty"


def test_the_plain_mode_searches_nothing(client: FlaskClient, fake: FakeSearcher) -> None:
    Page(client, "/embed")
    assert fake.searches == 0


def test_colours_are_light_unless_chosen(client: FlaskClient) -> None:
    for scheme, value in {"": "light", "dark": "dark", "auto": "light dark"}.items():
        assert Page(client, f"/embed?scheme={scheme}").all("meta", name="color-scheme", content=value)
