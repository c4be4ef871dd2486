"""The box on other sites' pages: the service on one origin, host pages on another, ways to trouble the service."""

import socket
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from threading import Event
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Browser, Locator, Page
from werkzeug.wrappers import Request, Response

from policysearch.web import create_app
from tests.web.browser.conftest import PATIENCE, running
from tests.web.conftest import SETTINGS
from tests.web.fake import MANY, FakeSearcher

Visit = Callable[..., Page]
Lines = Callable[..., str]
FAVICON = '<title>A ministry</title><link rel="icon" href="data:,">'


@dataclass
class Service:
    """The service's ``address``, whether its API ``fails``, and whether it answers: ``pause``, then ``go_on``."""

    address: str = ""
    fails: bool = False
    _answers: Event = field(default_factory=Event)

    def pause(self) -> None:
        """Let each question to the API wait until ``go_on``."""
        self._answers.clear()

    def go_on(self) -> None:
        self._answers.set()

    def wait(self) -> None:
        self._answers.wait(PATIENCE / 1000)


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


def application(searcher: FakeSearcher) -> Callable[[str], Flask]:
    """Return what makes the service's app for its address."""
    return lambda address: create_app(searcher, replace(SETTINGS, public_url=address))


@pytest.fixture(scope="session")
def started() -> Iterator[Service]:
    service = Service()
    service.go_on()

    def troubled(address: str) -> Any:
        app = application(FakeSearcher(MANY))(address)

        def answer(environ: dict[str, Any], start_response: Any) -> Any:
            if environ["PATH_INFO"].startswith("/api/"):
                service.wait()
                if service.fails:
                    return Response("<h1>Bad gateway</h1>", 502)(environ, start_response)
            return app(environ, start_response)

        return answer

    with running(troubled) as service.address:
        yield service


@pytest.fixture
def service(started: Service) -> Iterator[Service]:
    """The service in good health; a test may trouble it."""
    yield started
    started.fails = False
    started.go_on()


@pytest.fixture(scope="session")
def host() -> Iterator[Host]:
    """Another site, on another host name."""
    host = Host()

    @Request.application
    def pages(request: Request) -> Response:
        html, headers = host.pages.get(request.path, ("", {}))
        return Response(html, 200 if html else 404, headers, mimetype="text/html")

    with running(lambda address: pages) as address:
        host.address = address.replace("127.0.0.1", "localhost")
        yield host


@pytest.fixture
def nowhere() -> Iterator[str]:
    """An address that refuses connections: its port is taken, and nobody listens."""
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        yield f"http://127.0.0.1:{silent.getsockname()[1]}"


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
