"""What a mail server does not take: put off, refused, cut off. No reader misses a lesson by it."""

import pytest

from policysearch.model.errors import MailServerError
from tests.alerts.conftest import NEW
from tests.alerts.mail_server import HANG_UP, Inbox
from tests.alerts.site import ANA, LESSONS, AlertSite
from tests.engines.factories import workshop

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("command", ["MAIL", "RCPT", "DATA"])
def test_what_is_not_taken_for_now_is_sent_by_the_next_run(followed: AlertSite, inbox: Inbox, command: str) -> None:
    followed.publish(NEW)
    inbox.replies[command, ""] = "451 try again later"
    report = followed.send()
    assert (report.sent, report.deferred, report.refused) == (0, 1, 0)
    inbox.replies.clear()
    assert followed.send().sent == 1
    assert "Credit for farmers." in inbox.mails[0].text


def test_a_mail_that_the_server_does_not_like_is_no_fault_of_the_address(followed: AlertSite, inbox: Inbox) -> None:
    inbox.replies["DATA", ""] = "554 5.6.0 not in this form"
    followed.publish(NEW)
    for _day in range(5):
        assert followed.send(days=1).deferred == 1
    inbox.replies.clear()
    assert followed.send().sent == 1


def test_an_address_that_refuses_three_mails_is_forgotten(followed: AlertSite, inbox: Inbox) -> None:
    followed.follow(LESSONS, "ben@example.org")
    inbox.mails.clear()
    inbox.replies["RCPT", ANA] = "550 5.1.1 no such user"
    followed.publish(NEW)
    reports = [followed.send(days=day) for day in (0, 0, 1, 1)]
    assert [report.refused for report in reports] == [1, 0, 1, 1]
    assert [report.ended for report in reports] == [0, 0, 0, 1]
    assert inbox.receivers() == ["ben@example.org"]
    assert ANA.encode() not in followed.settings.alerts_path.read_bytes()


@pytest.mark.parametrize("reply", ["554 5.7.1 Relay access denied", "550 5.7.54 Unable to relay", "530 Log in first"])
def test_a_server_that_takes_no_mail_from_this_site_ends_no_alert(
    followed: AlertSite, inbox: Inbox, reply: str
) -> None:
    inbox.replies["RCPT", ""] = reply
    followed.publish(NEW)
    for _day in range(5):
        assert followed.send(days=1).deferred == 1
    inbox.replies.clear()
    assert followed.send().sent == 1


def test_an_address_that_takes_mail_again_loses_no_lesson(followed: AlertSite, inbox: Inbox) -> None:
    inbox.replies["RCPT", ANA] = "550 5.2.1 mailbox disabled"
    followed.publish(NEW)
    followed.send()
    inbox.replies.clear()
    assert followed.send(days=1).sent == 1
    assert "Credit for farmers." in inbox.mails[0].text


def test_a_server_that_refuses_the_sender_ends_the_run_without_a_readers_address(
    followed: AlertSite, inbox: Inbox
) -> None:
    inbox.replies["MAIL", ""] = f"550 5.7.1 {ANA} may not be written to by you"
    followed.publish(NEW)
    with pytest.raises(MailServerError, match=r"550 5\.7\.1") as raised:
        followed.send()
    assert ANA not in str(raised.value)
    inbox.replies.clear()
    assert followed.send().sent == 1


@pytest.mark.parametrize("command", ["MAIL", "RCPT", "DATA"])
def test_a_connection_that_breaks_costs_one_mail_a_delay(followed: AlertSite, inbox: Inbox, command: str) -> None:
    followed.follow(LESSONS, "ben@example.org")
    inbox.mails.clear()
    followed.publish(NEW)
    broken = ANA if command != "MAIL" else ""
    inbox.replies[command, broken] = HANG_UP
    assert followed.send().deferred == (1 if broken else 2)
    inbox.replies.clear()
    followed.send()
    assert sorted(inbox.receivers()) == [ANA, "ben@example.org"]


def test_a_server_that_shuts_down_is_connected_anew(followed: AlertSite, inbox: Inbox) -> None:
    followed.follow(LESSONS, "ben@example.org")
    inbox.mails.clear()
    followed.publish(NEW)
    inbox.replies["RCPT", ANA] = "421 closing"
    report = followed.send()
    assert (report.sent, report.deferred) == (1, 1)
    inbox.replies.clear()
    assert followed.send().sent == 1


def test_a_mail_that_was_taken_without_a_word_comes_twice_with_one_id(followed: AlertSite, inbox: Inbox) -> None:
    followed.publish(NEW)
    inbox.replies["TAKEN", ""] = HANG_UP
    assert followed.send().deferred == 1
    inbox.replies.clear()
    followed.publish(workshop("w", "More", "Credit again."))
    assert followed.send().sent == 1
    first, second = inbox.mails
    assert first.message["Message-ID"] == second.message["Message-ID"]
    assert first.text.count("* ") == second.text.count("* ") == 1
    assert followed.send(days=1).sent == 1
    assert "Credit again." in inbox.mails[-1].text


def test_a_lesson_that_was_withdrawn_before_its_mail_was_taken_holds_nothing_up(
    followed: AlertSite, inbox: Inbox
) -> None:
    followed.publish(NEW)
    inbox.replies["RCPT", ""] = "451 later"
    followed.send()
    inbox.replies.clear()
    followed.withdraw("new")
    assert followed.send().sent == 0
    followed.publish(workshop("w", "More", "Credit again."))
    assert followed.send().sent == 1


def test_no_server_no_mail_and_nothing_lost(followed: AlertSite, inbox: Inbox) -> None:
    from dataclasses import replace

    from policysearch.alerts.send import Run
    from policysearch.web.alerts import MailComposer

    followed.publish(NEW)
    closed = replace(followed.settings, smtp_port=1)
    with pytest.raises(MailServerError, match=r"127\.0\.0\.1:1 takes no mail"):
        Run(closed, followed.searcher, MailComposer(followed.app)).send(followed.today)
    assert followed.send().sent == 1
