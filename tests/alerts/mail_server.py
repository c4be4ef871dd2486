"""A real SMTP server on the loopback interface, which takes mails, refuses them or hangs up as a test says."""

from __future__ import annotations

from asyncio import WriteTransport
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from tests.ports import free_port

HANG_UP = "hang up"


class ReceivedMail:
    """A mail as it arrived: the addresses of its envelope, and what it says."""

    def __init__(self, envelope: Envelope) -> None:
        self.sender = envelope.mail_from
        (self.receiver,) = envelope.rcpt_tos
        self.content: bytes = envelope.original_content or b""
        self.message: EmailMessage = message_from_bytes(self.content, policy=policy.default)

    @property
    def text(self) -> str:
        """Its plain text."""
        return self._body("plain")

    @property
    def html(self) -> str:
        """Its HTML."""
        return self._body("html")

    def _body(self, kind: str) -> str:
        part = self.message.get_body((kind,))
        assert part is not None
        return str(part.get_content())


class Inbox:
    """Takes mails. ``replies`` are what it says instead, by (command, address); "" stands for every address.

    A reply is a line such as "550 no such user", or ``HANG_UP``, which closes the connection without an answer: after
    the mail was taken, where the command is "TAKEN".
    """

    def __init__(self) -> None:
        self.mails: list[ReceivedMail] = []
        self.replies: dict[tuple[str, str], str] = {}
        self.accounts: dict[bytes, bytes] = {}
        self.port = 0

    def receivers(self) -> list[str]:
        """Who got a mail, in order."""
        return [mail.receiver for mail in self.mails]

    async def handle_MAIL(  # noqa: N802 - the library's name
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        envelope.mail_from = address
        return self._reply("MAIL", address, server) or "250 OK"

    async def handle_RCPT(  # noqa: N802 - the library's name
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        reply = self._reply("RCPT", address, server)
        if not reply:
            envelope.rcpt_tos.append(address)
        return reply or "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        address = envelope.rcpt_tos[0]
        reply = self._reply("DATA", address, server)
        if reply:
            return reply
        self.mails.append(ReceivedMail(envelope))
        return self._reply("TAKEN", address, server) or "250 OK"

    def authenticate(self, server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: Any) -> AuthResult:
        """Whether account and password are known."""
        is_known = isinstance(data, LoginPassword) and self.accounts.get(data.login) == data.password
        return AuthResult(success=is_known, handled=False)

    def _reply(self, command: str, address: str, server: SMTP) -> str:
        reply = self.replies.get((command, address)) or self.replies.get((command, ""), "")
        if reply == HANG_UP:
            assert isinstance(server.transport, WriteTransport)
            server.transport.abort()
        return reply


@contextmanager
def running(**options: Any) -> Iterator[Inbox]:
    """Run a server with an empty inbox."""
    inbox = Inbox()
    controller = Controller(inbox, hostname="127.0.0.1", port=free_port(), authenticator=inbox.authenticate, **options)
    controller.start()
    inbox.port = controller.port
    try:
        yield inbox
    finally:
        controller.stop()
