"""Every answer of every address carries the security headers, whatever becomes of the request."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from policysearch.model.errors import IndexDamagedError
from policysearch.query import Query
from policysearch.web import create_app
from tests.web.conftest import SETTINGS
from tests.web.fake import FakeSearcher

SAMPLES = {
    "facet": "theme",
    "slug": "trade-and-poverty",
    "part": "h1",
    "name": "site.css",
    "page": 1,
    "theme": "ict",
    "code": "CL",
    "year": 2009,
    "extension": "csv",
}
MAY_BE_FRAMED = "embed.frame_page"


def app() -> Flask:
    return create_app(FakeSearcher(), SETTINGS)


REFERRER_POLICIES = ("strict-origin-when-cross-origin", "no-referrer")  # the second where an address is a secret
ONLY_POSTED = ("/mcp", "/api/v1/match")  # messages of assistants; drafts
ALERTS = ("/alerts", "/alerts/confirm", "/alerts/keep", "/alerts/leave")
POSTED = ("/brief", "/export.docx", "/for-my-text", *ALERTS, *ONLY_POSTED)


def addresses() -> dict[str, str]:
    """A sample address of every rule, by its endpoint."""
    rules = app().url_map
    adapter = rules.bind("localhost")
    return {
        rule.endpoint: adapter.build(
            rule.endpoint,
            {name: 1 if rule.endpoint == "crawlers.sitemap_part" else SAMPLES[name] for name in rule.arguments},
        )
        for rule in rules.iter_rules()
    }


def guarded(answer: TestResponse, framed: bool = False) -> None:
    headers = answer.headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] in REFERRER_POLICIES
    assert headers["Permissions-Policy"]
    assert "Set-Cookie" not in headers
    if answer.status_code == 304:  # the browser keeps the policy of the answer it has
        return
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "base-uri 'none'" in policy
    assert framed or "frame-ancestors 'none'" in policy
    assert framed or headers["X-Frame-Options"] == "DENY"


@pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS", "POST", "DELETE"])
@pytest.mark.parametrize(("endpoint", "address"), addresses().items())
def test_whatever_is_asked_of_any_address(client: FlaskClient, endpoint: str, address: str, method: str) -> None:
    answer = client.open(address, method=method)
    guarded(answer, framed=endpoint == MAY_BE_FRAMED and method in ("GET", "HEAD"))
    is_taken = address in POSTED if method == "POST" else address not in ONLY_POSTED and method != "DELETE"
    assert (answer.status_code == 405) is not (is_taken or method == "OPTIONS")


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("/nowhere", 404),
        ("/api/v1/nowhere", 404),
        ("/static/nothing.js", 404),
        ("/workshops/former", 301),
        ("/api/v1/workshops/former", 301),
        ("/api/v1/search?nonsense=1", 400),
        (f"/?q={'long' * 3000}", 400),
        ("/workshops/trade-and-poverty/files/..%2f..%2fsecret", 404),
    ],
)
def test_whatever_becomes_of_it(client: FlaskClient, address: str, code: int) -> None:
    answer = client.get(address)
    assert answer.status_code == code
    guarded(answer)


@pytest.mark.parametrize("address", ["/", "/?q=x", "/api/v1/search", "/about", "/sitemap.xml", "/opensearch.json?q=x"])
def test_an_answer_that_has_not_changed(client: FlaskClient, address: str) -> None:
    tag = client.get(address).headers["ETag"]
    answer = client.get(address, headers={"If-None-Match": tag})
    assert answer.status_code == 304
    guarded(answer)


@pytest.mark.parametrize(
    ("failure", "code"), [(IndexDamagedError("Damaged."), 503), (ZeroDivisionError("secret"), 500)]
)
@pytest.mark.parametrize("address", ["/", "/?q=x", "/api/v1/search", "/about", "/map", "/sitemap.xml"])
def test_a_failure(monkeypatch: pytest.MonkeyPatch, address: str, failure: Exception, code: int) -> None:
    def search(self: FakeSearcher, query: Query) -> None:
        raise failure

    monkeypatch.setattr(FakeSearcher, "search", search)
    answer = app().test_client().get(address)
    assert answer.status_code == code
    assert "secret" not in answer.text
    guarded(answer)
    assert (answer.mimetype == "application/problem+json") is address.startswith("/api/")


def test_no_page_has_a_script_or_a_style_in_it(client: FlaskClient) -> None:
    for address in addresses().values():
        answer = client.get(address)
        if answer.mimetype == "text/html":
            assert "<style" not in answer.text
            assert " style=" not in answer.text
            assert "javascript:" not in answer.text
            assert "<script>" not in answer.text
