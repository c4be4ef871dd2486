from urllib.parse import urlencode

from flask.testing import FlaskClient

from policysearch.settings import Settings
from policysearch.web import create_app
from policysearch.web.addresses import Addresses
from tests.web.fake import FakeSearcher


def test_full_addresses_come_from_the_setting_never_from_the_host_header(client: FlaskClient) -> None:
    answer = client.get("/api/v1/search", headers={"Host": "evil.example", "X-Forwarded-Host": "evil.example"})
    assert b"evil.example" not in answer.data
    assert answer.json is not None
    assert answer.json["hits"][0]["url"].startswith("https://www.example.org/lessons/workshops/")


def test_without_the_setting_addresses_are_paths() -> None:
    client = create_app(FakeSearcher(), Settings(searchlog=False)).test_client()
    answer = client.get("/api/v1/search").json
    assert answer is not None
    assert answer["hits"][0]["url"] == "/workshops/ict-use"


def test_a_prefix_may_be_taken_away_by_the_proxy_or_not(client: FlaskClient) -> None:
    assert client.get("/workshops/ict-use").status_code == 200
    assert client.get("/lessons/workshops/ict-use").status_code == 200
    assert client.get("/lessons").status_code == 200
    assert client.get("/lessonsworkshops/ict-use").status_code == 404


def test_what_is_carried_stands_at_the_end_of_every_page_address_but_of_no_bare_one() -> None:
    addresses = Addresses("https://www.example.org/x").carrying([("lang", "es"), ("lesson", "a/h1")])
    assert addresses.home([("q", "más")]) == "/x/?q=m%C3%A1s&lang=es&lesson=a%2Fh1"
    assert addresses.bare("/about") == "/x/about"
    assert addresses.absolute("/x/about") == "https://www.example.org/x/about"


def test_a_path_is_quoted() -> None:
    assert Addresses("").document("a b/files/ñ.pdf/1") == "/workshops/a%20b/files/%C3%B1.pdf/1"


def test_the_same_page_in_other_languages_keeps_its_parameters() -> None:
    pages = dict(Addresses("").languages("/", [("q", "x"), ("lang", "fr")]))
    assert pages["es"] == "/?q=x&lang=es"
    assert list(pages) == ["en", "es", "pt", "fr"]


def test_long_values_are_encoded_as_short_ones_are() -> None:
    pairs = [("q", "añ o&" * 100), ("theme", "a b"), ("q", "añ o&")]
    assert Addresses("").query(pairs) == f"?{urlencode(pairs)}"
