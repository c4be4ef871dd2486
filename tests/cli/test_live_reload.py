"""The preview's pages ask for the generation and renew themselves; nothing else of an answer changes."""

from typing import Any
from wsgiref.types import StartResponse
from wsgiref.util import setup_testing_defaults

from policysearch.cli.live_reload import live_reload


def application(environ: dict[str, Any], start_response: StartResponse) -> list[bytes]:
    assert "HTTP_ACCEPT_ENCODING" not in environ
    kind = "text/html; charset=utf-8" if environ["PATH_INFO"] == "/" else "application/json"
    start_response("200 OK", [("Content-Type", kind), ("Content-Length", "27")])
    return [b"<body></body> x </body> end"]


def get(path: str) -> tuple[dict[str, str], bytes]:
    environ: dict[str, Any] = {"HTTP_ACCEPT_ENCODING": "gzip"}
    setup_testing_defaults(environ)
    environ["PATH_INFO"] = path
    headers_sent: dict[str, str] = {}

    def start_response(status: str, headers: list[tuple[str, str]], *_: Any) -> Any:
        headers_sent.update(headers, status=status)

    return headers_sent, b"".join(live_reload(application, lambda: "g7")(environ, start_response))


def test_a_page_gets_the_script_once_and_its_new_length() -> None:
    headers, body = get("/")
    assert body == b'<body></body> x <script src="/watch.js" defer></script></body> end'
    assert headers["Content-Length"] == str(len(body))


def test_anything_else_is_left_as_it_is() -> None:
    headers, body = get("/api")
    assert (headers["Content-Length"], body) == ("27", b"<body></body> x </body> end")


def test_the_script_and_the_generation_are_never_kept() -> None:
    assert get("/watch.generation")[1] == b"g7"
    headers, body = get("/watch.js")
    assert (headers["Content-Type"], headers["Cache-Control"]) == ("text/javascript", "no-store")
    assert b"/watch.generation" in body
