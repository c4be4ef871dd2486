"""What the links of mails do: nothing by being opened; their buttons confirm, keep and leave."""

import re
import sqlite3
import time
from contextlib import closing
from dataclasses import replace

import pytest

from policysearch.alerts.links import Purpose
from tests.alerts.conftest import TRADE
from tests.alerts.mail_server import Inbox
from tests.alerts.site import ANA, LESSONS, AlertSite, signed_up


def test_opening_a_link_does_nothing_and_its_button_does(site: AlertSite, inbox: Inbox) -> None:
    path = signed_up(site, inbox)
    for _time in range(2):
        page = site.client.get(path)
        assert page.status_code == 200
        assert site.client.head(path).status_code == 200
        assert site.subscriptions.all() == []
    (action,) = re.findall(r'<form action="([^"]*/alerts/confirm[^"]*)" method="post">', page.text)
    assert site.client.post(action.replace("&amp;", "&")).status_code == 200
    (subscription,) = site.subscriptions.all()
    assert (subscription.address, subscription.rhythm, subscription.language) == (ANA, "daily", "en")
    for step in ("leave", "keep"):
        with site.app.test_request_context():
            token = site.parts.links.sign(step, subscription.id)
        assert site.client.get(f"/lessons/alerts/{step}?token={token}").status_code == 200
        assert site.subscriptions.all() == [subscription]


def test_a_second_click_on_confirm_says_the_same_until_the_reader_leaves(site: AlertSite, inbox: Inbox) -> None:
    path = signed_up(site, inbox)
    first, second = site.client.post(path), site.client.post(path)
    assert first.status_code == second.status_code == 200
    assert first.text == second.text == site.client.get(path).text
    (subscription,) = site.subscriptions.all()
    site.subscriptions.leave(subscription.id)
    assert site.client.post(path).status_code == 410
    assert site.subscriptions.all() == []


def test_a_link_is_good_for_two_days(site: AlertSite, inbox: Inbox, monkeypatch: pytest.MonkeyPatch) -> None:
    path = signed_up(site, inbox)
    late = signed_up(site, inbox, address="ben@example.org")
    assert site.client.post(path).status_code == 200
    now = time.time()
    monkeypatch.setattr("time.time", lambda: now + 48 * 3_600 + 5)
    assert site.client.get(late).status_code == 410
    assert site.client.post(late).status_code == 410
    assert site.client.post(path).status_code == 410
    assert len(site.subscriptions.all()) == 1


@pytest.mark.parametrize("step", ["confirm", "keep", "leave"])
@pytest.mark.parametrize("token", ["", "x", "Imki.aw1iMA.yGpTxf3D4EDkhz17SIkNqSyd3Oo", "é", "a" * 5_000])
def test_a_link_that_is_none_of_ours_does_nothing(site: AlertSite, step: str, token: str) -> None:
    subscription = site.follow(LESSONS)
    for send in (site.client.get, site.client.post):
        answer = send(f"/lessons/alerts/{step}", query_string={"token": token})
        assert answer.status_code == 410
    assert site.subscriptions.all() == [subscription]


def test_a_link_is_for_one_purpose(site: AlertSite) -> None:
    subscription = site.follow(LESSONS)
    with site.app.test_request_context():
        token = site.parts.links.sign("keep", subscription.id)
    assert site.client.post(f"/lessons/alerts/leave?token={token}").status_code == 410
    assert site.subscriptions.all() == [subscription]


def test_one_click_leaves_as_mail_programs_do_it(site: AlertSite, inbox: Inbox) -> None:
    site.follow(LESSONS)
    site.publish(replace(TRADE, slug="new"))
    site.send()
    message = inbox.mails[-1].message
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    header = str(message["List-Unsubscribe"])
    assert header.startswith("<https://www.example.org/lessons/alerts/leave?token=")
    assert b"List-Unsubscribe: <https://" in inbox.mails[-1].content.replace(b"\r\n", b"\n")
    answer = site.client.post(site.open(header.strip("<>")), data={"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 200
    assert "Set-Cookie" not in answer.headers
    assert site.subscriptions.all() == []
    assert site.client.post(site.open(header.strip("<>"))).status_code == 200
    assert "no more of these e-mails" in site.client.get(site.open(header.strip("<>"))).text


def test_the_markdown_of_a_link_is_as_private_as_its_page_and_never_an_old_one(site: AlertSite) -> None:
    subscription = site.follow(LESSONS)
    with site.app.test_request_context():
        path = f"/lessons/alerts/leave.md?token={site.parts.links.sign('leave', subscription.id)}"
    answer = site.client.get(path)
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert "no more of these e-mails" not in answer.text
    site.subscriptions.leave(subscription.id)
    assert "no more of these e-mails" in site.client.get(path).text


@pytest.mark.parametrize("step", ["keep", "leave"])
def test_a_search_over_a_limit_of_this_version_can_be_kept_and_left(site: AlertSite, step: Purpose) -> None:
    subscription = site.follow(LESSONS)
    with closing(sqlite3.connect(site.settings.alerts_path)) as connection, connection:
        connection.execute("UPDATE subscriptions SET search = ?", ("q=" + "a+" * 3_000,))
    with site.app.test_request_context():
        token = site.parts.links.sign(step, subscription.id)
    page = site.client.get(f"/lessons/alerts/{step}?token={token}")
    assert page.status_code == 200
    assert "<b></b>" not in page.text
    assert site.client.post(f"/lessons/alerts/{step}?token={token}").status_code == 200
    assert len(site.subscriptions.all()) == (1 if step == "keep" else 0)


def test_all_alerts_of_an_address_can_be_left_at_once(site: AlertSite) -> None:
    site.follow("q=chile")
    site.follow("q=trade", language="es")
    site.follow("q=trade", "ben@example.org", language="fr")
    subscription = next(s for s in site.subscriptions.all() if s.address == ANA)
    with site.app.test_request_context():
        token = site.parts.links.sign("leave", subscription.id)
    site.client.post(f"/lessons/alerts/leave?token={token}", data={"which": "all"})
    assert [s.address for s in site.subscriptions.all()] == ["ben@example.org"]
