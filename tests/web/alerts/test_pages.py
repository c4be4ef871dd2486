"""The pages of alerts: sign up, confirm, keep, leave; nothing by opening a link, nothing told about an address."""

import re
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from policysearch.alerts.links import Purpose
from policysearch.model.errors import SettingsError
from policysearch.settings import Settings
from policysearch.web import create_app
from tests.alerts import mail_server
from tests.alerts.conftest import CREDIT, TRADE, settings
from tests.alerts.mail_server import Inbox
from tests.alerts.site import ANA, AlertSite, link
from tests.web.conftest import SETTINGS
from tests.web.fake import FakeSearcher

LESSONS = "q=credit&view=highlights"
NO_ADDRESSES = [
    *("", "ana", "ana@", "@example.org", "ana@example", "ana@ex ample.org", "ana@-x.org", "é@x.org", "ana@[127.0.0.1]"),
    *("ana@example.org, ben@example.org", "ana@example.org\r\nBcc: ben@example.org", '"a b"@example.org'),
    *("Ana <ana@example.org>", "ana@example.org\0", "ana..b@example.org", "x@" + "a." * 126 + "org"),
    "a" * 65 + "@example.org",
]


@pytest.fixture
def inbox() -> Iterator[Inbox]:
    with mail_server.running() as inbox:
        yield inbox


@pytest.fixture
def site(tmp_path: Path, inbox: Inbox) -> Iterator[AlertSite]:
    site = AlertSite(settings(tmp_path, inbox), CREDIT, TRADE)
    yield site
    site.close()


def signed_up(site: AlertSite, inbox: Inbox, **changes: str) -> str:
    """Sign up, and return the path of the link in the mail."""
    site.sign_up(**{"search": LESSONS, **changes})
    site.parts.sender.close()
    return site.open(link(inbox.mails[-1].text, "confirm"))


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


def test_a_password_is_not_sent_unencrypted_to_another_machine() -> None:
    unsafe = replace(SETTINGS, smtp_host="mail.example.org", smtp_sender=ANA, smtp_account="a", smtp_security="none")
    with pytest.raises(SettingsError, match="unencrypted"):
        create_app(FakeSearcher(), unsafe)


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


def test_a_link_is_good_once_and_for_two_days(site: AlertSite, inbox: Inbox, monkeypatch: pytest.MonkeyPatch) -> None:
    path = signed_up(site, inbox)
    late = signed_up(site, inbox, address="ben@example.org")
    assert site.client.post(path).status_code == 200
    assert site.client.post(path).status_code == 410
    now = time.time()
    monkeypatch.setattr("time.time", lambda: now + 48 * 3_600 + 5)
    assert site.client.get(late).status_code == 410
    assert site.client.post(late).status_code == 410
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
    assert "no more of these mails" in site.client.get(site.open(header.strip("<>"))).text


def test_the_markdown_of_a_link_is_as_private_as_its_page_and_never_an_old_one(site: AlertSite) -> None:
    subscription = site.follow(LESSONS)
    with site.app.test_request_context():
        path = f"/lessons/alerts/leave.md?token={site.parts.links.sign('leave', subscription.id)}"
    answer = site.client.get(path)
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert "no more of these mails" not in answer.text
    site.subscriptions.leave(subscription.id)
    assert "no more of these mails" in site.client.get(path).text


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


def test_signing_up_again_changes_the_rhythm_and_makes_no_second_alert(site: AlertSite, inbox: Inbox) -> None:
    site.follow(LESSONS)
    again = f"view=highlights&{LESSONS}&utm_source=x&sort=newest&offset=10"
    site.client.post(signed_up(site, inbox, search=again, address="Ana@Example.org", rhythm="weekly"))
    (subscription,) = site.subscriptions.all()
    assert (subscription.address, subscription.rhythm) == (ANA, "weekly")


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


def test_an_address_gets_three_such_mails_a_day_and_no_answer_says_so(site: AlertSite, inbox: Inbox) -> None:
    for _time in range(5):
        site.sign_up(LESSONS)
    site.parts.sender.close()
    assert inbox.receivers() == [ANA] * 3


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
@hypothesis_settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_words_and_any_address_are_answered(unsent: AlertSite, words: str, address: str, rhythm: str) -> None:
    answer = unsent.client.post(
        "/lessons/alerts", query_string={"q": words}, data={"address": address, "rhythm": rhythm}
    )
    assert answer.status_code in (200, 400, 429)


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


def test_a_form_that_is_too_large_is_refused(site: AlertSite) -> None:
    answer = site.client.post(f"/lessons/alerts?{LESSONS}", data={"address": ANA, "more": "x" * 30_000})
    assert answer.status_code == 413


def test_a_search_that_is_too_long_to_be_followed_is_refused(site: AlertSite) -> None:
    assert site.client.get("/lessons/alerts", query_string={"q": "word " * 1_000}).status_code == 400


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


def test_an_address_that_the_server_refuses_at_once_is_forgotten(site: AlertSite, inbox: Inbox) -> None:
    inbox.replies["RCPT", ""] = "550 no such user"
    site.sign_up(LESSONS)
    site.parts.sender.close()
    assert ANA.encode() not in site.settings.alerts_path.read_bytes()


def test_an_address_has_so_many_alerts_and_no_more(site: AlertSite, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("policysearch.alerts.subscriptions.MAX_PER_ADDRESS", 1)
    site.follow("q=chile")
    with pytest.raises(AssertionError):
        site.follow("q=trade")
    assert len(site.subscriptions.all()) == 1


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
