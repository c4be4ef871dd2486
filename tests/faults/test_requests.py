"""No request costs out of proportion to its length, and no header, address or query ends in an error of ours."""

import json
import os
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from werkzeug.test import run_wsgi_app

from policysearch.exporters import FORMATS
from policysearch.query import MAX_CLAUSES
from policysearch.settings import Settings
from policysearch.web import create_app
from policysearch.web.search_params import LESSON, NAMES, TITLE
from tests.web.fake import FakeSearcher

OWN = "https://www.example.org/lessons"
Answer = tuple[int, dict[str, str], bytes]


class App:
    """An app, and requests to it byte by byte as a server hands them on: no client mends them."""

    def __init__(self, **values: Any) -> None:
        self._app = create_app(FakeSearcher(), Settings(**{"public_url": OWN, "searchlog": False, **values}))

    def get(self, path: str, query: str = "", headers: dict[str, str] | None = None, method: str = "GET") -> Answer:
        environ: dict[str, Any] = {
            "REQUEST_METHOD": method,
            "PATH_INFO": path,
            "QUERY_STRING": query,
            "SCRIPT_NAME": "",
            "SERVER_NAME": "127.0.0.1",
            "SERVER_PORT": "8000",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "REMOTE_ADDR": "192.0.2.1",
            "wsgi.version": (1, 0),
            "wsgi.url_scheme": "http",
            "wsgi.input": BytesIO(),
            "wsgi.errors": BytesIO(),
            "wsgi.multithread": True,
            "wsgi.multiprocess": True,
            "wsgi.run_once": False,
            **{f"HTTP_{name.upper().replace('-', '_')}": value for name, value in (headers or {}).items()},
        }
        body, status, answer_headers = run_wsgi_app(self._app, environ)
        content = b"".join(body)
        return int(status.split(" ")[0]), {name.lower(): value for name, value in answer_headers}, content


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> App:
    folder = tmp_path_factory.mktemp("logs")
    return App(searchlog=True, searchlog_path=folder / "log.sqlite3", trusted_proxies=1, rate_limit=10**9)


# --- in proportion ---

SEARCHES = ["/", "/api/v1/search", "/map", "/feed.atom", "/export.csv"]


def many(facet: str, count: int, value: str = "{}") -> str:
    return "&".join(f"{facet}={value.format(1000 + number)}" for number in range(count))


@pytest.mark.parametrize("path", SEARCHES)
def test_more_than_64_selected_values_are_refused(app: App, path: str) -> None:
    status, headers, body = app.get(path, many("year", MAX_CLAUSES + 1))
    assert status == 400
    assert headers["cache-control"] == "no-store"
    assert len(body) < 50_000
    if path.startswith("/api/"):
        assert json.loads(body)["parameter"] == "year"


def test_values_of_all_facets_count_together(app: App) -> None:
    half = MAX_CLAUSES // 2
    assert app.get("/", f"{many('year', half)}&{many('partner', half)}")[0] == 200
    assert app.get("/", f"{many('year', half)}&{many('partner', half + 1)}")[0] == 400


def test_repeated_values_count_once(app: App) -> None:
    assert app.get("/", "&".join(["year=2010"] * 1_000))[0] == 200


@pytest.mark.parametrize("language", ["en", "es", "pt", "fr"])
def test_the_page_says_the_cap_in_the_readers_language(app: App, language: str) -> None:
    _, _, body = app.get("/", f"lang={language}&{many('year', 100)}")
    assert str(MAX_CLAUSES) in body.decode()


def queries(length: int) -> Iterator[str]:
    """Queries of about ``length`` characters, each with as much of one thing as there is room for."""
    yield many("year", length // 10)
    yield many("partner", length // 20, "partner {}")
    yield many("partner", length // 200, "%C3%A9" * 30 + "{}")
    yield many(LESSON, length // 18, "ict-use/h{}")
    yield many("utm_source", length // 16)
    yield f"q={'a' * length}"
    yield f"q={'a+' * (length // 2)}"
    yield f"q={'(' * length}"
    yield f"q={'%22' * (length // 3)}"
    yield f"{TITLE}={'a' * length}&{LESSON}=ict-use/h1"


@pytest.mark.parametrize("path", ["/", "/map", "/brief", "/themes", "/embed/setup", "/api/v1/search", "/feed.atom"])
def test_an_address_of_10_kb_makes_less_than_1_mb(app: App, path: str) -> None:
    for query in queries(10_000):
        assert len(app.get(path, query)[2]) < 1_000_000, query[:40]


# --- hosts, redirects, errors ---


@pytest.mark.parametrize("host", ["evil.example", "evil.example:80", "www.example.org", ""])
@pytest.mark.parametrize("public_url", [OWN, "https://www.example.org", ""])
def test_a_redirect_never_repeats_the_host(host: str, public_url: str) -> None:
    status, headers, body = App(public_url=public_url).get("/workshops//x", "a=b", {"Host": host})
    assert (status, body) == (308, b"")
    assert headers["location"] == f"{public_url}/workshops/x?a=b"
    assert headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    "host", ["a.example,b.example", "a.example, a.example", "[", "a b", "a/b", "http://a", "a@b", "a:b", "\xe9", "a\\b"]
)
def test_a_malformed_or_repeated_host_is_refused(app: App, host: str) -> None:
    assert app.get("/", headers={"Host": host})[0] == 400


@pytest.mark.parametrize("host", ["127.0.0.1:8000", "[::1]:8000", "[::1]", "my_site.internal", "a.example.", ""])
def test_a_host_of_any_form_is_served(app: App, host: str) -> None:
    assert app.get("/", headers={"Host": host})[0] == 200


@pytest.mark.parametrize(
    "referrer", ["http://[", "http://a\u2100b/", "http://[::1", "//[", "\xff", "?q=" + "&q=" * 999]
)
def test_an_odd_referrer_is_no_error(app: App, referrer: str) -> None:
    assert app.get("/", "q=credit", {"Referer": referrer.encode().decode("latin-1")})[0] == 200


@pytest.mark.parametrize("url", ["http://[", "http://a%E2%84%80b/", "http://[::1", "", "%00", OWN + "//[", "x" * 9_000])
def test_an_odd_address_is_none_of_ours(app: App, url: str) -> None:
    status, headers, body = app.get("/oembed", f"url={url}")
    assert status == 404
    assert headers["content-type"] == "application/problem+json"
    assert json.loads(body)["parameter"] == "url"


@pytest.mark.parametrize("path", ["/nowhere", "/api/v1/nowhere", "/api/v1/workshops/nowhere", "/workshops/nowhere"])
def test_errors_are_not_stored(app: App, path: str) -> None:
    status, headers, _ = app.get(path)
    assert (status, headers["cache-control"]) == (404, "no-store")


def test_methods_that_do_nothing_are_refused_and_not_stored(app: App) -> None:
    status, headers, _ = app.get("/", method="DELETE")
    assert (status, headers["cache-control"]) == (405, "no-store")


@pytest.mark.parametrize(("seconds", "expected"), [(0, None), (31_536_000, "max-age=31536000")])
def test_https_alone_is_asked_for_by_setting(seconds: int, expected: str | None) -> None:
    for path in ("/", "/nowhere", "/healthz"):
        assert App(hsts=seconds).get(path)[1].get("strict-transport-security") == expected


# --- anything ---

PATHS = [
    *("/", "/map", "/brief", "/feed.atom", "/themes", "/countries", "/years", "/oembed", "/embed", "/embed/setup"),
    *("/api/v1/search", "/api/v1/suggest", "/api/v1/openapi.json", "/sitemap.xml", "/robots.txt", "/opensearch.xml"),
    *("/about", "/help", "/api", "/privacy", "/healthz", "/readyz", "/workshops/ict-use", "/workshops/ict-use/h1"),
    *("/workshops//ict-use", "/static/policysearch-box.js", *(f"/export.{name}" for name in FORMATS)),
]
FOLDERS = ["/", "/themes/", "/countries/", "/years/", "/export.", "/workshops/", "/static/", "/api/v1/workshops/"]
HEADERS = [
    *("Host", "Referer", "User-Agent", "Accept", "Accept-Language", "Accept-Encoding", "Accept-Charset", "Cookie"),
    *("If-None-Match", "If-Match", "If-Modified-Since", "If-Unmodified-Since", "If-Range", "Range", "Origin"),
    *("X-Forwarded-For", "X-Forwarded-Proto", "X-Forwarded-Host", "Forwarded", "Authorization", "Content-Type"),
    *("Content-Length", "Transfer-Encoding", "Connection", "Expect", "Cache-Control", "Access-Control-Request-Method"),
]
ODD = [
    *(
        "http://[",
        "[",
        "]",
        "*",
        "bytes=0-",
        "bytes=-1",
        "bytes=9-1,1-",
        'W/"',
        '"',
        ",",
        ";q=",
        "en;q=x",
        "en;q=1e999",
    ),
    *(
        "gzip;q=0",
        "identity;q=0",
        "-1",
        "9" * 400,
        "chunked",
        "=?utf-8?",
        "Basic ====",
        "Fri, 99 Xxx 0000",
        "fr-",
        "\x00",
    ),
]
texts = st.text(st.characters(codec="utf-8"), max_size=30).map(lambda text: text.encode().decode("latin-1"))
header_values = st.sampled_from(ODD) | texts | st.text(st.characters(max_codepoint=255), max_size=30)
paths = st.sampled_from(PATHS) | st.tuples(st.sampled_from(FOLDERS), texts).map("".join)
raw_queries = st.text(st.characters(max_codepoint=126, min_codepoint=33), max_size=60) | st.lists(
    st.tuples(
        st.sampled_from([*NAMES, LESSON, TITLE, "url", "format", "maxwidth", "mode", "countries", "before"]),
        st.sampled_from(
            ["%", "%ff", "%00", "http://[", "2010", "-1", "9" * 400, "ict", "%ED%A0%80", "a..b", "(", '"', ""]
        ),
    ).map("=".join),
    max_size=6,
).map("&".join)
any_request = (
    paths,
    raw_queries,
    st.dictionaries(st.sampled_from(HEADERS), header_values, max_size=4),
    st.sampled_from(["GET", "GET", "HEAD", "POST", "OPTIONS", "PUT", "X"]),
)
ANSWERS = {200, 204, 206, 301, 302, 303, 304, 308, 400, 404, 405, 412, 413, 415, 416, 417, 501}


def check(path: str, query: str, headers: dict[str, str], method: str) -> None:
    status, answer_headers, _ = FUZZED.get(path, query, headers, method)
    assert status in ANSWERS
    if status >= 400:
        assert answer_headers["cache-control"] == "no-store"
    assert not any("\n" in value or "\r" in value for value in answer_headers.values())
    location = answer_headers.get("location")
    assert location is None or location.startswith((OWN, "/lessons/"))


FUZZED = App()


@pytest.mark.slow
@settings(max_examples=300)
@given(*any_request)
def test_any_request_is_answered(path: str, query: str, headers: dict[str, str], method: str) -> None:
    check(path, query, headers, method)


@pytest.mark.slow
@settings(max_examples=int(os.environ.get("POLICYSEARCH_TEST_REQUESTS", "2000")))
@given(*any_request)
def test_thousands_of_requests_are_answered(path: str, query: str, headers: dict[str, str], method: str) -> None:
    check(path, query, headers, method)


def test_the_handed_address_is_refused(app: App) -> None:
    """10 kB, 1,000 years: 29 MB of page, once."""
    assert app.get("/", many("year", 1_000))[0] == 400


def test_an_app_with_a_log_answers_any_referrer(app: App, tmp_path: Path) -> None:
    for value in ODD:
        assert app.get("/", "q=credit", {"Referer": value})[0] == 200
