"""The mails that ask to confirm: sent by a thread of the server, so that an answer waits for no mail server.

What is not accepted, or lost with the process, is sent by the next ``policysearch alerts send``.
"""

from __future__ import annotations

import logging
import queue
import threading
from email.message import EmailMessage

from policysearch.alerts.mail_server import MailServer, Outcome
from policysearch.alerts.sign_ups import SignUp, SignUps
from policysearch.model.errors import AlertsError
from policysearch.queue_threads import end_thread
from policysearch.settings import Settings

_QUEUE_SIZE = 1_000
CLOSE_SECONDS = 4.0  # for the mail that is being sent: a process of a server has a few in which it must end
_Entry = tuple[SignUp, EmailMessage]


def deliver(server: MailServer, sign_ups: SignUps, sign_up: SignUp, mail: EmailMessage) -> Outcome:
    """Send the mail of a sign-up, and note and return what became of it."""
    outcome = server.send(mail, sign_up.address)
    if outcome is Outcome.ACCEPTED:
        sign_ups.mark_sent(sign_up.id)
    elif outcome is Outcome.REFUSED:
        sign_ups.delete(sign_up.id)
    return outcome


class ConfirmationSender:
    """Sends the mails of one server process, one after the other."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._entries: queue.Queue[_Entry | None] = queue.Queue(_QUEUE_SIZE)
        self._thread: threading.Thread | None = None
        self._start_lock = threading.Lock()

    def send(self, sign_up: SignUp, mail: EmailMessage) -> None:
        """Send the mail soon; where too many wait, ``policysearch alerts send`` does."""
        self._start()
        try:
            self._entries.put_nowait((sign_up, mail))
        except queue.Full:
            return

    def close(self) -> None:
        """Send what waits, for some seconds, and stop the thread."""
        thread, self._thread = self._thread, None
        if thread is not None:
            end_thread(thread, self._entries, CLOSE_SECONDS)

    def _start(self) -> None:
        with self._start_lock:
            if self._thread is None:
                self._thread = threading.Thread(target=self._work, name="confirmations", daemon=True)
                self._thread.start()

    def _work(self) -> None:
        while (entry := self._entries.get()) is not None:
            try:
                with MailServer(self._settings) as server:
                    deliver(server, SignUps(self._settings.alerts_path), *entry)
            except AlertsError as error:  # it names no reader
                logging.getLogger(__name__).warning("A mail that asks to confirm waits: %s", error)
