"""Every page's address with .md answers with its Markdown."""

import re
from collections.abc import Callable
from dataclasses import replace
from urllib.parse import urlsplit

import pytest
from flask.testing import FlaskClient

from policysearch.searchlog import SearchLog
from policysearch.web import create_app
from tests.web.browser.states import SMALL
from tests.web.conftest import SETTINGS
from tests.web.fake import FakeSearcher

Serve = Callable[[FakeSearcher], FlaskClient]
NO_PAGES = ("missing", "refused")
SITE = "https://www.example.org/lessons"


def markdown_of(state: str) -> str:
    path, _, query = state.partition("?")
    return f"{'/index' if path == '/' else path}.md?{query}"


@pytest.mark.parametrize("name", [name for name in SMALL if name not in NO_PAGES])
def test_every_page_and_state_is_there_as_markdown(client: FlaskClient, name: str) -> None:
    answer = client.get(markdown_of(SMALL[name]))
    assert answer.status_code == 200
    assert answer.content_type == "text/markdown; charset=utf-8"
    assert answer.headers["X-Robots-Tag"] == "noindex"
    assert "<" not in re.sub(r"(?s)```.*?```|`[^`\n]+`", "", answer.text).replace("\\<", "")


def test_a_lesson_has_its_words_its_workshop_and_its_citation(client: FlaskClient) -> None:
    text = client.get("/workshops/trade-and-poverty/h2.md").text
    assert f"[Trade & Poverty]({SITE}/workshops/trade-and-poverty)" in text
    assert "\n- Chile lends.\n" in text
    assert f"September 6–7, 2009. {SITE}/workshops/trade-and-poverty/h2" in text
    assert "For my brief" not in text


def test_results_have_the_addresses_of_their_lessons_and_the_readers_language(client: FlaskClient) -> None:
    text = client.get("/index.md?q=chile&lang=es").text
    assert text.startswith("# 2 talleres")
    assert re.search(r"\w · \d", text)  # a place and its days
    assert f"({SITE}/workshops/ict-use/h1?lang=es&q=chile&at=1)" in text


def test_a_former_address_leads_to_the_markdown_of_the_present_one(client: FlaskClient) -> None:
    answer = client.get("/workshops/former.md?lang=pt")
    assert answer.status_code == 301
    assert answer.headers["Location"] == "/lessons/workshops/trade-and-poverty.md?lang=pt"


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/nothing.md", 404),
        ("/workshops/nothing.md", 404),
        ("/workshops/withdrawn.md", 410),
        ("/workshops/ict-use/files/none.md", 404),
        ("/healthz.md", 404),
        ("/api/v1/search.md", 404),
        ("/static/site.css.md", 404),
        ("/export.csv.md", 404),
        ("/.md.md", 404),
        ("/.md", 200),
    ],
)
def test_what_is_no_page_has_none(client: FlaskClient, address: str, status: int) -> None:
    assert client.get(address).status_code == status


def test_it_has_an_etag_of_its_own(client: FlaskClient) -> None:
    page, text = client.get("/about"), client.get("/about.md")
    assert page.headers["ETag"] != text.headers["ETag"]
    assert client.get("/about.md", headers={"If-None-Match": text.headers["ETag"]}).status_code == 304
    assert client.get("/about.md").data == text.data
    assert client.head("/about.md").status_code == 200
    assert client.post("/about.md").status_code == 404


def test_pages_name_their_markdown(client: FlaskClient) -> None:
    for path in ("/workshops/ict-use/h1", "/themes/ict", "/help"):
        assert f'<link rel="alternate" type="text/markdown" href="{SITE}{path}.md">' in client.get(path).text
    assert f'type="text/markdown" href="{SITE}/index.md"' in client.get("/").text


def test_an_opened_page_is_counted_as_the_page_it_is(tmp_path: object) -> None:
    settings = replace(SETTINGS, searchlog=True, searchlog_path=tmp_path / "log.sqlite3")  # type: ignore[operator]
    app = create_app(FakeSearcher(), settings)
    app.test_client().get("/workshops/ict-use.md", headers={"User-Agent": "Firefox"})
    log: SearchLog = app.extensions["policysearch.searchlog"]
    log.close()
    content = settings.searchlog_path.read_bytes()
    assert b"ict-use" in content
    assert b"ict-use.md" not in content


def test_links_within_a_page_as_markdown_lead_to_pages(client: FlaskClient) -> None:
    text = client.get("/themes.md").text
    address = text.partition("](")[2].partition(")")[0]
    assert client.get(urlsplit(address).path.removeprefix("/lessons")).status_code == 200
