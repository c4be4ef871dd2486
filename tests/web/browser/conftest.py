"""Chromium, and the app over the fake searcher behind a real port."""

import os
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright
from werkzeug.serving import make_server

from policysearch.alerts.database import transaction, write_fact
from policysearch.query import Query
from policysearch.search.results import Searcher
from policysearch.settings import Settings
from policysearch.web import create_app
from tests.alerts import mail_server
from tests.alerts.mail_server import Inbox
from tests.web.browser.states import SECRET, SIGN_UP, SUBSCRIPTION
from tests.web.conftest import SETTINGS
from tests.web.fake import MANY, WORKSHOPS, FakeSearcher

NAMES = ("chromium", "chromium-browser", "google-chrome")
FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()

PATIENCE = 60_000  # milliseconds; a test that holds waits for no part of it, and a busy machine is no fault
LATE = float(os.environ.get("POLICYSEARCH_TEST_LATE", "0"))  # seconds before an answer: who reads too early fails

expect.set_options(timeout=PATIENCE)
Complaints = list[str]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test of this folder ``browser``."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker("browser")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = next(filter(None, map(shutil.which, NAMES)), None)
    if path is None:
        pytest.fail("These tests need Chromium: make browser installs it.")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield opened
        opened.close()


@contextmanager
def running(application: Callable[[str], Any]) -> Iterator[str]:
    """Serve what ``application`` makes for the address, at a free port, and yield that address."""
    server = make_server("127.0.0.1", 0, lambda environ, start: (), threaded=True)
    address = f"http://127.0.0.1:{server.server_port}"
    answer = application(address)

    def late(environ: Any, start: Any) -> Any:
        time.sleep(LATE)
        return answer(environ, start)

    server.app = late
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield address
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def served(searcher: Searcher, settings: Settings = SETTINGS) -> Iterator[str]:
    with running(lambda address: create_app(searcher, replace(settings, public_url=""))) as address:
        yield address


@pytest.fixture(scope="session")
def small() -> Iterator[str]:
    """The address of a site with two workshops."""
    yield from served(FakeSearcher(WORKSHOPS))


@pytest.fixture(scope="session")
def large() -> Iterator[str]:
    """The address of a site with many."""
    yield from served(FakeSearcher(MANY))


@pytest.fixture(scope="session")
def by_meaning() -> Iterator[str]:
    """The address of a site with two workshops that searches by meaning: one lesson is close to whatever is asked."""
    plain = FakeSearcher(WORKSHOPS)
    close = tuple(plain.hit(plain.documents[key], Query("")) for key in ("trade-and-poverty/h2", "ict-use/h1"))
    changes: dict[str, Any] = {"close": close, "close_leads": True, "meaning": "used"}
    yield from served(FakeSearcher(WORKSHOPS, **changes), replace(SETTINGS, meaning="bundled"))


@pytest.fixture(scope="session")
def inbox() -> Iterator[Inbox]:
    """The mail server of ``alerting``."""
    with mail_server.running() as inbox:
        yield inbox


@pytest.fixture(scope="session")
def alerting(inbox: Inbox, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a site with two workshops and alerts, of which it has one, and a sign-up."""
    folder = tmp_path_factory.mktemp("alerting")
    mails = {"smtp_host": "127.0.0.1", "smtp_port": inbox.port, "smtp_security": "none", "smtp_sender": "a@example.org"}
    files = {"alerts_path": folder / "alerts.sqlite3", "searchlog_path": folder / "searchlog.sqlite3"}
    settings = replace(SETTINGS, **mails, **files)  # type: ignore[arg-type]
    with transaction(settings.alerts_path) as connection:
        write_fact(connection, "secret", SECRET)
        values = (SIGN_UP, "a@example.org", "q=chile&year=2009", "en", "daily", int(time.time()), "sent")
        connection.execute("INSERT INTO signups VALUES (?, ?, ?, ?, ?, ?, ?)", values)
        connection.execute(
            "INSERT INTO subscriptions (id, address, search, language, rhythm, term_start, number) "
            "VALUES (?, 'b@example.org', 'q=chile', 'en', 'weekly', ?, 0)",
            (SUBSCRIPTION, date.today().isoformat()),
        )
    apps: list[Flask] = []

    def application(address: str) -> Flask:
        apps.append(create_app(FakeSearcher(WORKSHOPS), replace(settings, public_url=address)))
        return apps[-1]

    with running(application) as address:
        yield address
    apps[-1].extensions["policysearch.alerts"].close()


def listened(context: BrowserContext, complaints: Complaints) -> Page:
    """Open a page in ``context`` whose complaints are written down: errors of scripts, refusals of the policy."""
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda message: complaints.append(message.text) if "Content Security" in message.text else None)
    return page


@pytest.fixture
def visit(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Opens a page in a context of its own; whatever the page complains of fails the test."""
    contexts: list[BrowserContext] = []
    complaints: Complaints = []

    def opened(address: str, width: int = 1280, **options: object) -> Page:
        context = browser.new_context(viewport={"width": width, "height": 800}, **options)  # type: ignore[arg-type]
        contexts.append(context)
        page = listened(context, complaints)
        page.goto(address)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert not complaints
