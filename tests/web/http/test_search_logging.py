"""What readers search and open is counted, nothing of who they are."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from policysearch import searchlog
from policysearch.searchlog import Report, SearchLog
from policysearch.settings import Settings
from policysearch.web import create_app
from tests.web.fake import FakeSearcher

BROWSER = {"User-Agent": "Mozilla/5.0 Firefox/140.0"}


class Noted:
    """A client of an app that counts, and what was counted so far."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.app = create_app(FakeSearcher(), Settings(searchlog_path=path))
        self.client: FlaskClient = self.app.test_client()

    def get(self, address: str, **headers: str) -> str:
        return self.client.get(address, headers={**BROWSER, **headers}).text

    def close(self) -> None:
        log: SearchLog = self.app.extensions["policysearch.searchlog"]
        log.close()

    def report(self) -> Report:
        self.close()
        return searchlog.report(self.path, 1, date.today())


@pytest.fixture
def noted(tmp_path: Path) -> Iterator[Noted]:
    noted = Noted(tmp_path / "log.sqlite3")
    yield noted
    noted.close()


def test_searches_and_opened_pages_are_counted(noted: Noted) -> None:
    noted.get("/?q=ICT")
    noted.get("/workshops/ict-use")
    noted.get("/workshops/no-such")
    noted.get("/")
    report = noted.report()
    assert (report.searched, report.opened) == ((("ict", 1),), (("ict-use", 1),))


def test_a_page_without_results_sends_along_what_was_asked(noted: Noted) -> None:
    assert '<input type="hidden" name="before" value="mipymes" form="search">' in noted.get("/?q=mipymes")
    noted.get("/?q=ICT&before=mipymes", Referer="http://localhost/?q=mipymes")
    assert noted.report().retries == (("mipymes", "ict", 1),)


def test_a_filter_or_a_further_page_is_no_new_search(noted: Noted) -> None:
    noted.get("/?q=ICT")
    noted.get("/?q=ICT&year=2010", Referer="https://www.example.org/?q=ICT")
    noted.get("/?q=ICT&offset=10")
    assert noted.report().searched == (("ict", 1),)


def test_robots_are_not_counted(noted: Noted) -> None:
    noted.get("/?q=ICT", **{"User-Agent": "Examplebot/2.1"})
    assert noted.report().searched == ()


def test_nothing_is_kept_where_the_setting_says_so(tmp_path: Path) -> None:
    path = tmp_path / "log.sqlite3"
    app = create_app(FakeSearcher(), Settings(searchlog_path=path, searchlog=False))
    app.test_client().get("/?q=ICT", headers=BROWSER)
    assert "policysearch.searchlog" not in app.extensions
    assert not path.exists()


def test_a_search_answered_from_what_is_kept_counts_too(noted: Noted) -> None:
    noted.get("/?q=chile")
    noted.get("/?q=chile")
    assert noted.report().searched == (("chile", 2),)
