"""While the collection changes, the pages of a list repeat no hit and leave none out; else the page says so."""

import html
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from policysearch.model.workshop import Workshop
from policysearch.query import Notice
from policysearch.settings import Settings
from policysearch.web import create_app
from tests.engines.factories import build, open_searcher, workshop
from tests.web.fake import MANY, FakeSearcher

GOES_ON = "this list goes on as it was begun"
BEGINS_ANEW = "so it begins anew"
Serve = Callable[[FakeSearcher], FlaskClient]


def loans(numbers: range) -> list[Workshop]:
    return [workshop(f"w{number:02}", "Loans", f"Loan {number}.", start=f"20{number:02}-01-01") for number in numbers]


@pytest.fixture
def client(tmp_path: Path) -> Iterator[FlaskClient]:
    build(tmp_path, loans(range(25)))
    searcher = open_searcher(Settings(index=tmp_path))
    yield create_app(searcher, Settings(index=tmp_path, searchlog=False)).test_client()
    searcher.close()


def slugs(page: str) -> list[str]:
    return re.findall(r'id="hit-(w\d+)"', page)


def next_address(page: str) -> str | None:
    link = re.search(r'<a href="([^"]+)" rel="next"', page)
    return html.unescape(link[1]) if link else None


@pytest.mark.parametrize("words", ["loans", ""])
def test_pages_list_each_hit_once_over_a_switch(client: FlaskClient, tmp_path: Path, words: str) -> None:
    listed: list[str] = []
    address = f"/?q={words}"
    while address:
        page = client.get(address).text
        assert (GOES_ON in page) == (len(listed) >= 10)
        listed += slugs(page)
        address = next_address(page) or ""
        if len(listed) == 10:  # newer ones come to stand above all of them
            build(tmp_path, loans(range(40)))
    assert sorted(listed) == [f"w{number:02}" for number in range(25)]
    assert len(slugs(client.get(f"/?q={words}&limit=100").text)) == 40


def test_the_api_does_likewise(client: FlaskClient, tmp_path: Path) -> None:
    listed: list[str] = []
    address, generations = "/api/v1/search?q=loans", set()
    while address:
        answer = client.get(address).json
        assert answer is not None
        generations.add(answer["generation"])
        listed += [hit["id"] for hit in answer["hits"]]
        address = answer["links"]["next"]
        if len(listed) == 10:
            build(tmp_path, loans(range(3, 40)))
    assert sorted(listed) == sorted(set(listed))
    assert {f"w{number:02}" for number in range(3, 25)} <= {*listed} <= {f"w{number:02}" for number in range(25)}
    assert len(generations) == 1


def test_the_generation_of_an_answer_can_be_given_by_hand(client: FlaskClient, tmp_path: Path) -> None:
    first = client.get("/api/v1/search?q=loans&limit=5").json
    assert first is not None
    build(tmp_path, loans(range(40)))
    pages = [
        client.get(f"/api/v1/search?q=loans&limit=5&offset={offset}&generation={first['generation']}").json
        for offset in range(0, 25, 5)
    ]
    listed = [hit["id"] for page in pages if page for hit in page["hits"]]
    assert len(listed) == len({*listed}) == 25
    assert pages[0] is not None
    assert pages[0]["hits"] == first["hits"]


def test_the_way_back_leads_to_the_same_list(client: FlaskClient, tmp_path: Path) -> None:
    first = client.get("/?q=loans").text
    second = client.get(next_address(first) or "").text
    build(tmp_path, loans(range(40)))
    link = re.search(r'<a href="([^"]+)" rel="prev"', second)
    assert link
    assert slugs(client.get(html.unescape(link[1])).text) == slugs(first)


def test_a_list_whose_generation_is_gone_begins_anew_and_says_so(client: FlaskClient, tmp_path: Path) -> None:
    address = next_address(client.get("/?q=loans").text) or ""
    api_address = f"/api/v1/search{address[1:]}"
    for last in (40, 41, 42):
        build(tmp_path, loans(range(last)))
    page = client.get(address).text
    assert BEGINS_ANEW in page
    assert slugs(page) == slugs(client.get("/?q=loans").text)
    answer = client.get(api_address)
    assert (answer.status_code, answer.mimetype) == (410, "application/problem+json")
    assert answer.json is not None
    assert answer.json["parameter"] == "generation"
    assert client.get(f"{address}&lang=es").text.count("empieza de nuevo") == 1


def test_a_withdrawn_workshop_is_not_listed_any_more(client: FlaskClient, tmp_path: Path) -> None:
    first = client.get("/?q=loans").text
    address = next_address(first) or ""
    hidden = slugs(client.get(address).text)[0]
    build(tmp_path, [record for record in loans(range(25)) if record.slug != hidden])
    page = client.get(address).text
    assert GOES_ON in page
    assert len(slugs(page)) == 9
    assert hidden not in page


def test_another_search_from_an_old_list_is_of_today(client: FlaskClient, tmp_path: Path) -> None:
    address = next_address(client.get("/?q=loans").text) or ""
    build(tmp_path, loans(range(40)))
    page = client.get(address).text
    links = re.findall(r'<a href="([^"]*generation=[^"]*)"([^>]*)', page)
    assert all('rel="prev"' in rest or 'rel="next"' in rest or "hreflang=" in rest for _, rest in links)
    assert len(links) == 2 + 4
    assert 'name="generation"' not in page


@pytest.mark.parametrize("generation", ["", "..", "x" * 81, "a/b", "\x00", "é"])
def test_a_malformed_generation_is_left_aside_by_pages_and_refused_by_the_api(serve: Serve, generation: str) -> None:
    client = serve(FakeSearcher(MANY))
    page = client.get("/", query_string={"q": "chile", "offset": 10, "generation": generation})
    assert page.status_code == 200
    assert 'start="11"' in page.text or generation == ".."
    answer = client.get("/api/v1/search", query_string={"q": "chile", "generation": generation})
    assert answer.status_code == (410 if generation == ".." else 400)


def test_a_list_that_meaning_had_no_part_in_goes_on_without_it(serve: Serve) -> None:
    page = serve(FakeSearcher(MANY, notices=(Notice("meaning_unavailable"),))).get("/?q=chile").text
    assert "meaning=false" in (next_address(page) or "")
