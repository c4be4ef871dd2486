"""``POST /api/v1/match``: a text or file in, lessons or a Word file out; everything else is a problem."""

import re
from io import BytesIO
from typing import Any

import docx
import pytest
from flask.testing import FlaskClient
from werkzeug.datastructures import FileStorage
from werkzeug.test import TestResponse, encode_multipart

from policysearch.search.results import Searcher
from policysearch.web import create_app, posted_draft
from tests.matching import factories
from tests.web.conftest import SETTINGS

ADDRESS = "/api/v1/match"
LESSON = "id url text headline language experience workshop year start end city country score why".split()


def multipart(**fields: Any) -> dict[str, Any]:
    """The body of a form; the test client would write a large one to a temporary file."""
    boundary, body = encode_multipart(fields)
    return {"data": body, "content_type": f'multipart/form-data; boundary="{boundary}"'}


def test_a_text_is_answered_with_the_promised_keys(client: FlaskClient) -> None:
    answer = client.post(ADDRESS, json={"text": "Chile lends.\n\nThe roof leaks."})
    assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "no-store")
    body = answer.json
    assert body
    assert [*body] == "paragraphs compared by_meaning not_read language lessons_in_language lessons generation".split()
    first, second = body["paragraphs"]
    assert [*first] == ["number", "text", "heading", "lessons"]
    assert (second["number"], second["text"], second["lessons"]) == (2, "The roof leaks.", [])
    assert [*first["lessons"][0]] == LESSON
    assert first["lessons"][0]["why"] == {
        "words": ["chile"],
        "countries": [{"value": "CL", "label": "Chile"}],
        "meaning": False,
    }
    assert len(first["lessons"]) <= 3


def test_a_file_is_answered_too_and_what_is_not_read_is_named(client: FlaskClient) -> None:
    file = (BytesIO(factories.word("# Chile", "Chile again.", header="Secret")), "a.docx")
    body = client.post(ADDRESS, data={"file": file}).json
    assert body
    assert [part["heading"] for part in body["paragraphs"]] == [True, False]
    assert body["not_read"] == [{"reason": "a header or footer of the pages", "count": 1, "text": "Secret"}]


def test_labels_and_reasons_are_in_the_language_asked_for(client: FlaskClient) -> None:
    file = (BytesIO(factories.word("Chile.", header="Secret")), "a.docx")
    body = client.post(f"{ADDRESS}?lang=es", data={"file": file}).json
    assert body
    assert body["not_read"][0]["reason"] == "un encabezado o pie de las páginas"
    texts = [lesson["text"] for lesson in body["paragraphs"][0]["lessons"]]
    assert "Chile y Brasil usan las TIC." in texts


def test_a_word_file_has_the_lessons_as_comments(client: FlaskClient) -> None:
    answer = client.post(f"{ADDRESS}?format=docx", json={"text": "Chile lends."})
    assert len([*docx.Document(BytesIO(answer.data)).comments]) == 2


@pytest.mark.parametrize(
    ("query", "request_body", "status", "parameter"),
    [
        ("", {"json": {}}, 400, "body"),
        ("", {"json": {"text": 1}}, 400, "body"),
        ("", {"json": {"text": None}}, 400, "body"),
        ("", {"json": {"text": "x", "lang": "en"}}, 400, "body"),
        ("", {"json": ["x"]}, 400, "body"),
        ("", {"json": None}, 400, "body"),
        ("", {"data": b"{", "content_type": "application/json"}, 400, "body"),
        ("", {"data": b"[" * 100_000, "content_type": "application/json"}, 400, "body"),
        ("", {"data": b"\xff\xfe", "content_type": "application/json"}, 400, "body"),
        ("", {}, 400, "body"),
        ("", {"data": b"x", "content_type": "text/plain"}, 400, "body"),
        ("", {"data": b"x", "content_type": "multipart/form-data"}, 400, "body"),
        ("", {"data": {"text": "x", "other": "y"}}, 400, "body"),
        ("", {"data": {"other": "y"}}, 400, "body"),
        ("?format=pdf", {"json": {"text": "x"}}, 400, "format"),
        ("?format=json&format=docx", {"json": {"text": "x"}}, 400, "format"),
        ("?meaning=maybe", {"json": {"text": "x"}}, 400, "meaning"),
        ("?lang=de", {"json": {"text": "x"}}, 400, "lang"),
        ("?q=x", {"json": {"text": "x"}}, 400, "q"),
        ("?form=docx", {"json": {"text": "x"}}, 400, "form"),
        ("", {"json": {"text": ""}}, 422, None),
        ("", {"json": {"text": "\x00\n\u200b"}}, 422, None),
        ("", {"data": {"text": " "}}, 422, None),
        ("", {"data": {"file": (BytesIO(b""), "a.txt")}}, 422, None),
        ("", {"data": {"file": (BytesIO(b"x"), "a.exe")}}, 422, None),
        ("", {"data": {"file": (BytesIO(b"PK\x03\x04"), "a.docx")}}, 422, None),
        ("", {"data": {"file": (BytesIO(b"%PDF-1.4"), "../../etc/passwd.pdf")}}, 422, None),
        ("", multipart(file=FileStorage(BytesIO(b"x" * 5_500_000), "a.txt")), 422, None),
        ("", multipart(file=FileStorage(BytesIO(b"x" * 6_500_000), "a.txt")), 413, None),
        ("", {"json": {"text": "half a pair: \ud800"}}, 400, "body"),
        ("", {"data": b'{"text": "' + b"x" * 6_500_000, "content_type": "application/json"}, 413, None),
    ],
)
def test_what_is_wrong_is_a_problem_that_names_it(
    client: FlaskClient, query: str, request_body: dict[str, Any], status: int, parameter: str | None
) -> None:
    answer = client.post(ADDRESS + query, **request_body)
    assert answer.status_code == status, answer.text
    assert answer.mimetype == "application/problem+json"
    problem = answer.get_json(force=True)
    assert re.fullmatch(r"[A-Z].*[.]", problem["detail"], re.DOTALL), "a sentence"
    assert problem.get("parameter") == parameter


@pytest.mark.parametrize("text", ["Chile " * 30_000, "(" * 5_000, "Chile\r\rChile", "NOT OR AND \"'<>&"])
def test_odd_texts_are_read_as_texts(client: FlaskClient, text: str) -> None:
    answer = client.post(ADDRESS, json={"text": text})
    assert answer.status_code == 200, answer.text


def test_odd_texts_are_compared_as_texts(searcher: Searcher) -> None:
    client = create_app(searcher, SETTINGS).test_client()
    texts = ["NOT OR AND \"' year:2009 theme:", "(" * 5_000, "\U0001f600" * 100, "a" * 100_000, "SBDC " * 20_000]
    for text in texts:
        answer = client.post(ADDRESS, json={"text": text})
        assert answer.status_code == 200, text[:20]


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE", "PATCH"])
def test_only_post_is_answered(client: FlaskClient, method: str) -> None:
    answer = client.open(ADDRESS, method=method)
    assert (answer.status_code, answer.mimetype) == (405, "application/problem+json")


def test_pages_elsewhere_may_ask(client: FlaskClient) -> None:
    preflight: TestResponse = client.options(ADDRESS)
    assert "POST" in preflight.headers["Access-Control-Allow-Methods"]
    assert client.post(ADDRESS, json={"text": "Chile"}).headers["Access-Control-Allow-Origin"] == "*"


def test_a_busy_server_says_when_to_come_again(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(posted_draft, "WAIT", 0.0)
    with posted_draft.turn(), posted_draft.turn():
        answer = client.post(ADDRESS, json={"text": "Chile"})
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "10")
