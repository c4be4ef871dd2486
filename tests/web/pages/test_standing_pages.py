"""The site's pages about itself are true by the settings."""

import re
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from flask.testing import FlaskClient

from policysearch.query import parse
from policysearch.search.results import Searcher
from policysearch.searchlog.log import MAX_LENGTH, SearchLog, connect, normalize
from policysearch.settings import LANGUAGES
from policysearch.web import create_app, search_params
from tests.web.conftest import SETTINGS
from tests.web.fake import FakeSearcher
from tests.web.pages.test_search import Page

PAGES = ("about", "help", "privacy", "accessibility", "api")


def site(**changes: Any) -> FlaskClient:
    return create_app(FakeSearcher(), replace(SETTINGS, **changes)).test_client()


@pytest.mark.parametrize("language", ["en", "es", "pt", "fr"])
@pytest.mark.parametrize("name", PAGES)
def test_a_page_has_one_heading_a_description_and_its_languages(client: FlaskClient, name: str, language: str) -> None:
    page = Page(client, f"/{name}?lang={language}")
    assert page.source.count("<h1>") == 1
    assert page.all("link", rel="canonical", href=f"https://www.example.org/lessons/{name}?lang={language}")
    [description] = page.all("meta", name="description")
    assert len(str(description["content"])) > 50
    assert f"/lessons/{name}?lang=fr" in page.links()


@pytest.mark.parametrize("name", PAGES)
def test_every_page_leads_to_it(client: FlaskClient, name: str) -> None:
    assert f"/lessons/{name}" in Page(client, "/").links()


def test_about_says_who_runs_the_site_and_what_is_in_it(searcher: Searcher) -> None:
    client = create_app(searcher, replace(SETTINGS, terms="https://www.example.org/terms")).test_client()
    page = Page(client, "/about")
    for text in ("Example Institution", "<b>4</b> workshops", "<b>12</b> lessons", "2009–2011"):
        assert text in page.source
    assert "mailto:lessons@example.org" in page.links()
    assert "https://www.example.org/terms" in page.links()


def test_about_leaves_out_what_no_setting_says() -> None:
    source = site(institution="", contact="", terms="").get("/about").text
    assert "Who runs it" not in source


def test_terms_may_be_words() -> None:
    assert "<dd>Free to use &amp; to cite.</dd>" in site(terms="Free to use & to cite.").get("/about").text


def test_help_shows_searches_that_find_something(searcher: Searcher) -> None:
    client = create_app(searcher, SETTINGS).test_client()
    for language in LANGUAGES:
        examples = [
            link for link in Page(client, f"/help?lang={language}").links() if "?q=" in link and "view" not in link
        ]
        assert len(examples) == 14
        for example in examples:
            results = client.get(f"/api/v1/search?{urlsplit(example).query}").get_json()
            assert results["total"] > 0, example
            assert not results["relaxed"], example


@pytest.mark.parametrize(
    ("language", "fields"),
    [
        ("en", "year country experience place funder title theme"),
        ("es", "año país experiencia lugar financiador título tema"),
        ("pt", "ano país experiência local financiador título tema"),
        ("fr", "année pays expérience lieu financeur titre thème"),
    ],
)
def test_help_names_fields_in_the_readers_language(client: FlaskClient, language: str, fields: str) -> None:
    shown = re.findall(r"<code>(\w+):", client.get(f"/help?lang={language}").text)
    assert shown == fields.split()


@pytest.mark.parametrize(
    ("language", "acronyms"), [("en", "WHO, IT"), ("es", "UN, SUS, MAS"), ("pt", "EU, UMA, SE"), ("fr", "UN, AU, EU")]
)
def test_help_names_acronyms_that_are_common_words_in_small_letters(
    client: FlaskClient, searcher: Searcher, language: str, acronyms: str
) -> None:
    assert f"{acronyms}." in client.get(f"/help?lang={language}").text
    for acronym in acronyms.split(", "):
        for typed, is_common in ((acronym, False), (acronym.lower(), True)):
            notices = searcher.search(parse(typed, searcher.vocabulary, language=language)).notices
            assert ("only_stop_words" in {notice.code for notice in notices}) == is_common, typed


def test_help_does_without_themes() -> None:
    searcher = FakeSearcher()
    searcher.vocabulary = replace(searcher.vocabulary, themes=())
    page = create_app(searcher, SETTINGS).test_client().get("/help")
    assert page.status_code == 200
    assert "theme:" not in page.text


def test_privacy_says_that_nothing_is_kept_where_nothing_is() -> None:
    source = site(searchlog=False).get("/privacy").text
    assert "Nothing. This site does not record what is searched or opened." in source
    assert "deleted after" not in source


def test_privacy_says_how_long_and_how_much_is_kept(tmp_path: Path) -> None:
    client = site(searchlog=True, searchlog_path=tmp_path / "log.sqlite3", searchlog_days=1_200)
    assert "These counts are deleted after 1,200 days." in client.get("/privacy").text
    assert f"at most {MAX_LENGTH} characters" in client.get("/privacy").text
    assert "1\u00a0200 días" in client.get("/privacy?lang=es").text


def test_the_search_log_holds_what_privacy_says_and_no_more(tmp_path: Path) -> None:
    """A column more needs a sentence more."""
    log = SearchLog(tmp_path / "log.sqlite3", 400)
    log.record_search("Call Ana@Example.org or 555-1234567 " + "x" * 300, "es", True, "pymes")
    log.record_opening("2009-orlando/h1")
    log.close()
    columns = {
        "searches": ["day", "text", "language", "found", "times"],
        "openings": ["day", "document", "times"],
        "retries": ["day", "before", "after", "times"],
    }
    with connect(tmp_path / "log.sqlite3") as connection:
        tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        assert {
            name: [row[1] for row in connection.execute(f"PRAGMA table_info({name})")] for name in tables
        } == columns
        [(text,)] = connection.execute("SELECT text FROM searches").fetchall()
    assert text == normalize(text)
    assert text.startswith("call … or … x")
    assert len(text) <= MAX_LENGTH


def test_privacy_speaks_of_the_rate_limit_and_of_a_logo_elsewhere_only_where_there_are_such(tmp_path: Path) -> None:
    plain = site().get("/privacy").text
    assert "overload" not in plain
    assert "Pages load nothing from other sites." in plain
    log = tmp_path / "log.sqlite3"
    limited = site(rate_limit=100, searchlog_path=log, logo="https://cdn.example.net/logo.svg").get("/privacy").text
    assert "overload" in limited
    assert "The logo is loaded from cdn.example.net" in limited
    assert "load nothing from other sites" not in limited
    assert "load nothing from other sites" in site(logo="https://www.example.org/logo.svg").get("/privacy").text


def test_accessibility_says_whom_to_tell() -> None:
    assert "mailto:lessons@example.org" in Page(site(), "/accessibility").links()
    assert "please tell the institution that runs it" in site(contact="").get("/accessibility").text


@pytest.mark.parametrize("language", ["en", "pt"])
def test_the_api_page_tells_every_parameter_and_its_examples_work(searcher: Searcher, language: str) -> None:
    client = create_app(searcher, SETTINGS).test_client()
    page = Page(client, f"/api?lang={language}")
    for name in search_params.NAMES:
        assert f"<td><code>{name}</code></td>" in page.source
    examples = [link for link in page.links() if "/api/v1/" in link]
    assert len(examples) == 3
    for example in examples:
        answer = client.get(example.removeprefix("https://www.example.org"))
        assert answer.status_code == 200
        assert answer.get_json().get("total") != 0


def test_the_api_page_tells_the_rate_limit(tmp_path: Path) -> None:
    client = site(rate_limit=1_500, searchlog_path=tmp_path / "log.sqlite3")
    assert "1,500 requests a minute are answered" in client.get("/api").text
    assert "429" not in site().get("/api").text
