"""A site whose readers follow searches: publish, sign up, confirm, send."""

from __future__ import annotations

import re
import time
from dataclasses import replace
from datetime import date, timedelta
from urllib.parse import urlsplit

from flask.testing import FlaskClient

from policysearch.alerts.send import Report, Run
from policysearch.alerts.sign_ups import SignUps
from policysearch.alerts.subscriptions import Subscription, Subscriptions
from policysearch.model.workshop import Workshop, WorkshopText
from policysearch.settings import Settings
from policysearch.web import create_app
from policysearch.web.alerts import MailComposer
from policysearch.web.alerts.parts import AlertParts
from tests.alerts.mail_server import Inbox
from tests.engines.factories import build, open_searcher, text

ANA = "ana@example.org"
LESSONS = "q=credit&view=highlights"


class AlertSite:
    """An index of workshops with an app over it; mails are sent ``days`` after those before, from today on."""

    def __init__(self, settings: Settings, *workshops: Workshop) -> None:
        self.settings = settings
        self.workshops = {workshop.slug: workshop for workshop in workshops}
        build(settings.index, self.workshops.values())
        self.searcher = open_searcher(settings)
        self.app = create_app(self.searcher, settings)
        self.client: FlaskClient = self.app.test_client()
        self.subscriptions = Subscriptions(settings.alerts_path)
        self.sign_ups = SignUps(settings.alerts_path)
        self.today = date.today()  # the day of its sign-ups

    @property
    def parts(self) -> AlertParts:
        parts: AlertParts = self.app.extensions["policysearch.alerts"]
        return parts

    def close(self) -> None:
        self.parts.close()
        self.searcher.close()

    def publish(self, *workshops: Workshop) -> None:
        """Publish workshops beside those that are there, or in their place."""
        self.workshops |= {workshop.slug: workshop for workshop in workshops}
        self._build()

    def withdraw(self, slug: str) -> None:
        del self.workshops[slug]
        self._build()

    def _build(self) -> None:
        """Build, and wait until it is served: who notices a switch second gets the former generation meanwhile."""
        report = build(self.settings.index, self.workshops.values())
        while self.searcher.generation != report.generation:
            time.sleep(0.01)

    def follow(
        self, search: str = "q=credit", address: str = ANA, rhythm: str = "daily", language: str = "en"
    ) -> Subscription:
        """Sign up on the page and confirm by the link of the mail; return the subscription."""
        self.sign_up(search, address, rhythm, language)
        self.parts.sender.close()  # waits for the mail
        sign_up = next(iter(self._waiting(address)))
        with self.app.test_request_context():
            token = self.parts.links.sign("confirm", sign_up)
        answer = self.client.post(f"/lessons/alerts/confirm?token={token}&lang={language}")
        assert answer.status_code == 200
        return next(s for s in self.subscriptions.all() if s.address == address and s.language == language)

    def sign_up(
        self, search: str = "q=credit", address: str = ANA, rhythm: str = "daily", language: str = "en"
    ) -> None:
        answer = self.client.post(
            f"/lessons/alerts?{search}&lang={language}", data={"address": address, "rhythm": rhythm}
        )
        assert answer.status_code == 200, answer.text

    def send(self, days: int = 0) -> Report:
        """Run ``alerts send`` so many days later than the last time."""
        self.today += timedelta(days=days)
        return Run(self.settings, self.searcher, MailComposer(self.app)).send(self.today)

    def open(self, address: str) -> str:
        """Return the path, with its parameters, of an address in a mail."""
        parts = urlsplit(address)
        assert f"{parts.scheme}://{parts.netloc}" == "https://www.example.org"
        return f"{parts.path}?{parts.query}"

    def _waiting(self, address: str) -> list[str]:
        from policysearch.alerts.database import transaction

        with transaction(self.settings.alerts_path) as connection:
            rows = connection.execute("SELECT id FROM signups WHERE address = ? ORDER BY created", (address,))
            return [sign_up for (sign_up,) in rows]


def reworded(workshop: Workshop, *lessons: str, language: str = "") -> Workshop:
    """Return a workshop with other lessons, in its own language or in another besides."""
    language = language or workshop.language
    words: WorkshopText = text(language, workshop.text(language).title, *lessons)
    return replace(workshop, texts={**workshop.texts, language: words})


def link(mail_text: str, purpose: str) -> str:
    """Return the address for ``purpose`` in the text of a mail."""
    (address,) = re.findall(rf"https?://\S+/alerts/{purpose}\?\S+", mail_text)
    return str(address)


def signed_up(site: AlertSite, inbox: Inbox, **changes: str) -> str:
    """Sign up, and return the path of the link in the mail."""
    site.sign_up(**{"search": LESSONS, **changes})
    site.parts.sender.close()
    return site.open(link(inbox.mails[-1].text, "confirm"))
