"""The connection to the mail server: encrypted, with an account, and errors that name the cause and no reader."""

import ssl
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from policysearch.alerts.mail import Letter, mail, new_message_id
from policysearch.alerts.mail_server import MailServer, Outcome
from policysearch.model.errors import MailServerError
from policysearch.settings import Settings
from tests.alerts import mail_server
from tests.alerts.mail_server import Inbox
from tests.alerts.site import ANA
from tests.engines.opensearch.proxy import make_certificate

SENDER = "alerts@example.org"
LINK = f"<https://x/{'y' * 700}>"
LETTER = Letter("Lições: preço", "Plain: ção", "<p>HTML: ção</p>", "pt", {"List-Unsubscribe": LINK})


def send(settings: Settings) -> Outcome:
    with MailServer(settings) as server:
        return server.send(mail(LETTER, "Lições", SENDER, ANA, new_message_id(SENDER)), ANA)


def settings_of(inbox: Inbox, **changes: Any) -> Settings:
    plain = Settings(smtp_host="localhost", smtp_port=inbox.port, smtp_security="none", smtp_sender=SENDER)
    return replace(plain, **changes)


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate of localhost with its key."""
    return make_certificate(tmp_path_factory.mktemp("certificate"))


@pytest.fixture
def context(certificate: Path) -> ssl.SSLContext:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate)
    return context


@pytest.fixture
def encrypted(context: ssl.SSLContext) -> Iterator[Inbox]:
    """A server that takes mail of an account over STARTTLS alone."""
    with mail_server.running(tls_context=context, require_starttls=True, auth_required=True) as inbox:
        inbox.accounts[b"lessons"] = b"secret"
        yield inbox


def test_what_is_sent_arrives(inbox: Inbox) -> None:
    assert send(settings_of(inbox)) is Outcome.ACCEPTED
    (received,) = inbox.mails
    assert received.message["Subject"] == LETTER.subject
    assert received.message["From"] == f"Lições <{SENDER}>"
    assert LINK.encode() in received.content
    assert (received.text.strip(), received.html.strip()) == (LETTER.text, LETTER.html)
    assert received.message["Auto-Submitted"] == "auto-generated"
    assert received.message["Content-Language"] == "pt"
    assert max(map(len, received.content.splitlines())) < 998
    assert received.content.decode("ascii")


def test_starttls_and_an_account(encrypted: Inbox, certificate: Path) -> None:
    secure = settings_of(
        encrypted, smtp_security="starttls", smtp_ca=certificate, smtp_account="lessons", smtp_password="secret"
    )
    assert send(secure) is Outcome.ACCEPTED
    with pytest.raises(MailServerError, match="535") as raised:
        send(replace(secure, smtp_password="wrong-password"))
    assert "wrong-password" not in str(raised.value)
    assert len(encrypted.mails) == 1


def test_tls_from_the_beginning(context: ssl.SSLContext, certificate: Path) -> None:
    with mail_server.running(ssl_context=context) as inbox:
        secure = settings_of(inbox, smtp_security="tls", smtp_ca=certificate)
        assert send(secure) is Outcome.ACCEPTED
        with pytest.raises(MailServerError, match="certificate"):
            send(replace(secure, smtp_ca=None))


def test_a_certificate_that_is_not_known_is_refused(encrypted: Inbox) -> None:
    with pytest.raises(MailServerError, match="certificate"):
        send(settings_of(encrypted, smtp_security="starttls"))


def test_nothing_is_sent_unencrypted_where_the_server_does_not_encrypt(inbox: Inbox) -> None:
    with pytest.raises(MailServerError, match="STARTTLS"):
        send(settings_of(inbox, smtp_security="starttls"))
    assert inbox.mails == []


@pytest.mark.parametrize("value", ["a\r\nBcc: b@example.org", "a\nb", "a\u2028b", "\x00a"])
def test_no_value_makes_another_header(inbox: Inbox, value: str) -> None:
    letter = Letter(value, "text", "<p>", "en", {"X-Words": value})
    message = mail(letter, value, SENDER, ANA, new_message_id(SENDER))
    with MailServer(settings_of(inbox)) as server:
        server.send(message, ANA)
    assert "Bcc" not in inbox.mails[0].message
    assert inbox.mails[0].receiver == ANA


@pytest.mark.parametrize("address", ["ana@example.org\r\nBcc: b@example.org", "ana@example.org, b@example.org"])
def test_an_address_that_is_none_makes_no_mail(address: str) -> None:
    with pytest.raises(ValueError, match=r"(?i)invalid|parse|cannot contain|addr"):
        mail(LETTER, "Lessons", SENDER, address, new_message_id(SENDER))
