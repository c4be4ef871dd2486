"""The mail server that the settings name: one connection for many mails, and what it makes of each."""

from __future__ import annotations

import smtplib
import ssl
from email.message import EmailMessage
from enum import Enum
from types import TracebackType

from policysearch.model.errors import MailServerError
from policysearch.model.message import message
from policysearch.searchlog.masking import mask_private
from policysearch.settings import Settings

TIMEOUT = 30.0  # seconds of silence
_CLOSING = 421
_LOGIN_REQUIRED = 530  # RFC 4954, section 6
_RULE = b"5.7."  # RFC 3463, section 3.8: security or policy


class Outcome(Enum):
    """What became of a mail: accepted; refused for good because of its address; or to be tried again."""

    ACCEPTED = "accepted"
    REFUSED = "refused"
    DEFERRED = "deferred"


class MailServer:
    """A connection to the mail server, opened when there is a mail. Errors name no reader's address."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._client: smtplib.SMTP | None = None

    def __enter__(self) -> MailServer:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._close()

    def send(self, mail: EmailMessage, receiver: str) -> Outcome:
        """Send a mail to one address. Raise MailServerError where no mail can be sent at all."""
        client = self._connected()
        try:
            client.send_message(mail, self._settings.smtp_sender, [receiver])
        except smtplib.SMTPRecipientsRefused as error:
            code, reply = error.recipients[receiver]
            self._close_after(code)
            is_refused = code >= 500 and not _is_about_this_site(code, reply)
            return Outcome.REFUSED if is_refused else Outcome.DEFERRED
        except smtplib.SMTPSenderRefused as error:
            self._close_after(error.smtp_code)
            if error.smtp_code >= 500:
                raise self._error(error) from None
            return Outcome.DEFERRED
        except smtplib.SMTPResponseException as error:  # after the receiver was accepted: it is no fault of the address
            self._close_after(error.smtp_code)
            return Outcome.DEFERRED
        except (smtplib.SMTPException, OSError):  # the connection broke: the mail may have arrived or not
            self._close()
            return Outcome.DEFERRED
        return Outcome.ACCEPTED

    def _connected(self) -> smtplib.SMTP:
        """Return an open connection; a server that closed a silent one is connected anew."""
        if self._client is not None and not _answers(self._client):
            self._close()
        if self._client is None:
            try:
                self._client = self._open()
            except (smtplib.SMTPException, OSError, ValueError) as error:
                raise self._error(error) from None
        return self._client

    def _open(self) -> smtplib.SMTP:
        settings = self._settings
        place = (settings.smtp_host, settings.smtp_port)
        client: smtplib.SMTP
        if settings.smtp_security == "tls":
            client = smtplib.SMTP_SSL(*place, timeout=TIMEOUT, context=self._context())
        else:
            client = smtplib.SMTP(*place, timeout=TIMEOUT)
        try:
            if settings.smtp_security == "starttls":
                client.starttls(context=self._context())
            if settings.smtp_account:
                client.login(settings.smtp_account, settings.smtp_password)
        except BaseException:
            client.close()
            raise
        return client

    def _context(self) -> ssl.SSLContext:
        """Return what the server's certificate is checked with."""
        return ssl.create_default_context(cafile=self._settings.smtp_ca)

    def _error(self, error: Exception) -> MailServerError:
        settings = self._settings
        return MailServerError(
            message(
                "The mail server {host}:{port} takes no mail: {reason}.",
                host=settings.smtp_host,
                port=settings.smtp_port,
                reason=_reason(error),
            ),
            message("Check the settings smtp_*. Mails that wait are sent by the next: policysearch alerts send"),
        )

    def _close_after(self, code: int) -> None:
        if code == _CLOSING:
            self._close()

    def _close(self) -> None:
        if self._client is not None:
            self._client.close()
            self._client = None


def _answers(client: smtplib.SMTP) -> bool:
    try:
        return client.noop()[0] == 250
    except (smtplib.SMTPException, OSError):
        return False


def _is_about_this_site(code: int, reply: bytes) -> bool:
    """Return whether a receiver was refused by a rule, such as "relay access denied": the address may be good."""
    return code == _LOGIN_REQUIRED or reply.startswith(_RULE)


def _reason(error: Exception) -> str:
    """Return what is wrong in one line, without addresses."""
    if isinstance(error, smtplib.SMTPResponseException):
        reply = error.smtp_error.decode("utf-8", "replace") if isinstance(error.smtp_error, bytes) else error.smtp_error
        text = f"{error.smtp_code} {reply}"
    else:
        text = getattr(error, "strerror", None) or str(error) or type(error).__name__
    return mask_private(" ".join(text.split()))[:200].rstrip(".")
