"""Metrics and the access log: off unless set, and nothing of the reader in them."""

import logging
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from policysearch.settings import Settings
from policysearch.web import create_app
from policysearch.web.http.observation import MULTIPROCESS
from tests.web.fake import FakeSearcher


def client(tmp_path: Path, **settings: bool) -> FlaskClient:
    app = create_app(FakeSearcher(), Settings(index=tmp_path, searchlog=False, **settings))  # type: ignore[arg-type]
    return app.test_client()


def test_both_are_off_by_default(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    reader = client(tmp_path)
    assert reader.get("/metrics").status_code == 404
    assert caplog.records == []


def test_answers_are_counted_by_family_and_status(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(MULTIPROCESS, raising=False)
    reader = client(tmp_path, metrics=True)
    for path in ("/?q=ict", "/?q=ict", "/healthz", "/nothing"):
        reader.get(path)
    reader.open("/", method="BREW")
    response = reader.get("/metrics")
    assert response.headers["Content-Type"].startswith("text/plain; version=")
    assert 'policysearch_answers_total{method="GET",pages="search",status="200"} 2.0' in response.text
    assert 'policysearch_answers_total{method="GET",pages="none",status="404"} 1.0' in response.text
    assert 'method="other"' in response.text
    assert 'policysearch_answer_seconds_count{pages="health"} 1.0' in response.text


def test_a_request_is_one_line_without_address_and_search(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "policysearch.access")
    reader = client(tmp_path, access_log=True)
    headers = {"User-Agent": "Secret/1.0", "Referer": "https://secret.example/"}
    reader.get("/?q=secret", headers=headers, environ_overrides={"REMOTE_ADDR": "192.0.2.77"})
    reader.get("/two%0Alines")
    lines = [record.getMessage() for record in caplog.records if record.name == "policysearch.access"]
    assert [line.split()[:3] for line in lines] == [["GET", "/", "200"], ["GET", "/two%0Alines", "404"]]
    assert all("secret" not in line.lower() and "192.0.2.77" not in line and "\n" not in line for line in lines)
