"""The parts of one app that serve alerts: the database, the links, the sender, the limit."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import cast

from flask import Flask, current_app

from policysearch.alerts.configuration import are_on, check_settings
from policysearch.alerts.confirmations import ConfirmationSender
from policysearch.alerts.database import read_secret
from policysearch.alerts.links import Links
from policysearch.alerts.sign_ups import SignUps
from policysearch.alerts.subscriptions import Subscriptions
from policysearch.settings import Settings
from policysearch.web.http.process_end import at_process_end
from policysearch.web.http.rate_limit import FILE_NAME
from policysearch.web.http.rate_limit_store import Buckets

MAX_SIGN_UPS = 60  # from one address of the network
PERIOD = 3_600.0  # seconds
_NAME = "policysearch.alerts"


@dataclass(frozen=True)
class AlertParts:
    """What all requests about alerts share. Nothing is opened before it is needed."""

    settings: Settings
    sign_ups: SignUps
    subscriptions: Subscriptions
    sender: ConfirmationSender
    buckets: Buckets

    @cached_property
    def links(self) -> Links:
        """Return what signs the links, by the secret in the database."""
        return Links(read_secret(self.settings.alerts_path))

    def close(self) -> None:
        """Send what waits to be sent, and close the files."""
        self.sender.close()
        self.buckets.close()


def install_alerts(app: Flask, settings: Settings) -> None:
    """Give ``app`` its parts for alerts where the settings have a mail server. Raise SettingsError where one lacks."""
    check_settings(settings)
    if not are_on(settings):
        return
    path = settings.alerts_path
    buckets = Buckets(settings.searchlog_path.with_name(FILE_NAME), MAX_SIGN_UPS, period=PERIOD)
    parts = AlertParts(settings, SignUps(path), Subscriptions(path), ConfirmationSender(settings), buckets)
    app.extensions[_NAME] = parts
    at_process_end(parts.close)


def has_alerts() -> bool:
    """Return whether the running app has alerts."""
    return _NAME in current_app.extensions


def parts() -> AlertParts:
    """Return the parts of the running app."""
    return cast(AlertParts, current_app.extensions[_NAME])
