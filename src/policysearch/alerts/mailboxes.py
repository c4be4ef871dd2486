"""Mailboxes that were asked to confirm, each as a keyed digest: tags and dots in an address bring no more mails."""

from __future__ import annotations

import hmac
import sqlite3

from policysearch.alerts.database import secret_of
from policysearch.model.mail_address import mailbox_of

MAX_DAILY = 3  # mails that ask one mailbox to confirm, in 24 hours
_DAY = 86_400


def may_ask(connection: sqlite3.Connection, address: str, now: int) -> bool:
    """Return whether the mailbox of ``address`` may get a mail that asks to confirm, and note that it was asked.

    A row is written in either case, so that the time of an answer tells no mailbox from another.
    """
    mailbox = _digest(connection, address)
    delete_old(connection, now)
    row = connection.execute(
        "SELECT COUNT(*) FROM confirmations WHERE mailbox = ? AND is_mailed", (mailbox,)
    ).fetchone()
    is_allowed = bool(row[0] < MAX_DAILY)
    connection.execute("INSERT INTO confirmations VALUES (?, ?, ?)", (mailbox, now, is_allowed))
    return is_allowed


def delete_old(connection: sqlite3.Connection, now: int) -> None:
    """Delete what was noted more than a day ago."""
    connection.execute("DELETE FROM confirmations WHERE time <= ?", (now - _DAY,))


def forget(connection: sqlite3.Connection, address: str) -> None:
    """Forget that a mailbox was asked: its owner confirmed, or left."""
    connection.execute("DELETE FROM confirmations WHERE mailbox = ?", (_digest(connection, address),))


def _digest(connection: sqlite3.Connection, address: str) -> bytes:
    """Return the HMAC of a mailbox by the site's secret: without that nobody can tell whose it is."""
    return hmac.digest(f"mailbox {secret_of(connection)}".encode(), mailbox_of(address).encode(), "sha256")
