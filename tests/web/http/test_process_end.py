"""What waits is written and sent when a process ends, and a server's process has the time for it."""

from datetime import date
from pathlib import Path

import pytest

from policysearch import searchlog
from policysearch.alerts import confirmations
from policysearch.cli.serve import STOP_SECONDS
from policysearch.settings import Settings
from policysearch.web import create_app
from policysearch.web.http import process_end, search_logging
from policysearch.web.http.process_end import at_process_end, end_process
from tests.web.fake import FakeSearcher


@pytest.fixture(autouse=True)
def _no_others(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(process_end, "_closings", [])


def test_the_last_searches_are_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "searchlog.sqlite3"
    monkeypatch.setattr(search_logging, "END_SECONDS", 60.0)
    app = create_app(FakeSearcher(), Settings(searchlog_path=path))
    app.test_client().get("/?q=ICT", headers={"User-Agent": "Mozilla/5.0 Firefox/140.0"})
    end_process()
    assert searchlog.report(path, 1, date.today()).searched == (("ict", 1),)


def test_everything_is_called_in_order_and_once() -> None:
    calls: list[str] = []
    at_process_end(lambda: calls.append("first"))
    at_process_end(lambda: calls.append("second"))
    end_process()
    end_process()
    assert calls == ["first", "second"]


def test_what_fails_keeps_nothing_else_from_its_end(caplog: pytest.LogCaptureFixture) -> None:
    calls: list[str] = []

    def fail() -> None:
        raise OSError("the disk is gone")

    at_process_end(fail)
    at_process_end(lambda: calls.append("second"))
    end_process()
    assert calls == ["second"]
    assert "could not be closed" in caplog.text


def test_all_of_it_ends_before_a_process_is_killed() -> None:
    assert search_logging.END_SECONDS + confirmations.CLOSE_SECONDS < STOP_SECONDS
