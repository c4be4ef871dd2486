"""A lesson's headline is its name wherever it is shown; without one its first words are."""

import json
from dataclasses import replace

import pytest
from flask.testing import FlaskClient

from policysearch.materials import plain
from policysearch.model.workshop import Highlight
from policysearch.web import create_app
from tests.web.conftest import SETTINGS
from tests.web.fake import ICT, TRADE, FakeSearcher
from tests.web.pages.test_search import Page

LESSONS = ("**Small vouchers work.** Chile pays half & more.", "Chile lends without a guarantee.")
NAME = "Small vouchers work"


@pytest.fixture
def client() -> FlaskClient:
    highlights = tuple(Highlight(f"h{n}", lesson, plain(lesson)) for n, lesson in enumerate(LESSONS, 1))
    english = replace(TRADE.texts["en"], highlights=highlights)
    searcher = FakeSearcher((replace(TRADE, texts={"en": english}), ICT))
    return create_app(searcher, replace(SETTINGS, mcp=True)).test_client()


def test_a_lesson_s_page_is_called_by_its_headline(client: FlaskClient) -> None:
    page = Page(client, "/workshops/trade-and-poverty/h1")
    assert f"<h1>{NAME}</h1>" in page.source
    assert f"<title>{NAME} – " in page.source
    assert page.all("meta", property="og:title", content=NAME)
    assert page.all("meta", name="citation_title", content=NAME)
    assert page.all("meta", property="og:description", content="Small vouchers work. Chile pays half & more.")
    assert f'"name": "{NAME}"' in page.source  # of what search engines read


def test_without_a_headline_it_is_called_by_its_first_words(client: FlaskClient) -> None:
    page = Page(client, "/workshops/trade-and-poverty/h2")
    assert "<h1>Chile lends without a guarantee.</h1>" in page.source
    assert page.all("meta", property="og:title", content="Chile lends without a guarantee.")


@pytest.mark.parametrize("language", ["en", "es", "pt", "fr"])
def test_no_page_counts_its_lessons(client: FlaskClient, language: str) -> None:
    for part in ("h1", "h2"):
        source = Page(client, f"/workshops/trade-and-poverty/{part}?lang={language}").source
        assert not any(f"2 {word} 2" in source or f"1 {word} 2" in source for word in ("of", "de", "sur"))


def test_the_lessons_before_and_after_are_named(client: FlaskClient) -> None:
    assert NAME in Page(client, "/workshops/trade-and-poverty/h2").source
    assert "Chile lends without a guarantee." in Page(client, "/workshops/trade-and-poverty/h1").source


@pytest.mark.parametrize(
    "address", ["/?q=vouchers&view=highlights", "/?q=vouchers", "/", "/brief?lesson=trade-and-poverty/h1"]
)
def test_lists_show_the_headline_in_bold(client: FlaskClient, address: str) -> None:
    assert "<strong>Small" in Page(client, address).source


def test_marks_go_across_the_headline_s_end(client: FlaskClient) -> None:
    source = Page(client, "/?q=Chile&view=highlights").source
    assert "<strong>Small vouchers work.</strong> <mark>Chile</mark> pays half &amp; more." in source


def test_a_citation_names_the_headline(client: FlaskClient) -> None:
    assert (
        "“Small vouchers work”. In “Trade &amp; Poverty”" in Page(client, "/workshops/trade-and-poverty/h1/cite").source
    )


@pytest.mark.parametrize(
    ("address", "line"),
    [
        ("/feed.atom?q=vouchers&view=highlights", f"<title>{NAME}</title>"),
        ("/export.ris?q=vouchers&view=highlights", f"TI  - {NAME}\r\n"),
        ("/export.bib?q=vouchers&view=highlights", f"title = {{{{{NAME}}}}}"),
        ("/export.csl.json?q=vouchers&view=highlights", f'"title": "{NAME}"'),
        ("/export.json?q=vouchers&view=highlights", f'"headline": "{NAME}"'),
        ("/export.csv?q=vouchers&view=highlights", f",{NAME},"),
    ],
)
def test_files_name_the_headline(client: FlaskClient, address: str, line: str) -> None:
    assert line in client.get(address).get_data(as_text=True)


def test_the_api_has_the_headline_and_the_whole_lesson(client: FlaskClient) -> None:
    hits = json.loads(client.get("/api/v1/search?q=vouchers&view=highlights").data)["hits"]
    assert [(hit["headline"], hit["text"]) for hit in hits] == [(NAME, plain(LESSONS[0])), (None, LESSONS[1])]


def test_every_lesson_of_the_api_has_its_headline(client: FlaskClient) -> None:
    compared = client.get("/api/v1/compare?experience=CL&experience=BR").json
    matched = client.post("/api/v1/match", json={"text": "Chile pays for vouchers."}).json
    workshop = client.get("/api/v1/workshops/trade-and-poverty").json
    assert compared
    assert matched
    assert workshop
    lessons = [
        *workshop["highlights"],
        *(lesson for theme in compared["themes"] for cell in theme["cells"] for lesson in cell["lessons"]),
        *matched["paragraphs"][0]["lessons"],
    ]
    names = {(lesson["id"], lesson["headline"]) for lesson in lessons}
    assert {("trade-and-poverty/h1", NAME), ("trade-and-poverty/h2", None)} <= names
    assert len({lesson_id for lesson_id, _headline in names}) == len(names)


@pytest.mark.parametrize(
    ("tool", "arguments"),
    [
        ("search", {"query": "vouchers"}),
        ("get_lesson", {"id": "trade-and-poverty/h1"}),
        ("compare", {"countries": ["CL", "BR"]}),
        ("match", {"text": "Chile pays for vouchers."}),
    ],
)
def test_assistants_cite_a_lesson_by_its_headline(client: FlaskClient, tool: str, arguments: dict[str, object]) -> None:
    call = {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": {"name": tool, "arguments": arguments}}
    text = client.post("/mcp", json=call).json["result"]["content"][0]["text"]  # type: ignore[index]
    assert f'"headline": "{NAME}"' in text
    assert f'"citation": "{NAME}. Trade & Poverty. ' in text
    assert '/workshops/trade-and-poverty/h1"' in text


def test_lessons_for_a_text_have_the_headline_in_bold(client: FlaskClient) -> None:
    page = client.post("/for-my-text", data={"text": "Chile pays for vouchers."}).text
    assert "<strong>Small vouchers work.</strong> Chile pays half &amp; more." in page


def test_a_workshop_has_no_headline(client: FlaskClient) -> None:
    hits = json.loads(client.get("/api/v1/search?q=trade").data)["hits"]
    assert {hit["headline"] for hit in hits} == {None}
