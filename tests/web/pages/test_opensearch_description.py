"""The site in the reader's browser's own search box."""

import xml.etree.ElementTree as ET
from dataclasses import replace
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient

from policysearch.web import create_app
from tests.web.conftest import SETTINGS
from tests.web.fake import FakeSearcher

NAMES = {"o": "http://a9.com/-/spec/opensearch/1.1/"}


def described(client: FlaskClient, address: str) -> ET.Element:
    answer = client.get(address)
    assert answer.mimetype == "application/opensearchdescription+xml"
    return ET.fromstring(answer.data)


def templates(description: ET.Element) -> dict[str, str]:
    return {url.attrib["type"]: url.attrib["template"] for url in description.iterfind("o:Url", NAMES)}


@pytest.mark.parametrize("language", ["en", "es", "pt", "fr"])
def test_the_description_keeps_the_lengths_that_browsers_take(client: FlaskClient, language: str) -> None:
    description = described(client, f"/opensearch.xml?lang={language}")
    assert 0 < len(description.findtext("o:ShortName", "", NAMES)) <= 16
    assert len(description.findtext("o:LongName", "", NAMES)) <= 48
    assert len(description.findtext("o:Description", "", NAMES)) <= 1024
    assert description.findtext("o:Language", "", NAMES) == language


def test_its_addresses_are_full_and_keep_the_language(client: FlaskClient) -> None:
    plain, spanish = (templates(described(client, f"/opensearch.xml{params}")) for params in ("", "?lang=es"))
    assert plain["text/html"] == "https://www.example.org/lessons/?q={searchTerms}"
    assert spanish["text/html"] == "https://www.example.org/lessons/?lang=es&q={searchTerms}"
    assert all(address.startswith("https://www.example.org/lessons/") for address in plain.values())


def test_every_address_in_it_answers(client: FlaskClient) -> None:
    description = described(client, "/opensearch.xml?lang=es")
    for kind, template in templates(description).items():
        answer = client.get(template.replace("{searchTerms}", quote("trade")))
        assert answer.status_code == 200
        assert answer.mimetype == kind
    icon = client.get(description.findtext("o:Image", "", NAMES))
    assert icon.mimetype == "image/svg+xml"


def test_suggestions_come_as_browsers_take_them(client: FlaskClient) -> None:
    answer = client.get("/opensearch.json?q=trade&lang=es&utm_source=x")
    assert answer.mimetype == "application/x-suggestions+json"
    prefix, completions, notes, addresses = answer.get_json()
    assert prefix == "trade"
    assert completions == ["Trade & Poverty"]
    assert notes == [""]
    assert addresses == ["https://www.example.org/lessons/workshops/trade-and-poverty?lang=es"]


def test_a_page_offers_the_description_in_its_language_and_without_the_readers_choice(client: FlaskClient) -> None:
    offered = 'type="application/opensearchdescription+xml" href="/lessons/opensearch.xml'
    assert f'{offered}" title="Policy lessons"' in client.get("/?lesson=ict-use/h1").text
    assert f'{offered}?lang=es" title=' in client.get("/?q=chile&lang=es").text


def test_a_site_that_does_not_know_its_address_offers_none() -> None:
    """Browsers take full addresses only."""
    client = create_app(FakeSearcher(), replace(SETTINGS, public_url="")).test_client()
    assert "opensearchdescription" not in client.get("/").text
