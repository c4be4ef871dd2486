"""Sending: who gets which mail today, so that a crash at any moment loses no lesson.

A mail is planned in the database before it is handed over, with its id and with how far it informs its reader; when the
server accepted it, both are noted in one step. A run that is killed leaves the plan, and the next one sends the same
mail with the same id. Only where it is killed between the server's acceptance and the note about it, a reader gets a
mail twice, and most mail servers drop the second by its id; no reader ever misses one.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import date
from email.message import EmailMessage
from pathlib import Path
from typing import Protocol

from filelock import FileLock, Timeout

from policysearch.alerts.confirmations import deliver
from policysearch.alerts.mail import new_message_id
from policysearch.alerts.mail_server import MailServer, Outcome
from policysearch.alerts.news import News, news
from policysearch.alerts.sign_ups import SignUp, SignUps
from policysearch.alerts.subscriptions import Subscription, Subscriptions
from policysearch.alerts.versions import Changes, changes, register
from policysearch.model.errors import AlertsBusyError, QueryError
from policysearch.query import Query
from policysearch.search.results import Searcher
from policysearch.settings import Settings


class Composer(Protocol):
    """Words searches and mails for their readers."""

    def query(self, subscription: Subscription) -> Query:
        """Return the search of a subscription. Raise QueryError where it can be asked no more."""

    def alert(self, subscription: Subscription, items: Sequence[News], message_id: str) -> EmailMessage:
        """Return the mail with what is new."""

    def confirmation(self, sign_up: SignUp) -> EmailMessage:
        """Return the mail that asks to confirm."""


@dataclass(slots=True)
class Report:
    """How many mails were sent, are to be tried again, or were refused.

    ``ended`` and ``expired`` are subscriptions that were deleted, after refusals or by their age; ``unreadable`` those
    whose search is over a limit of this version; ``waiting`` mails that a dry run would send.
    """

    sent: int = 0
    confirmations: int = 0
    deferred: int = 0
    refused: int = 0
    ended: int = 0
    expired: int = 0
    unreadable: int = 0
    waiting: int = 0

    def record(self) -> dict[str, int]:
        """Return the counts by name."""
        return asdict(self)


class Run:
    """One run of ``policysearch alerts send``: at most one at a time."""

    def __init__(self, settings: Settings, searcher: Searcher, composer: Composer) -> None:
        self._settings = settings
        self._searcher = searcher
        self._composer = composer
        self._subscriptions = Subscriptions(settings.alerts_path)
        self._changes: dict[tuple[int, int], Changes] = {}
        self.report = Report()

    def send(self, today: date, is_dry: bool = False) -> Report:
        """Send every mail that is due. Raise AlertsBusyError, MailServerError, or the engine's errors.

        ``report`` has the counts of a run that ended early, too.
        """
        with _only_run(self._settings.alerts_path), MailServer(self._settings) as server:
            number = register(self._settings.alerts_path, self._searcher)
            if not is_dry:
                self.report.expired = self._subscriptions.delete_expired(today, self._settings.alerts_days)
                self._send_confirmations(server)
            self._send_alerts(server, today, number, is_dry)
        return self.report

    def _send_confirmations(self, server: MailServer) -> None:
        sign_ups = SignUps(self._settings.alerts_path)
        for sign_up in sign_ups.unsent(int(time.time())):
            try:
                mail = self._composer.confirmation(sign_up)
            except QueryError:
                self.report.unreadable += 1
                continue
            outcome = deliver(server, sign_ups, sign_up, mail)
            self.report.confirmations += outcome is Outcome.ACCEPTED
            self.report.deferred += outcome is Outcome.DEFERRED
            self.report.refused += outcome is Outcome.REFUSED

    def _send_alerts(self, server: MailServer, today: date, number: int, is_dry: bool) -> None:
        """Send what is due; those without news are noted together, since nothing is lost where that is not reached."""
        uninformed: list[str] = []
        for subscription_id in self._subscriptions.due(today):
            subscription = self._subscriptions.get(subscription_id)
            if subscription is None:  # its reader left in the meantime
                continue
            until = subscription.planned_number or number
            items = self._news(subscription, until)
            if is_dry:
                self.report.waiting += bool(items)
            elif items:
                self._send(server, subscription, items, until, today)
            elif items is not None and subscription.planned_number is None:
                uninformed.append(subscription_id)
            elif items is not None:  # what was planned to be said was withdrawn
                self._subscriptions.drop_plan(subscription_id, until)
        self._subscriptions.advance(uninformed, number)

    def _news(self, subscription: Subscription, until: int) -> list[News] | None:
        """Return what is new for a subscription up to ``until``; None where its search can be asked no more."""
        span = (subscription.number, until)
        if span not in self._changes:
            self._changes[span] = changes(self._settings.alerts_path, *span)
        if not self._changes[span].digests:
            return []
        try:
            return news(self._searcher, self._composer.query(subscription), self._changes[span])
        except QueryError:  # a limit of a newer version: the reader is not told, staff are
            self.report.unreadable += 1
            return None

    def _send(
        self, server: MailServer, subscription: Subscription, items: Sequence[News], until: int, today: date
    ) -> None:
        message_id = subscription.planned_id or new_message_id(self._settings.smtp_sender)
        mail = self._composer.alert(subscription, items, message_id)
        if subscription.planned_id is None:
            self._subscriptions.plan(subscription.id, message_id, until)
        outcome = server.send(mail, subscription.address)
        if outcome is Outcome.ACCEPTED:
            self._subscriptions.complete(subscription.id, today)
            self.report.sent += 1
        elif outcome is Outcome.REFUSED:
            self.report.refused += 1
            self.report.ended += self._subscriptions.refuse(subscription.id, today)
        else:
            self.report.deferred += 1


@contextmanager
def _only_run(path: Path) -> Iterator[None]:
    """Hold the lock of the runs, which dies with its process. Raise AlertsBusyError where another run has it."""
    try:
        with FileLock(path.with_name(f"{path.name}.lock"), timeout=0):
            yield
    except Timeout as error:
        raise AlertsBusyError("Another run sends alerts.", "Wait until it is done.") from error
