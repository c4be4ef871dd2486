"""The endpoint for assistants: off unless set, closed to pages of other sites, under the limits of the API."""

import json
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any
from wsgiref.types import StartResponse, WSGIEnvironment

import pytest
from flask.testing import FlaskClient
from werkzeug.test import Client

from policysearch.search.results import Searcher
from policysearch.web import create_app
from policysearch.web.rsgi import IN_MEMORY
from tests.web.conftest import SETTINGS
from tests.web.fake import FakeSearcher

OPEN = replace(SETTINGS, mcp=True)


def client(**changes: Any) -> FlaskClient:
    return create_app(FakeSearcher(), replace(OPEN, **changes)).test_client()


def call(asking: FlaskClient, tool: str, headers: dict[str, str] | None = None, **arguments: Any) -> Any:
    params = {"name": tool, "arguments": arguments}
    message = {"jsonrpc": "2.0", "id": 7, "method": "tools/call", "params": params}
    return asking.post("/mcp", json=message, headers=headers or {})


def test_it_is_off_unless_the_setting_is_on(client: FlaskClient) -> None:
    assert call(client, "search").status_code == 404


def test_a_lesson_is_cited_by_its_full_address() -> None:
    answer = call(client(), "search", query="chile", lang="es").json
    (lesson, *_) = answer["result"]["structuredContent"]["lessons"]
    assert lesson["url"] == "https://www.example.org/lessons/workshops/ict-use/h1?lang=es"
    assert lesson["citation"] == f"Uso de las TIC. Panama City, Estados Unidos, 2010. {lesson['url']}"
    assert json.loads(answer["result"]["content"][0]["text"]) == answer["result"]["structuredContent"]


@pytest.mark.parametrize(
    "address",
    [
        "trade-and-poverty/h2",
        "https://www.example.org/lessons/workshops/former/h2?lang=en",
        "https://www.example.org/lessons/workshops/trade-and-poverty/h2.md?lang=en",
        "http://WWW.example.org/lessons/workshops/trade-and-poverty/h2",
        "www.example.org/lessons/workshops/trade-and-poverty/h2",
        "/lessons/workshops/trade-and-poverty/h2",
        "/workshops/trade-and-poverty/h2",
    ],
)
def test_a_lesson_is_read_by_its_id_or_address_and_by_a_former_one(address: str) -> None:
    content = call(client(), "get_lesson", id=address).json["result"]["structuredContent"]
    assert content["id"] == "trade-and-poverty/h2"
    assert content["text"] == "Chile lends."
    assert content["workshop"]["start"] == "2009-09-06"
    assert [lesson["id"] for lesson in content["other_lessons"]] == ["trade-and-poverty/h1"]


@pytest.mark.parametrize(
    "site",
    [
        "https://elsewhere.example/lessons",
        "https://www.example.org",
        "https://www.example.org.elsewhere.example/lessons",
        "https://elsewhere.example//www.example.org/lessons",
        "//elsewhere.example",
        "elsewhere.example",
    ],
)
def test_another_sites_address_is_refused_though_its_path_is_one_of_ours(site: str) -> None:
    refusal = text_of(call(client(), "get_lesson", id=f"{site}/workshops/trade-and-poverty/h2"))
    assert "another site's" in refusal
    assert "https://www.example.org/lessons" in refusal


def test_a_site_that_does_not_know_its_address_takes_ids() -> None:
    asking = client(public_url="")
    assert "does not know its own" in text_of(call(asking, "get_lesson", id="https://a.example/workshops/former/h2"))
    assert call(asking, "get_lesson", id="former/h2").json["result"]["structuredContent"]


@pytest.mark.parametrize("tool", ["search", "facets"])
@pytest.mark.parametrize(
    ("arguments", "unknown"),
    [({"countries": ["CO", "colombia"]}, "'colombia'"), ({"countries": ["UK"], "themes": ["none"]}, "'uk', 'none'")],
)
def test_a_country_or_theme_that_there_is_not_is_no_empty_answer(
    searcher: Searcher, tool: str, arguments: Any, unknown: str
) -> None:
    asking = create_app(searcher, OPEN).test_client()
    answer = call(asking, tool, query="", **arguments)
    assert text_of(answer).startswith(f"There is no country, region or theme {unknown}; ")
    assert answer.json["result"]["isError"]
    content = call(asking, tool, query="nothing", countries=["CO", "latin-america"]).json["result"]["structuredContent"]
    assert content["total"] == 0


def test_an_answer_that_may_name_a_draft_goes_through_no_file() -> None:
    app = create_app(FakeSearcher(), OPEN)
    stays_in_memory = []

    def application(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        answer = app(environ, start_response)
        stays_in_memory.append(environ.get(IN_MEMORY))
        return answer

    params = {"name": "match", "arguments": {"text": "What Chile did."}}
    message = {"jsonrpc": "2.0", "id": 7, "method": "tools/call", "params": params}
    assert Client(application).post("/mcp", json=message).status_code == 200
    assert stays_in_memory == [True]


def test_a_whole_workshop_is_read_and_what_is_not_there_is_named() -> None:
    asking = client()
    content = call(asking, "get_lesson", id="trade-and-poverty").json["result"]["structuredContent"]
    assert [lesson["id"] for lesson in content["lessons"]] == ["trade-and-poverty/h1", "trade-and-poverty/h2"]
    assert "the lessons of this workshop are" in text_of(call(asking, "get_lesson", id="trade-and-poverty/h9"))
    assert "There is no workshop 'nothing'." in text_of(call(asking, "get_lesson", id="nothing/h1"))
    assert "withdrawn" in text_of(call(asking, "get_lesson", id="withdrawn"))


def text_of(answer: Any) -> str:
    assert answer.json["result"]["isError"]
    text: str = answer.json["result"]["content"][0]["text"]
    return text


def test_facets_and_comparisons_are_those_of_the_api() -> None:
    asking = client()
    counted = call(asking, "facets", facets=["experience"]).json["result"]["structuredContent"]
    assert counted["facets"]["experience"][0] == {"value": "CL", "label": "Chile", "lessons": 3}
    compared = call(asking, "compare", countries=["CL", "BR"], limit=1).json["result"]["structuredContent"]
    (theme,) = compared["themes"]
    assert [cell["total"] for cell in theme["cells"]] == [3, 1]
    lesson = theme["cells"][0]["lessons"][0]
    assert lesson["citation"].endswith(lesson["url"])


@pytest.mark.parametrize(
    ("public_url", "origin", "status"),
    [
        ("https://www.example.org/lessons", None, 200),
        ("https://www.example.org/lessons", "https://www.example.org", 200),
        ("https://www.example.org/lessons", "https://evil.example", 403),
        ("https://www.example.org/lessons", "http://www.example.org", 403),
        ("https://www.example.org/lessons", "null", 403),
        ("https://www.example.org/lessons", "http://localhost:8000", 403),
        ("", "http://localhost:8000", 200),
        ("", "http://127.0.0.1", 200),
        ("", "http://localhost.evil.example", 403),
        ("", "http://rebound.example:8000", 403),
    ],
)
def test_pages_of_other_sites_are_refused_whatever_host_they_name(
    public_url: str, origin: str | None, status: int
) -> None:
    headers = {"Origin": origin, "Host": "rebound.example:8000"} if origin else {}
    answer = call(client(public_url=public_url), "facets", headers)
    assert answer.status_code == status
    if status == 403:
        assert answer.json["error"]["code"] == -32600
        assert answer.json["id"] is None


def test_other_methods_and_types_are_refused() -> None:
    asking = client()
    for method in ("get", "delete", "put"):
        refused = getattr(asking, method)("/mcp")
        assert refused.status_code == 405
        assert "POST" in refused.headers["Allow"]
        assert refused.mimetype == "application/problem+json"
    assert asking.post("/mcp", data="{}", content_type="text/plain").status_code == 415
    assert asking.post("/mcp", json={}, headers={"Accept": "text/html"}).status_code == 406
    assert asking.post("/mcp", data=b"x" * 1_000_001, content_type="application/json").status_code == 413


def test_a_notification_has_no_answer_and_nothing_is_stored() -> None:
    answer = client().post("/mcp", json={"jsonrpc": "2.0", "method": "notifications/initialized"})
    assert (answer.status_code, answer.data) == (202, b"")
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_message_counts_as_one_request_under_the_limit_of_the_api(tmp_path: Path) -> None:
    asking = client(rate_limit=3, searchlog_path=tmp_path / "searchlog.sqlite3")
    statuses = [call(asking, "search", query="chile").status_code for _ in range(4)]
    assert statuses == [200, 200, 200, 429]
    assert asking.get("/api/v1/search").status_code == 429
