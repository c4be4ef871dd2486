"""What search engines are told."""

import gc
import xml.etree.ElementTree as ET
from urllib.robotparser import RobotFileParser

import pytest
from flask import has_request_context
from flask.testing import FlaskClient

from policysearch.search.results import Searcher
from policysearch.web import create_app
from policysearch.web.pages import crawlers
from tests.web.conftest import SETTINGS

NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
ORIGIN = "https://www.example.org"
INDEXED = ("/", "/?lang=es", "/workshops/ict-use", "/workshops/ict-use/h1", "/about", "/help?lang=fr", "/api")
UNINDEXED = ("/?q=chile", "/?q=", "/?theme=ict", "/?lang=es&year=2009", "/api/v1/search", "/api/v1/openapi.json")


@pytest.fixture
def shipped_site(searcher: Searcher) -> FlaskClient:
    """The shipped workshops' site."""
    return create_app(searcher, SETTINGS).test_client()


def addresses(client: FlaskClient, address: str, path: str = "s:url/s:loc") -> list[str]:
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer.mimetype == "application/xml"
    return [loc.text or "" for loc in ET.fromstring(answer.data).iterfind(path, NAMES)]


@pytest.mark.parametrize("address", INDEXED)
def test_pages_are_to_be_indexed(client: FlaskClient, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 200
    assert "X-Robots-Tag" not in answer.headers
    assert "noindex" not in answer.text


@pytest.mark.parametrize("address", UNINDEXED)
def test_results_and_answers_for_programs_are_not(client: FlaskClient, address: str) -> None:
    assert client.get(address).headers["X-Robots-Tag"] == "noindex"


@pytest.mark.parametrize("address", ["/brief", "/embed", "/oembed", "/feed.atom", "/export.csv"])
def test_nor_are_briefs_frames_feeds_and_files(client: FlaskClient, address: str) -> None:
    assert client.get(address).headers["X-Robots-Tag"] == "noindex"


def test_robots_may_read_pages_and_results_but_not_walk_every_combination(client: FlaskClient) -> None:
    answer = client.get("/robots.txt")
    assert answer.mimetype == "text/plain"
    assert answer.text.splitlines()[-1] == f"Sitemap: {ORIGIN}/lessons/sitemap.xml"
    robots = RobotFileParser()
    robots.parse(answer.text.splitlines())
    assert robots.can_fetch("anybot", f"{ORIGIN}/lessons/?q=chile")
    assert not robots.can_fetch("anybot", f"{ORIGIN}/lessons/export.csv?q=")
    assert "Disallow: /lessons/*lesson=" in answer.text


def test_the_sitemap_has_every_page_once_and_each_is_there_and_canonical(shipped_site: FlaskClient) -> None:
    locations = addresses(shipped_site, "/sitemap.xml")
    assert len(locations) == len({*locations})
    for path in ("/", "/about", "/themes/ict", "/countries/CL", "/years/2009", "/workshops/2009-orlando/h4"):
        assert f"{ORIGIN}/lessons{path}" in locations
    for address in locations:
        page = shipped_site.get(address.removeprefix(ORIGIN))
        assert page.status_code == 200, address
        assert f'<link rel="canonical" href="{address}">' in page.text
        assert "noindex" not in page.text
    assert sum("/workshops/" in address for address in locations) == 4 + 12


def test_the_sitemap_says_when_a_workshop_was_last_changed(shipped_site: FlaskClient) -> None:
    days = addresses(shipped_site, "/sitemap.xml", "s:url/s:lastmod")
    assert len(days) == 16
    assert {len(day) for day in days} == {len("2026-11-23")}


def test_a_very_large_collection_has_a_list_of_lists(searcher: Searcher, monkeypatch: pytest.MonkeyPatch) -> None:
    addresses_in_one = addresses(create_app(searcher, SETTINGS).test_client(), "/sitemap.xml")
    monkeypatch.setattr(crawlers, "MAX_ADDRESSES", 10)
    client = create_app(searcher, SETTINGS).test_client()  # another, since answers are kept
    lists = addresses(client, "/sitemap.xml", "s:sitemap/s:loc")
    assert len(lists) == -(-len(addresses_in_one) // 10)
    parts = [addresses(client, part.removeprefix(f"{ORIGIN}/lessons")) for part in lists]
    assert [address for part in parts for address in part] == addresses_in_one
    assert client.get(f"/sitemap-{len(lists) + 1}.xml").status_code == 404
    assert client.get("/sitemap-0.xml").status_code == 404


def test_what_nobody_reads_of_a_sitemap_leaves_nothing_of_its_request(shipped_site: FlaskClient) -> None:
    answer = shipped_site.get("/sitemap.xml", buffered=False)
    assert b"<?xml" in next(iter(answer.iter_encoded()))
    assert not has_request_context()
    answer.close()
    assert shipped_site.head("/sitemap.xml").status_code == 200
    gc.collect()  # what a generator complains of when it is forgotten is an error of this test


@pytest.mark.parametrize("part", ["2", "50001", "9" * 20])
def test_a_part_of_the_sitemap_that_there_is_not_is_a_404(shipped_site: FlaskClient, part: str) -> None:
    assert shipped_site.get(f"/sitemap-{part}.xml").status_code == 404
