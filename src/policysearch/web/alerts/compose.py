"""The mails of alerts, in their readers' language: worded by templates, as pages are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from email.message import EmailMessage
from typing import Any

from flask import Flask, render_template

from policysearch.alerts import mail
from policysearch.alerts.links import Purpose
from policysearch.alerts.mail import Letter, new_message_id
from policysearch.alerts.news import News
from policysearch.alerts.sign_ups import HOURS, SignUp
from policysearch.alerts.subscriptions import Subscription
from policysearch.query import Query
from policysearch.web.alerts.followed_search import from_text, in_words, newest_first, quoted
from policysearch.web.alerts.parts import parts
from policysearch.web.catalogues import gettext, ngettext
from policysearch.web.languages import number, set_request_language
from policysearch.web.site import addresses, site

MAX_LISTED = 50  # lessons in one mail; it says how many more there are
MAX_LESSON = 600  # characters of a lesson in a mail


class MailComposer:
    """Words the mails of ``app``, within a request or without one."""

    def __init__(self, app: Flask) -> None:
        self._app = app

    def query(self, subscription: Subscription) -> Query:
        """Return the search of a subscription, for its reader. Raise QueryError where it is over a cap."""
        with self._reader(subscription.language):
            return from_text(subscription.search)

    def alert(self, subscription: Subscription, items: Sequence[News], message_id: str) -> EmailMessage:
        """Return the mail with what is new in a search."""
        with self._reader(subscription.language):
            query = from_text(subscription.search)
            heading, words = _heading(items), in_words(query)
            leave = _link("leave", subscription.id)
            first_items = _first(items)
            context = {
                "heading": heading,
                "words": words,
                "items": first_items,
                "longest": MAX_LESSON,
                "more": _count(items) - _count(first_items),
                "search_address": _absolute(addresses().home(newest_first(query))),
                "rhythm": subscription.rhythm,
                "last_day": subscription.last_day(parts().settings.alerts_days),
                "keep_address": _link("keep", subscription.id),
                "leave_address": leave,
            }
            headers = {"List-Unsubscribe": f"<{leave}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
            subject = f"{gettext('%(name)s:', name=heading)} {words}"
            letter = _letter("alert", subject, subscription.language, context, headers)
            return _mail(letter, subscription.address, message_id)

    def confirmation(self, sign_up: SignUp) -> EmailMessage:
        """Return the mail that asks the owner of an address to confirm."""
        with self._reader(sign_up.language):
            context = {
                "words": quoted(from_text(sign_up.search)),
                "rhythm": sign_up.rhythm,
                "hours": HOURS,
                "confirm_address": _link("confirm", sign_up.id),
            }
            letter = _letter("confirmation", gettext("Please confirm your alert"), sign_up.language, context)
            return _mail(letter, sign_up.address, new_message_id(parts().settings.smtp_sender))

    @contextmanager
    def _reader(self, language: str) -> Iterator[None]:
        """Make what follows speak ``language``, as a request of its reader would."""
        with self._app.test_request_context("/", query_string={"lang": language}):
            set_request_language()
            yield


def _letter(
    name: str, subject: str, language: str, context: dict[str, Any], headers: dict[str, str] | None = None
) -> Letter:
    html = render_template(f"mail/{name}.html", subject=subject, **context)
    text = render_template(f"mail/{name}.txt", _=gettext, ngettext=ngettext, **context)
    return Letter(f"{subject} – {_site_name(language)}", text, html, language, headers or {})


def _mail(letter: Letter, receiver: str, message_id: str) -> EmailMessage:
    settings = parts().settings
    return mail.mail(letter, _site_name(letter.language), settings.smtp_sender, receiver, message_id)


def _site_name(language: str) -> str:
    return site().settings.name(language)


def _heading(items: Sequence[News]) -> str:
    """Return what a mail is about: how many lessons, or workshops where those that are new have no lessons."""
    count = _count(items)
    if not count:
        return ngettext("%(count)s new workshop", "%(count)s new workshops", len(items), count=number(len(items)))
    if all(lesson.is_added for item in items for lesson in item.lessons):
        return ngettext("%(count)s new lesson", "%(count)s new lessons", count, count=number(count))
    return ngettext(
        "%(count)s lesson added or changed", "%(count)s lessons added or changed", count, count=number(count)
    )


def _count(items: Sequence[News]) -> int:
    return sum(len(item.lessons) for item in items)


def _first(items: Sequence[News]) -> list[News]:
    """Return the items with their first ``MAX_LISTED`` lessons in all."""
    result, room = [], MAX_LISTED
    for item in items:
        if room <= 0:
            break
        result.append(News(item.workshop, item.lessons[:room], item.is_added))
        room -= max(len(item.lessons), 1)
    return result


def _link(purpose: Purpose, subject: str) -> str:
    """Return the full address of a link that is signed for its reader."""
    return _absolute(addresses().path(f"/alerts/{purpose}", [("token", parts().links.sign(purpose, subject))]))


def _absolute(path: str) -> str:
    return addresses().absolute(path)
