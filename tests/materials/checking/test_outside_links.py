"""Addresses outside the collection are tried over the network: here, on a server of our own."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from policysearch.materials import checking
from policysearch.materials.checking.outside_links import reach
from tests.materials.checking.factories import write, write_themes


class Answers(BaseHTTPRequestHandler):
    """/404 is gone, /only-get answers no HEAD, /guarded wants a password; everything else is there."""

    def answer(self, head: bool) -> None:
        code = {"/404": 404, "/guarded": 401, "/only-get": 404 if head else 200}.get(self.path, 200)
        self.send_response(code)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def do_HEAD(self) -> None:
        self.answer(head=True)

    def do_GET(self) -> None:
        self.answer(head=False)

    def log_message(self, format: str, *args: object) -> None:
        return


@pytest.fixture
def address() -> Iterator[str]:
    with HTTPServer(("127.0.0.1", 0), Answers) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.mark.parametrize("path", ["/", "/only-get", "/guarded"])
def test_what_answers_is_reached(address: str, path: str) -> None:
    assert reach(address + path) == ""


def test_what_is_gone_is_named_with_its_answer(address: str) -> None:
    assert reach(f"{address}/404") == "it answers 404"


def test_where_nobody_listens_there_is_no_answer() -> None:
    assert reach("http://127.0.0.1:9/").startswith("there is no answer")


def test_an_outside_address_is_tried_once_and_named_where_it_stands(tmp_path: Path) -> None:
    write_themes(tmp_path)
    write(tmp_path, "a", "One", "See https://gone.example/x. And https://gone.example/x, https://here.example.")
    tried: list[str] = []

    def reachable(url: str) -> str:
        tried.append(url)
        return "it answers 404" if "gone" in url else ""

    problems = checking.check(tmp_path, reachable).problems
    assert tried == ["https://gone.example/x", "https://here.example"]
    assert [(p.code, p.line, p.column) for p in problems] == [("dead-link", 9, 7), ("dead-link", 9, 35)]
