"""Who gets which mail: only what is new, at most one a day or a week."""

import re
import sqlite3
from dataclasses import replace

import pytest

from policysearch.model.errors import AlertsBusyError
from policysearch.model.workshop import Highlight
from tests.alerts.conftest import CREDIT, NEW, TRADE
from tests.alerts.mail_server import Inbox
from tests.alerts.site import ANA, LESSONS, AlertSite, link, reworded
from tests.engines.factories import workshop


def test_what_was_there_before_is_not_news(followed: AlertSite, inbox: Inbox) -> None:
    assert followed.send().sent == 0
    assert followed.send(days=9).sent == 0
    assert inbox.mails == []


def test_what_was_published_before_somebody_confirmed_is_not_news_to_them(site: AlertSite, inbox: Inbox) -> None:
    site.follow(LESSONS)
    site.publish(NEW)
    site.follow(LESSONS, "ben@example.org", language="fr")
    inbox.mails.clear()
    site.send()
    assert inbox.receivers() == [ANA]


def test_a_new_lesson_is_sent_once(followed: AlertSite, inbox: Inbox) -> None:
    followed.publish(NEW)
    assert followed.send().sent == 1
    (mail,) = inbox.mails
    assert mail.receiver == ANA
    assert "Credit for farmers." in mail.text
    assert "Nothing else." not in mail.text
    assert "Exporters" not in mail.text
    assert followed.send(days=1).sent == 0


def test_a_changed_lesson_is_sent_as_changed(followed: AlertSite, inbox: Inbox) -> None:
    followed.publish(reworded(TRADE, "Exporters need much credit."))
    followed.send()
    assert "[Changed] Exporters need much credit." in inbox.mails[0].text
    assert "lesson added or changed" in str(inbox.mails[0].message["Subject"])


def test_other_words_around_a_lesson_are_no_news(followed: AlertSite) -> None:
    followed.publish(reworded(TRADE, "Exporters  need\ncredit."))
    assert followed.send().sent == 0


def test_a_translation_is_news_to_its_readers_alone(site: AlertSite, inbox: Inbox) -> None:
    site.follow(LESSONS)
    site.follow(LESSONS, "eva@example.org", language="es")
    inbox.mails.clear()
    site.publish(reworded(TRADE, "Quien exporta necesita credit.", language="es"))
    site.send()
    assert inbox.receivers() == ["eva@example.org"]
    assert "Quien exporta" in inbox.mails[0].text


def test_a_lesson_is_named_by_its_headline(followed: AlertSite, inbox: Inbox) -> None:
    lesson = Highlight("h1", "**Small & cheap vouchers.** Credit helps.", "Small & cheap vouchers. Credit helps.")
    banks = workshop("new", "Banks", "…")
    followed.publish(replace(banks, texts={"en": replace(banks.text("en"), highlights=(lesson,))}))
    followed.send()
    (mail,) = inbox.mails
    assert "<strong>Small &amp; cheap vouchers.</strong> Credit helps." in mail.html
    assert "* Small & cheap vouchers. Credit helps." in mail.text


def test_no_address_in_a_lesson_is_broken_by_the_ends_of_lines(followed: AlertSite, inbox: Inbox) -> None:
    address = f"https://www.example.org/{'a-long-name/' * 10}"
    followed.publish(workshop("new", "Banks", f"Credit for farmers, see {address} there.", start="2013-01-01"))
    followed.send()
    assert address in inbox.mails[0].text


def test_french_has_a_space_before_each_colon(site: AlertSite, inbox: Inbox) -> None:
    site.follow(LESSONS, language="fr")
    site.publish(NEW)
    site.send()
    confirmation, alert = inbox.mails
    assert alert.message["Subject"].startswith("1 nouvelle leçon : credit")
    for mail in (confirmation, alert):
        assert re.findall(r"[^\s]:(?!//)", mail.text) == []


def test_what_goes_and_comes_back_is_no_news(followed: AlertSite) -> None:
    followed.withdraw("trade")
    assert followed.send().sent == 0
    followed.publish(TRADE)
    assert followed.send(days=1).sent == 0
    followed.publish(reworded(TRADE, "Exporters need much credit."))
    assert followed.send(days=1).sent == 1
    followed.publish(TRADE)
    assert followed.send(days=1).sent == 0


def test_in_the_view_of_workshops_all_new_lessons_of_a_workshop_that_matches_are_sent(
    site: AlertSite, inbox: Inbox
) -> None:
    site.follow("q=credit+guarantees")
    site.publish(NEW, reworded(CREDIT, "Guarantees help small firms.", "Chile lends.", "Banks wait."))
    inbox.mails.clear()
    site.send()
    assert "Banks wait." in inbox.mails[0].text
    assert "Chile lends." not in inbox.mails[0].text
    assert "farmers" not in inbox.mails[0].text


def test_a_workshop_without_lessons_is_news_when_it_is_new(site: AlertSite, inbox: Inbox) -> None:
    site.follow("q=")
    inbox.mails.clear()
    site.publish(workshop("bare", "Bare", start="2014-01-01"))
    site.send()
    assert "== Bare" in inbox.mails[0].text
    assert "1 new workshop" in str(inbox.mails[0].message["Subject"])
    site.publish(workshop("bare", "Bare again", start="2014-01-01"))
    assert site.send(days=1).sent == 0


def test_filters_and_words_hold(site: AlertSite, inbox: Inbox) -> None:
    site.follow(f"{LESSONS}&year=2013")
    site.follow(f"{LESSONS}&year=2011", "ben@example.org")
    site.follow("q=credit+zebra&view=highlights", "cleo@example.org")
    inbox.mails.clear()
    site.publish(NEW)
    site.send()
    assert inbox.receivers() == [ANA]


def test_at_most_one_mail_a_day_or_a_week(site: AlertSite, inbox: Inbox) -> None:
    site.follow(LESSONS)
    site.follow(LESSONS, "ben@example.org", rhythm="weekly")
    inbox.mails.clear()
    sent = []
    for day in range(8):
        site.publish(workshop(f"w{day}", "More", f"Credit number {day}."))
        site.send(days=int(day > 0))
        site.send()
        sent.append(inbox.receivers())
        inbox.mails.clear()
    assert [receivers.count(ANA) for receivers in sent] == [1] * 8
    assert [receivers.count("ben@example.org") for receivers in sent] == [1, 0, 0, 0, 0, 0, 0, 1]


def test_a_weekly_mail_has_what_was_new_on_all_days(site: AlertSite, inbox: Inbox) -> None:
    site.follow(LESSONS, rhythm="weekly")
    for day in range(8):
        site.publish(workshop(f"w{day}", "More", f"Credit number {day}."))
        site.send(days=int(day > 0))
    first, second = inbox.mails[-2:]
    assert "Credit number 0." in first.text
    assert [f"Credit number {day}." in second.text for day in range(8)] == [False, *[True] * 7]


def test_long_news_are_cut_and_counted(followed: AlertSite, inbox: Inbox, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("policysearch.web.alerts.compose.MAX_LISTED", 3)
    followed.publish(*(workshop(f"w{n}", "More", f"Credit number {n}.", f"Credit again {n}.") for n in range(4)))
    followed.send()
    text = inbox.mails[0].text
    assert text.count("* Credit") == 3
    assert "5 more new lessons are on the site" in text
    assert followed.send(days=1).sent == 0


def test_who_leaves_gets_nothing_and_is_forgotten(followed: AlertSite, inbox: Inbox) -> None:
    followed.publish(NEW)
    followed.send()
    assert followed.client.post(followed.open(link(inbox.mails[0].text, "leave"))).status_code == 200
    followed.publish(workshop("w", "More", "Credit again."))
    assert followed.send(days=1).sent == 0
    assert ANA.encode() not in followed.settings.alerts_path.read_bytes()


def test_subscriptions_end_after_a_set_time_unless_they_are_kept(site: AlertSite, inbox: Inbox) -> None:
    site.follow(LESSONS)
    kept = site.follow(LESSONS, "ben@example.org")
    assert site.send(days=400).expired == 0
    site.subscriptions.keep(kept.id, site.today)
    assert site.send(days=1).expired == 1
    assert [subscription.address for subscription in site.subscriptions.all()] == ["ben@example.org"]
    assert ANA.encode() not in site.settings.alerts_path.read_bytes()


def test_two_runs_at_once_send_nothing_twice(followed: AlertSite) -> None:
    from policysearch.alerts.send import _only_run

    with _only_run(followed.settings.alerts_path), pytest.raises(AlertsBusyError):
        followed.send()


def test_a_search_over_a_limit_of_this_version_waits_and_stops_no_other(followed: AlertSite, inbox: Inbox) -> None:
    followed.follow(LESSONS, "ben@example.org")
    inbox.mails.clear()
    with sqlite3.connect(followed.settings.alerts_path) as connection:
        connection.execute("UPDATE subscriptions SET search = ? WHERE address = ?", ("q=" + "a+" * 3_000, ANA))
    followed.publish(NEW)
    assert followed.send().unreadable == 1
    assert inbox.receivers() == ["ben@example.org"]


def test_a_dry_run_counts_and_changes_nothing(followed: AlertSite, inbox: Inbox) -> None:
    from policysearch.alerts.send import Run
    from policysearch.web.alerts import MailComposer

    followed.publish(NEW)
    run = Run(followed.settings, followed.searcher, MailComposer(followed.app))
    assert run.send(followed.today, is_dry=True).waiting == 1
    assert inbox.mails == []
    assert followed.send().sent == 1
