"""Subscriptions: the confirmed alerts, how far each reader was informed, and the mail that is on its way."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from policysearch.alerts.database import transaction
from policysearch.alerts.mailboxes import forget
from policysearch.alerts.sign_ups import Rhythm, read_sign_up
from policysearch.model.errors import AlertsError

MAX_PER_ADDRESS = 50
MAX_REFUSALS = 3  # mails that an address refuses, on different days; then its subscription ends
REFUSALS_FORGOTTEN = 30  # days without a refusal after which they are counted anew
DAYS: dict[Rhythm, int] = {"daily": 1, "weekly": 7}
_COLUMNS = "id, address, search, language, rhythm, term_start, number, last_mail, planned_id, planned_number"


class TooManyAlertsError(AlertsError):
    """An address has as many subscriptions as one may have."""


@dataclass(frozen=True, slots=True)
class Subscription:
    """An alert. ``number`` is that of the newest versions it was informed of, ``last_mail`` the day of its last mail.

    ``term_start`` is the day on which its reader confirmed it or last wished to keep it. ``planned_id`` and
    ``planned_number`` are of the mail that is on its way: it may or may not have arrived.
    """

    id: str
    address: str
    search: str
    language: str
    rhythm: Rhythm
    term_start: date
    number: int
    last_mail: date | None
    planned_id: str | None
    planned_number: int | None

    def last_day(self, days: int) -> date:
        """Return the day on which the subscription ends, ``days`` after it was kept."""
        return self.term_start + timedelta(days=days)


class Subscriptions:
    """The subscriptions in the database of alerts."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def confirm(self, sign_up_id: str, number: int, today: date) -> Subscription | None:
        """Make a sign-up a subscription that is informed of what comes after ``number``, and return it.

        It has the id of the sign-up, so that whoever confirms twice sees it again. Whoever follows the search already
        keeps the subscription, with the new rhythm and language. None where there is no such sign-up. Raises
        TooManyAlertsError, and keeps the sign-up, where its address has ``MAX_PER_ADDRESS`` subscriptions.
        """
        with transaction(self._path) as connection:
            sign_up = read_sign_up(connection, sign_up_id)
            if sign_up is None:
                return None
            of_search = (sign_up.address, sign_up.search)
            count_others = "SELECT COUNT(*) FROM subscriptions WHERE address = ? AND search != ?"
            if connection.execute(count_others, of_search).fetchone()[0] >= MAX_PER_ADDRESS:
                raise TooManyAlertsError("This address follows as many searches as it may.")
            connection.execute("DELETE FROM signups WHERE (address, search) = (?, ?)", of_search)
            forget(connection, sign_up.address)
            (row,) = connection.execute(
                "INSERT INTO subscriptions (id, address, search, language, rhythm, term_start, number) "
                "VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (address, search) DO UPDATE "
                "SET language = excluded.language, rhythm = excluded.rhythm, term_start = excluded.term_start, "
                f"refusals = 0 RETURNING {_COLUMNS}",
                (sign_up_id, *of_search, sign_up.language, sign_up.rhythm, today.isoformat(), number),
            )
            return _subscription(row)

    def get(self, subscription_id: str) -> Subscription | None:
        """Return a subscription; None where it ended."""
        with transaction(self._path) as connection:
            rows = connection.execute(f"SELECT {_COLUMNS} FROM subscriptions WHERE id = ?", (subscription_id,))
            return next(map(_subscription, rows), None)

    def all(self) -> Sequence[Subscription]:
        """Return all subscriptions, by address."""
        with transaction(self._path) as connection:
            rows = connection.execute(f"SELECT {_COLUMNS} FROM subscriptions ORDER BY address, search")
            return [_subscription(row) for row in rows]

    def due(self, today: date) -> Sequence[str]:
        """Return the ids of those who may get a mail today: none had one within its rhythm or refused one today."""
        day = today.isoformat()
        due = " OR ".join(f"(rhythm = '{rhythm}' AND last_mail <= ?)" for rhythm in DAYS)
        latest = [(today - timedelta(days=days)).isoformat() for days in DAYS.values()]
        with transaction(self._path) as connection:
            rows = connection.execute(
                f"SELECT id FROM subscriptions WHERE (last_mail IS NULL OR {due}) "
                "AND (last_refusal IS NULL OR last_refusal < ?) ORDER BY id",
                (*latest, day),
            )
            return [subscription_id for (subscription_id,) in rows]

    def keep(self, subscription_id: str, today: date) -> Subscription | None:
        """Let a subscription end later, as if it were confirmed today; None where it ended."""
        with transaction(self._path) as connection:
            connection.execute(
                "UPDATE subscriptions SET term_start = ?, refusals = 0 WHERE id = ?",
                (today.isoformat(), subscription_id),
            )
        return self.get(subscription_id)

    def leave(self, subscription_id: str) -> None:
        """Delete a subscription with its address."""
        with transaction(self._path) as connection:
            connection.execute("DELETE FROM subscriptions WHERE id = ?", (subscription_id,))

    def leave_all(self, subscription_id: str) -> None:
        """Delete all subscriptions and sign-ups of the address that has this one."""
        subscription = self.get(subscription_id)
        if subscription:
            self.remove(subscription.address)

    def remove(self, address: str) -> int:
        """Delete all subscriptions and sign-ups of an address, and return how many there were."""
        with transaction(self._path) as connection:
            forget(connection, address)
            deletions = (f"DELETE FROM {table} WHERE address = ?" for table in ("subscriptions", "signups"))
            return sum(connection.execute(deletion, (address,)).rowcount for deletion in deletions)

    def delete_expired(self, today: date, days: int) -> int:
        """Delete the subscriptions that were kept more than ``days`` ago, and return how many there were."""
        first = (today - timedelta(days=days)).isoformat()
        with transaction(self._path) as connection:
            return connection.execute("DELETE FROM subscriptions WHERE term_start < ?", (first,)).rowcount

    def advance(self, subscription_ids: Iterable[str], number: int) -> None:
        """Note that nothing up to ``number`` concerns these; a mail that is on its way is left to its own number."""
        with transaction(self._path) as connection:
            connection.executemany(
                "UPDATE subscriptions SET number = ? WHERE id = ? AND planned_id IS NULL AND number < ?",
                [(number, subscription_id, number) for subscription_id in subscription_ids],
            )

    def plan(self, subscription_id: str, message_id: str, number: int) -> None:
        """Note that the mail ``message_id`` about what is new up to ``number`` is on its way, before it is."""
        with transaction(self._path) as connection:
            connection.execute(
                "UPDATE subscriptions SET planned_id = ?, planned_number = ? WHERE id = ?",
                (message_id, number, subscription_id),
            )

    def complete(self, subscription_id: str, today: date) -> None:
        """Note that the mail that was planned was accepted: its lessons are never sent again."""
        forgotten = (today - timedelta(days=REFUSALS_FORGOTTEN)).isoformat()
        with transaction(self._path) as connection:
            connection.execute(
                "UPDATE subscriptions SET sent_id = planned_id, sent_after = number, number = planned_number, "
                "last_mail = ?, planned_id = NULL, planned_number = NULL, "
                "refusals = CASE WHEN last_refusal < ? THEN 0 ELSE refusals END "
                "WHERE id = ? AND planned_id IS NOT NULL",
                (today.isoformat(), forgotten, subscription_id),
            )

    def drop_plan(self, subscription_id: str, number: int) -> None:
        """Note that nothing of a planned mail is left to be said: what is new up to ``number`` was withdrawn."""
        with transaction(self._path) as connection:
            connection.execute(
                "UPDATE subscriptions SET number = ?, planned_id = NULL, planned_number = NULL WHERE id = ?",
                (number, subscription_id),
            )

    def refuse(self, subscription_id: str, today: date) -> bool:
        """Count a mail that was refused; return whether the subscription ended by that. It is planned still."""
        with transaction(self._path) as connection:
            connection.execute(
                "UPDATE subscriptions SET refusals = refusals + 1, last_refusal = ? WHERE id = ?",
                (today.isoformat(), subscription_id),
            )
            ended = "DELETE FROM subscriptions WHERE id = ? AND refusals >= ?"
            return bool(connection.execute(ended, (subscription_id, MAX_REFUSALS)).rowcount)

    def bounce(self, message_id: str, today: date, is_permanent: bool) -> str:
        """Note that an accepted mail came back, so that its lessons are sent again. Each mail counts once.

        Return "again", "ended" where the address refused ``MAX_REFUSALS`` mails, or "unknown" where there is no such
        mail. A failure that is not permanent does not count as a refusal.
        """
        with transaction(self._path) as connection:
            changed = connection.execute(
                "UPDATE subscriptions SET number = sent_after, sent_id = NULL, refusals = refusals + ?, "
                "last_refusal = ? WHERE sent_id = ?",
                (int(is_permanent), today.isoformat(), message_id),
            ).rowcount
            ended = connection.execute("DELETE FROM subscriptions WHERE refusals >= ?", (MAX_REFUSALS,)).rowcount
        return "ended" if ended else "again" if changed else "unknown"


def _subscription(row: Sequence[object]) -> Subscription:
    values = dict(zip(_COLUMNS.split(", "), row, strict=True))
    days = {name: date.fromisoformat(str(values[name])) for name in ("term_start", "last_mail") if values[name]}
    return Subscription(**{**values, **days})  # type: ignore[arg-type]
