"""Sign-ups: searches that somebody wants to follow, until the owner of the address confirms or two days are over."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from secrets import token_urlsafe
from typing import Literal

from policysearch.alerts.database import transaction
from policysearch.alerts.mailboxes import delete_old, may_ask
from policysearch.model.errors import AlertsFullError

HOURS = 48  # in which a sign-up can be confirmed
MAX_WAITING = 10_000  # sign-ups that are not confirmed; one more is refused, whatever its address
RETRY_AFTER = 600  # seconds after which a mail that was not sent is sent by ``policysearch alerts send``
Rhythm = Literal["daily", "weekly"]
_COLUMNS = "id, address, search, language, rhythm"


@dataclass(frozen=True, slots=True)
class SignUp:
    """A wish to follow a ``search``, which is the parameters of its page, in ``language``. ``id`` is secret."""

    id: str
    address: str
    search: str
    language: str
    rhythm: Rhythm


class SignUps:
    """The sign-ups in the database of alerts. Times are in seconds since 1970."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def add(self, address: str, search: str, language: str, rhythm: Rhythm, now: int) -> tuple[SignUp, bool]:
        """Add a sign-up; return it, and whether a mail may be sent to its mailbox again today.

        Every address is written alike, so that neither the answer nor its time tells one from another. Raise
        AlertsFullError where too many wait.
        """
        sign_up = SignUp(token_urlsafe(16), address, search, language, rhythm)
        with transaction(self._path) as connection:
            delete_expired(connection, now)
            (waiting,) = connection.execute("SELECT COUNT(*) FROM signups").fetchone()
            if waiting >= MAX_WAITING:
                raise AlertsFullError("Too many sign-ups wait to be confirmed.", "Try again later.")
            state = "waiting" if may_ask(connection, address, now) else "silent"
            row = (sign_up.id, address, search, language, rhythm, now, state)
            connection.execute("INSERT INTO signups VALUES (?, ?, ?, ?, ?, ?, ?)", row)
        return sign_up, state == "waiting"

    def get(self, sign_up_id: str, now: int) -> SignUp | None:
        """Return the sign-up; None where it was confirmed or is too old."""
        with transaction(self._path) as connection:
            delete_expired(connection, now)
            return read_sign_up(connection, sign_up_id)

    def mark_sent(self, sign_up_id: str) -> None:
        """Note that the mail of a sign-up was accepted."""
        with transaction(self._path) as connection:
            connection.execute("UPDATE signups SET state = 'sent' WHERE id = ?", (sign_up_id,))

    def delete(self, sign_up_id: str) -> None:
        """Delete a sign-up whose address the mail server refuses."""
        with transaction(self._path) as connection:
            connection.execute("DELETE FROM signups WHERE id = ?", (sign_up_id,))

    def unsent(self, now: int) -> Sequence[SignUp]:
        """Return the sign-ups whose mail was due ``RETRY_AFTER`` ago and was not accepted yet."""
        with transaction(self._path) as connection:
            delete_expired(connection, now)
            rows = connection.execute(
                f"SELECT {_COLUMNS} FROM signups WHERE state = 'waiting' AND created < ?", (now - RETRY_AFTER,)
            )
            return [SignUp(*row) for row in rows]


def read_sign_up(connection: sqlite3.Connection, sign_up_id: str) -> SignUp | None:
    """Return the sign-up of an id."""
    row = connection.execute(f"SELECT {_COLUMNS} FROM signups WHERE id = ?", (sign_up_id,)).fetchone()
    return SignUp(*row) if row else None


def delete_expired(connection: sqlite3.Connection, now: int) -> None:
    """Delete the sign-ups that nobody confirmed in time, and notes about mailboxes that are of no use any more."""
    connection.execute("DELETE FROM signups WHERE created < ?", (now - HOURS * 3_600,))
    delete_old(connection, now)
