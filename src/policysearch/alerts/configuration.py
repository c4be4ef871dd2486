"""The settings of alerts: whether they are on, and whether what they need is there."""

from __future__ import annotations

from ipaddress import ip_address

from policysearch.model.errors import SettingsError
from policysearch.model.message import message
from policysearch.settings import Settings


def are_on(settings: Settings) -> bool:
    """Return whether the site sends alerts: whether it names a mail server."""
    return bool(settings.smtp_host)


def check_settings(settings: Settings) -> None:
    """Raise SettingsError where alerts are on and a setting that they need is missing or unsafe."""
    if not are_on(settings):
        return
    for name in ("smtp_sender", "public_url"):
        if not getattr(settings, name):
            raise SettingsError(
                message("E-mail alerts (setting smtp_host) need the setting {name}.", name=name),
                message("Set it in policysearch.toml, or leave smtp_host out."),
            )
    if settings.smtp_account and settings.smtp_security == "none" and not _is_this_machine(settings.smtp_host):
        raise SettingsError(
            message("The password of smtp_account would be sent to {host} unencrypted.", host=settings.smtp_host),
            message('Set smtp_security = "starttls" or "tls".'),
        )


def _is_this_machine(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False
