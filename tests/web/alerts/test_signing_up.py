"""Who follows a search: the form, its limits, and the mail that asks to confirm."""

import re
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from policysearch.alerts.database import transaction
from policysearch.model.errors import SettingsError
from policysearch.web import create_app
from tests.alerts.conftest import CREDIT, settings
from tests.alerts.mail_server import Inbox
from tests.alerts.site import ANA, LESSONS, AlertSite, link, signed_up
from tests.web.fake import FakeSearcher

NO_ADDRESSES = [
    *("", "ana", "ana@", "@example.org", "ana@example", "ana@ex ample.org", "ana@-x.org", "é@x.org", "ana@[127.0.0.1]"),
    *("ana@example.org, ben@example.org", "ana@example.org\r\nBcc: ben@example.org", '"a b"@example.org'),
    *("Ana <ana@example.org>", "ana@example.org\0", "ana..b@example.org", "x@" + "a." * 126 + "org"),
    "a" * 65 + "@example.org",
]


@pytest.mark.parametrize(
    "path",
    ["/alerts?q=credit", "/alerts/confirm?token=x", "/alerts/keep", "/alerts/leave", "/alerts.md", "/alerts/leave.md"],
)
def test_without_a_mail_server_there_are_no_such_pages_and_no_link_to_them(client: FlaskClient, path: str) -> None:
    assert client.get(f"/lessons{path}").status_code == 404
    assert client.post(f"/lessons{path}", data={"address": ANA}).status_code == 404
    for page in ("/?q=chile", "/?q=zzz", "/help", "/privacy"):
        text = client.get(f"/lessons{page}").text
        assert "/alerts" not in text
        assert "-mail me" not in text


@pytest.mark.parametrize("name", ["smtp_sender", "public_url"])
def test_a_site_whose_settings_lack_something_does_not_start(name: str, tmp_path: Path, inbox: Inbox) -> None:
    cleared: dict[str, Any] = {name: ""}
    with pytest.raises(SettingsError, match=name):
        create_app(FakeSearcher(), replace(settings(tmp_path, inbox), **cleared))


def test_results_link_to_the_form_with_their_search(site: AlertSite) -> None:
    page = site.client.get("/lessons/?q=credit&view=highlights&year=2011&lang=es").text
    (href,) = re.findall(r'href="(/lessons/alerts[^"]*)"', page)
    form = site.client.get(href.replace("&amp;", "&"))
    assert form.status_code == 200
    assert "credit; Año: 2011" in form.text
    assert 'action="/lessons/alerts?q=credit&amp;year=2011&amp;view=highlights&amp;lang=es"' in form.text
    assert "/lessons/alerts?q=zebra" in site.client.get("/lessons/?q=zebra&lang=en").text


def test_the_page_of_a_country_links_to_the_form(site: AlertSite) -> None:
    (href,) = re.findall(r'href="(/lessons/alerts[^"]*)"', site.client.get("/lessons/countries/US").text)
    form = site.client.get(href.replace("&amp;", "&"))
    assert form.status_code == 200
    assert "Workshop held in: United States" in form.text


def test_the_first_mail_asks_to_confirm_in_the_readers_language(site: AlertSite, inbox: Inbox) -> None:
    signed_up(site, inbox, language="fr")
    (mail,) = inbox.mails
    assert mail.receiver == ANA
    assert mail.message["Subject"].startswith("Merci de confirmer votre alerte")
    assert mail.message["Content-Language"] == "fr"
    assert '<html lang="fr">' in mail.html
    assert "List-Unsubscribe" not in mail.message
    assert ANA not in mail.text + mail.html


def test_signing_up_again_changes_the_rhythm_and_makes_no_second_alert(site: AlertSite, inbox: Inbox) -> None:
    site.follow(LESSONS)
    again = f"view=highlights&{LESSONS}&utm_source=x&sort=newest&offset=10"
    site.client.post(signed_up(site, inbox, search=again, address="Ana@Example.org", rhythm="weekly"))
    (subscription,) = site.subscriptions.all()
    assert (subscription.address, subscription.rhythm) == (ANA, "weekly")


def test_an_address_gets_three_such_mails_a_day_and_no_answer_says_so(site: AlertSite, inbox: Inbox) -> None:
    for _time in range(5):
        site.sign_up(LESSONS)
    site.parts.sender.close()
    assert inbox.receivers() == [ANA] * 3


def test_tags_case_and_dots_of_an_address_bring_one_mailbox_no_more_mails(site: AlertSite, inbox: Inbox) -> None:
    for address in ("ana.luz@gmail.com", "analuz+1@gmail.com", "ANALUZ+two@googlemail.com", "a.n.aluz+3@Gmail.com"):
        site.sign_up(LESSONS, address)
    site.sign_up(LESSONS, "ana.luz@example.org")
    site.sign_up(LESSONS, "analuz@example.org")
    site.parts.sender.close()
    assert inbox.receivers() == [
        *("ana.luz@gmail.com", "analuz+1@gmail.com", "ANALUZ+two@googlemail.com"),
        *("ana.luz@example.org", "analuz@example.org"),
    ]


def test_an_owner_who_confirms_can_sign_up_again_the_same_day(site: AlertSite) -> None:
    for subject in ("chile", "trade", "guarantees", "farmers", "exporters"):
        site.follow(f"q={subject}")
    assert len(site.subscriptions.all()) == 5


def test_how_often_a_mailbox_was_asked_is_kept_without_its_address_and_for_a_day(
    site: AlertSite,
) -> None:
    site.sign_up(LESSONS, "Ana+news@example.org")
    with transaction(site.settings.alerts_path) as connection:
        ((mailbox, is_mailed),) = connection.execute("SELECT mailbox, is_mailed FROM confirmations").fetchall()
    assert is_mailed
    assert len(mailbox) == 32
    assert mailbox not in {sha256(address).digest() for address in (b"ana@example.org", b"Ana+news@example.org")}
    site.sign_ups.unsent(int(time.time()) + 86_401)
    with transaction(site.settings.alerts_path) as connection:
        assert connection.execute("SELECT * FROM confirmations").fetchall() == []


def test_a_network_address_signs_up_so_often_an_hour(site: AlertSite, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("policysearch.alerts.confirmations.ConfirmationSender.send", lambda *arguments: None)
    for number in range(60):
        site.sign_up(LESSONS, f"a{number}@example.org")
    answer = site.client.post(f"/lessons/alerts?{LESSONS}", data={"address": ANA})
    assert answer.status_code == 429
    assert 0 < int(answer.headers["Retry-After"]) <= 60
    other = site.client.post(
        f"/lessons/alerts?{LESSONS}", data={"address": ANA}, environ_overrides={"REMOTE_ADDR": "203.0.113.9"}
    )
    assert other.status_code == 200


def test_too_many_sign_ups_are_refused_whatever_their_address(site: AlertSite, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("policysearch.alerts.sign_ups.MAX_WAITING", 1)
    site.sign_up(LESSONS)
    answer = site.client.post(f"/lessons/alerts?{LESSONS}&lang=es", data={"address": "new@example.org"})
    assert answer.status_code == 503
    assert "<h1>Por ahora no se admiten avisos nuevos</h1>" in answer.text
    assert answer.headers["Retry-After"] == "3600"


@pytest.mark.parametrize(
    "address",
    NO_ADDRESSES,
)
def test_what_is_no_address_is_said_beside_its_field(site: AlertSite, address: str) -> None:
    answer = site.client.post(f"/lessons/alerts?{LESSONS}", data={"address": address})
    assert answer.status_code == 400
    assert 'aria-invalid="true"' in answer.text
    assert 'id="wrong"' in answer.text
    assert site.sign_ups.unsent(2**40) == []


@pytest.mark.parametrize(
    ("typed", "stored"),
    [(" ana@example.org ", ANA), ("Ana@EXAMPLE.org", "Ana@example.org"), ("ana@exámple.org", "ana@xn--exmple-qta.org")],
)
def test_an_address_has_one_form(site: AlertSite, inbox: Inbox, typed: str, stored: str) -> None:
    site.sign_up(LESSONS, typed)
    site.parts.sender.close()
    assert inbox.receivers() == [stored]


@pytest.fixture(scope="module")
def unsent(tmp_path_factory: pytest.TempPathFactory) -> Iterator[AlertSite]:
    """A site whose mail server is away."""
    folder = tmp_path_factory.mktemp("unsent")
    site = AlertSite(settings(folder, Inbox()), CREDIT)
    yield site
    site.close()


@given(st.text(max_size=40), st.text(max_size=40), st.sampled_from(["daily", "weekly", "x\r\ny"]))
@hypothesis_settings(max_examples=40)
def test_any_words_and_any_address_are_answered(unsent: AlertSite, words: str, address: str, rhythm: str) -> None:
    answer = unsent.client.post(
        "/lessons/alerts", query_string={"q": words}, data={"address": address, "rhythm": rhythm}
    )
    assert answer.status_code in (200, 400, 429)


@pytest.mark.parametrize("rhythm", ["hourly", "", "DAILY", "weekly "])
def test_an_unknown_rhythm_is_refused_and_what_was_typed_stays(unsent: AlertSite, rhythm: str) -> None:
    answer = unsent.client.post(
        "/lessons/alerts", query_string={"q": "credit", "lang": "es"}, data={"address": "ana@example", "rhythm": rhythm}
    )
    assert answer.status_code == 400
    assert "Elija una de las dos" in answer.text
    assert 'value="ana@example"' in answer.text
    assert " checked" not in answer.text


def test_a_chosen_rhythm_stays_where_the_address_is_wrong(unsent: AlertSite) -> None:
    answer = unsent.client.post("/lessons/alerts?q=credit", data={"address": "ana", "rhythm": "weekly"})
    assert answer.status_code == 400
    assert 'value="weekly" checked' in answer.text
    assert "Choose one of the two" not in answer.text


def test_a_form_that_is_too_large_is_refused(site: AlertSite) -> None:
    answer = site.client.post(f"/lessons/alerts?{LESSONS}", data={"address": ANA, "more": "x" * 30_000})
    assert answer.status_code == 413


def test_a_search_that_is_too_long_to_be_followed_is_refused(site: AlertSite) -> None:
    assert site.client.get("/lessons/alerts", query_string={"q": "word " * 1_000}).status_code == 400


def test_a_mail_that_was_not_sent_at_once_is_sent_by_the_next_run(
    site: AlertSite, inbox: Inbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    inbox.replies["RCPT", ""] = "451 greylisted"
    site.sign_up(LESSONS)
    site.parts.sender.close()
    inbox.replies.clear()
    assert site.send().confirmations == 0
    now = time.time()
    monkeypatch.setattr("policysearch.alerts.send.time.time", lambda: now + 1_000)
    inbox.replies["RCPT", ""] = "451 greylisted still"
    report = site.send()
    assert (report.confirmations, report.deferred) == (0, 1)
    inbox.replies.clear()
    assert site.send().confirmations == 1
    assert site.send().confirmations == 0
    assert site.client.post(site.open(link(inbox.mails[0].text, "confirm"))).status_code == 200


def test_a_sign_up_over_a_limit_of_this_version_stops_no_other(
    site: AlertSite, inbox: Inbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("policysearch.alerts.confirmations.ConfirmationSender.send", lambda *arguments: None)
    for address in (ANA, "ben@example.org"):
        site.sign_up(LESSONS, address)
    with closing(sqlite3.connect(site.settings.alerts_path)) as connection, connection:
        connection.execute("UPDATE signups SET search = ? WHERE address = ?", ("q=" + "a+" * 3_000, ANA))
    now = time.time()
    monkeypatch.setattr("policysearch.alerts.send.time.time", lambda: now + 1_000)
    report = site.send()
    assert (report.unreadable, report.confirmations) == (1, 1)
    assert inbox.receivers() == ["ben@example.org"]


def test_an_address_has_so_many_alerts_and_its_reader_can_make_room(
    site: AlertSite, inbox: Inbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("policysearch.alerts.subscriptions.MAX_PER_ADDRESS", 1)
    first = site.follow("q=chile")
    path = signed_up(site, inbox, search="q=trade", language="es")
    refused = site.client.post(path)
    assert refused.status_code == 409
    assert "<h1>Tiene demasiados avisos</h1>" in refused.text
    assert site.subscriptions.all() == [first]
    site.subscriptions.leave(first.id)
    assert site.client.post(path).status_code == 200
    (second,) = site.subscriptions.all()
    assert second.search == "q=trade"
