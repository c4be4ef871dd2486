"""A site with alerts: an index of a few workshops, the mail server, and what runs and reads the alerts."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from policysearch.model.workshop import Workshop
from policysearch.settings import Settings
from tests.alerts import mail_server
from tests.alerts.mail_server import Inbox
from tests.alerts.site import LESSONS, AlertSite
from tests.engines.factories import workshop

CREDIT = workshop("credit", "Credit", "Guarantees help small firms.", "Chile lends.", start="2011-01-01")
TRADE = workshop("trade", "Trade", "Exporters need credit.", start="2012-01-01")
NEW = workshop("new", "Banks", "Credit for farmers.", "Nothing else.", start="2013-01-01")


@pytest.fixture
def inbox() -> Iterator[Inbox]:
    with mail_server.running() as inbox:
        yield inbox


@pytest.fixture
def site(tmp_path: Path, inbox: Inbox) -> Iterator[AlertSite]:
    site = AlertSite(settings(tmp_path, inbox), CREDIT, TRADE)
    yield site
    site.close()


@pytest.fixture
def followed(site: AlertSite, inbox: Inbox) -> AlertSite:
    """A site that one reader follows, with an empty inbox."""
    site.follow(LESSONS)
    inbox.mails.clear()
    return site


def settings(folder: Path, inbox: Inbox) -> Settings:
    return Settings(
        index=folder / "index",
        public_url="https://www.example.org/lessons",
        searchlog=False,
        searchlog_path=folder / "searchlog.sqlite3",
        smtp_host="127.0.0.1",
        smtp_port=inbox.port,
        smtp_security="none",
        smtp_sender="alerts@example.org",
        alerts_path=folder / "alerts.sqlite3",
    )


Publish = Callable[..., None]
__all__ = ["CREDIT", "NEW", "TRADE", "Publish", "Workshop"]
