"""Alerts on pages: to sign up, confirm, keep and leave; and the mails, worded for their readers."""

from policysearch.web.alerts.compose import MailComposer
from policysearch.web.alerts.parts import install_alerts
from policysearch.web.alerts.routes import alert_pages

__all__ = ["MailComposer", "alert_pages", "install_alerts"]
