"""Nothing is told about an address: no answer, no file, no log, no header shows one."""

import re
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from policysearch.model.errors import SettingsError
from policysearch.settings import Settings
from policysearch.web import create_app
from tests.alerts.conftest import CREDIT
from tests.alerts.mail_server import Inbox
from tests.alerts.site import ANA, LESSONS, AlertSite, signed_up
from tests.web.conftest import SETTINGS
from tests.web.fake import FakeSearcher


def test_a_password_is_not_sent_unencrypted_to_another_machine() -> None:
    unsafe = replace(SETTINGS, smtp_host="mail.example.org", smtp_sender=ANA, smtp_account="a", smtp_security="none")
    with pytest.raises(SettingsError, match="unencrypted"):
        create_app(FakeSearcher(), unsafe)


def test_known_and_unknown_addresses_get_the_same_answer_and_the_same_mail(site: AlertSite, inbox: Inbox) -> None:
    site.follow(LESSONS)
    inbox.mails.clear()
    answers = []
    for address in (ANA, "new@example.org"):
        response = site.client.post(f"/lessons/alerts?{LESSONS}&lang=en", data={"address": address})
        answers.append((response.status_code, response.text, sorted(response.headers.keys())))
    site.parts.sender.close()
    assert answers[0] == answers[1]
    assert sorted(inbox.receivers()) == [ANA, "new@example.org"]
    first, second = (re.sub(r"token=\S+?&", "token=&", mail.text) for mail in inbox.mails)
    assert first == second


def test_known_and_unknown_addresses_cost_the_same_statements(site: AlertSite, monkeypatch: pytest.MonkeyPatch) -> None:
    site.follow(LESSONS)
    statements: list[str] = []
    connect: Callable[..., sqlite3.Connection] = sqlite3.connect

    def traced(*arguments: Any, **options: Any) -> sqlite3.Connection:
        connection = connect(*arguments, **options)
        connection.set_trace_callback(lambda text: statements.append(re.sub(r"'[^']*'|\d+", "?", text)))
        return connection

    monkeypatch.setattr("policysearch.alerts.database.sqlite3.connect", traced)
    monkeypatch.setattr("policysearch.alerts.confirmations.ConfirmationSender.send", lambda *arguments: None)
    costs = []
    for address in (ANA, "new@example.org", *["often@example.org"] * 4):
        statements.clear()
        site.sign_up(LESSONS, address)
        costs.append([*statements])
    assert costs[0]
    assert all(cost == costs[0] for cost in costs)


def test_words_that_look_like_a_link_are_not_sent_to_who_did_not_confirm(site: AlertSite, inbox: Inbox) -> None:
    site.sign_up("q=win+at+evil.example/now+or+https://evil.example+a@b.example+" + "x" * 500)
    site.parts.sender.close()
    mail = inbox.mails[-1]
    for text in (mail.text, mail.html, str(mail.message["Subject"])):
        assert "evil" not in text
        assert "b.example" not in text
        assert "x" * 121 not in text
    assert "win at …" in mail.text


def test_words_with_line_ends_add_no_header(site: AlertSite, inbox: Inbox) -> None:
    site.follow("q=credit%0D%0ABcc:+ben@example.org%0D%0A%0D%0Atext&view=highlights")
    site.follow("q=%0D%0ABcc:+x&view=highlights&expand=false", "cleo@example.org")
    site.follow("view=highlights&q=", "dora@example.org")
    site.publish(replace(CREDIT, slug="new"))
    site.send()
    for mail in inbox.mails:
        assert "Bcc" not in mail.message
        assert mail.sender == "alerts@example.org"
        assert mail.message["To"] == mail.receiver


def test_answers_are_kept_nowhere_and_pass_no_address_on(site: AlertSite, inbox: Inbox) -> None:
    path = signed_up(site, inbox)
    for answer in (site.client.get(f"/lessons/alerts?{LESSONS}"), site.client.get(path), site.client.post(path)):
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert answer.headers["X-Robots-Tag"] == "noindex"
        assert "ETag" not in answer.headers


def test_another_site_signs_nobody_up(site: AlertSite) -> None:
    answer = site.client.post(
        f"/lessons/alerts?{LESSONS}", data={"address": ANA}, headers={"Sec-Fetch-Site": "cross-site"}
    )
    assert answer.status_code == 403


def test_the_file_is_for_its_owner_alone(site: AlertSite) -> None:
    site.sign_up(LESSONS)
    assert site.settings.alerts_path.stat().st_mode & 0o077 == 0


def test_no_address_is_in_any_other_file_or_in_the_log(
    site: AlertSite, inbox: Inbox, caplog: pytest.LogCaptureFixture
) -> None:
    inbox.replies["RCPT", ANA] = f"550 <{ANA}> is unknown here"
    inbox.replies["MAIL", ""] = f"550 nothing from you for {ANA}"
    site.sign_up(LESSONS)
    site.parts.sender.close()
    assert "550" in caplog.text
    assert ANA not in caplog.text
    files = [path for path in site.settings.alerts_path.parent.rglob("*") if path.is_file()]
    assert [path.name for path in files if ANA.encode() in path.read_bytes()] == ["alerts.sqlite3"]


def test_an_address_that_the_server_refuses_at_once_is_forgotten(site: AlertSite, inbox: Inbox) -> None:
    inbox.replies["RCPT", ""] = "550 no such user"
    site.sign_up(LESSONS)
    site.parts.sender.close()
    assert ANA.encode() not in site.settings.alerts_path.read_bytes()


def test_a_database_that_cannot_be_used_is_an_error_without_details(
    site: AlertSite, caplog: pytest.LogCaptureFixture
) -> None:
    site.sign_up(LESSONS)
    site.parts.sender.close()
    site.settings.alerts_path.write_bytes(b"no database" * 1_000)
    answer = site.client.post(f"/lessons/alerts?{LESSONS}", data={"address": ANA})
    assert answer.status_code == 500
    assert "sqlite" not in answer.text
    assert "alerts.sqlite3 cannot be used" in caplog.text
    with closing(sqlite3.connect(":memory:")):
        assert site.client.get("/lessons/?q=credit").status_code == 200


def test_settings_without_alerts_open_no_database(tmp_path: Path) -> None:
    create_app(FakeSearcher(), Settings(searchlog=False, alerts_path=tmp_path / "alerts.sqlite3")).test_client().get(
        "/"
    )
    assert [*tmp_path.iterdir()] == []
