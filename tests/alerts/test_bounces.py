"""Mails that came back: read from what mail servers send, believed by the id alone, each counted once."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policysearch.alerts.bounces import Bounce, read_bounce
from policysearch.alerts.mail_files import read_mails
from tests.alerts.mail_server import Inbox
from tests.alerts.site import ANA, AlertSite
from tests.engines.factories import workshop

NOTIFICATION = """From: MAILER-DAEMON@mx.example.net
To: alerts@example.org
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

This mail could not be delivered.

--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.net

Final-Recipient: rfc822; ana@example.org
Action: {action}
Status: {status}

--b
Content-Type: {kind}

From: alerts@example.org
Message-ID: {message_id}
Subject: 1 new lesson

--b--
"""


def notification(
    message_id: str, action: str = "failed", status: str = "5.1.1", kind: str = "text/rfc822-headers"
) -> bytes:
    text = NOTIFICATION.format(message_id=message_id, action=action, status=status, kind=kind)
    return text.replace("\n", "\r\n").encode()


@pytest.mark.parametrize("kind", ["text/rfc822-headers", "message/rfc822"])
def test_a_mail_that_came_back_is_known_by_its_id(kind: str) -> None:
    assert read_bounce(notification("<a@example.org>", kind=kind)) == Bounce("<a@example.org>", True)
    assert read_bounce(notification("<a@example.org>", status="4.4.7", kind=kind)) == Bounce("<a@example.org>", False)


def test_a_delay_and_other_mails_are_no_bounces() -> None:
    assert read_bounce(notification("<a@example.org>", action="delayed")) is None
    assert read_bounce(b"Subject: I am on holiday\r\n\r\nBack in May.") is None
    assert read_bounce(b"") is None


def test_a_mail_in_a_mail_thousands_deep_is_no_bounce() -> None:
    assert read_bounce(b"Content-Type: message/rfc822\n\n" * 5_000) is None
    parts = (b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (number, number) for number in range(2_000))
    assert read_bounce(b"".join(parts)) is None


@given(st.binary(max_size=400), st.integers(0, 900))
def test_any_bytes_are_read(noise: bytes, place: int) -> None:
    content = notification("<a@example.org>")
    assert read_bounce(noise) is None
    bounce = read_bounce(content[:place] + noise + content[place:])
    assert bounce is None or bounce.message_id


@pytest.fixture
def informed(site: AlertSite, inbox: Inbox) -> str:
    """The id of a mail that a reader got."""
    site.follow("q=credit&view=highlights")
    site.publish(workshop("new", "Banks", "Credit for farmers."))
    site.send()
    return str(inbox.mails[-1].message["Message-ID"])


def test_the_lessons_of_a_mail_that_came_back_are_sent_again(site: AlertSite, inbox: Inbox, informed: str) -> None:
    assert site.subscriptions.bounce(informed, site.today, is_permanent=False) == "again"
    assert site.subscriptions.bounce(informed, site.today, is_permanent=False) == "unknown"
    assert site.send().sent == 0
    assert site.send(days=1).sent == 1
    assert "Credit for farmers." in inbox.mails[-1].text
    assert inbox.mails[-1].message["Message-ID"] != informed


def test_an_address_from_which_three_mails_came_back_is_forgotten(site: AlertSite, inbox: Inbox, informed: str) -> None:
    outcomes = [site.subscriptions.bounce(informed, site.today, is_permanent=True)]
    for _day in range(2):
        assert site.send(days=1).sent == 1
        message_id = str(inbox.mails[-1].message["Message-ID"])
        outcomes.append(site.subscriptions.bounce(message_id, site.today, is_permanent=True))
    assert outcomes == ["again", "again", "ended"]
    assert ANA.encode() not in site.settings.alerts_path.read_bytes()


@pytest.mark.usefixtures("informed")
def test_nobody_can_end_an_alert_by_a_mail_that_never_was(site: AlertSite) -> None:
    assert site.subscriptions.bounce("<guess@example.org>", site.today, is_permanent=True) == "unknown"
    assert site.subscriptions.bounce("", site.today, is_permanent=True) == "unknown"
    assert len(site.subscriptions.all()) == 1


def test_refusals_long_ago_are_forgotten(site: AlertSite, informed: str) -> None:
    site.subscriptions.bounce(informed, site.today, is_permanent=True)
    assert site.send(days=40).sent == 1
    (subscription,) = site.subscriptions.all()
    assert [site.subscriptions.refuse(subscription.id, site.today) for _ in range(3)] == [False, False, True]


def test_mails_are_read_from_a_file_an_mbox_and_a_maildir(tmp_path: Path) -> None:
    mails = [notification(f"<{number}@example.org>") for number in range(3)]
    single, many, folder = tmp_path / "a.eml", tmp_path / "mbox", tmp_path / "Maildir"
    single.write_bytes(mails[0])
    lines = (mail.replace(b"\r", b"") for mail in mails)
    many.write_bytes(b"".join(b"From mx Mon Nov 30 12:00:00 2026\n" + mail + b"\n" for mail in lines))
    for number, name in enumerate(("new", "cur", "new")):
        (folder / name).mkdir(parents=True, exist_ok=True)
        (folder / name / str(number)).write_bytes(mails[number])
    for path, count in ((single, 1), (many, 3), (folder, 3)):
        bounces = [read_bounce(content) for content in read_mails(path, 100_000)]
        assert {bounce.message_id for bounce in bounces if bounce} == {f"<{n}@example.org>" for n in range(count)}
