"""The box on other sites' pages: the service on one origin, host pages on another, ways to trouble the service."""

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page
from werkzeug.serving import make_server
from werkzeug.wrappers import Request, Response

from policysearch.web import create_app
from tests.web.conftest import SETTINGS
from tests.web.fake import MANY, FakeSearcher

Visit = Callable[..., Page]
Lines = Callable[..., str]
FAVICON = '<title>A ministry</title><link rel="icon" href="data:,">'


@dataclass
class Service:
    """The service's ``address``; ``pause`` seconds before its API answers, and whether it ``fails``."""

    address: str = ""
    pause: float = 0.0
    fails: bool = False


@dataclass
class Host:
    """Somebody else's site: pages by their path, with their headers."""

    address: str = ""
    pages: dict[str, tuple[str, dict[str, str]]] = field(default_factory=dict)

    def page(self, body: str, head: str = "", lang: str = "en", **headers: str) -> str:
        """The address of a page of ``body``."""
        path = f"/page-{len(self.pages)}"
        html = f'<!doctype html><html lang="{lang}"><head><meta charset="utf-8">{FAVICON}{head}'
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        self.pages[path] = (f"{html}</head><body><main><h1>A ministry</h1>{body}</main></body></html>", named)
        return self.address + path


@contextmanager
def running(application: Any, port: int) -> Iterator[None]:
    server = make_server("127.0.0.1", port, application, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield
    server.shutdown()
    thread.join()
    server.server_close()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="session")
def started() -> Iterator[Service]:
    port = free_port()
    service = Service(f"http://127.0.0.1:{port}")
    app = create_app(FakeSearcher(MANY), replace(SETTINGS, public_url=service.address))
    answering = app.wsgi_app

    def troubled(environ: dict[str, Any], start_response: Any) -> Any:
        if environ["PATH_INFO"].startswith("/api/"):
            time.sleep(service.pause)
            if service.fails:
                return Response("<h1>Bad gateway</h1>", 502)(environ, start_response)
        return answering(environ, start_response)

    app.wsgi_app = troubled  # type: ignore[method-assign]
    with running(app, port):
        yield service


@pytest.fixture
def service(started: Service) -> Iterator[Service]:
    """The service in good health; a test may trouble it."""
    yield started
    started.pause, started.fails = 0.0, False


@pytest.fixture(scope="session")
def host() -> Iterator[Host]:
    """Another site, on another host name."""
    port = free_port()
    host = Host(f"http://localhost:{port}")

    @Request.application
    def application(request: Request) -> Response:
        html, headers = host.pages.get(request.path, ("", {}))
        return Response(html, 200 if html else 404, headers, mimetype="text/html")

    with running(application, port):
        yield host


@pytest.fixture
def line(service: Service) -> str:
    """The script line."""
    return f'<script src="{service.address}/static/policysearch-box.js" defer></script>'


@pytest.fixture
def lines(browser: Browser, service: Service) -> Lines:
    """What the page of those choices gives to paste under an id, as its copy button would."""

    def pasted(name: str, params: str = "") -> str:
        page = browser.new_page()
        page.goto(f"{service.address}/embed/setup?{params}")
        text = page.locator(f"#{name}").text_content() or ""
        page.close()
        return text

    return pasted


def field_of(page: Any, number: int = 0) -> Locator:
    """The field of the box of that number on a page or in a frame."""
    field: Locator = page.locator("policysearch-box").nth(number).locator("[role=combobox]")
    return field
