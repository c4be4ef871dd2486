"""A letter -> an e-mail: headers that cannot be broken out of, plain text and HTML."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, localtime
from secrets import token_hex

MAX_SUBJECT = 150  # characters
# Headers are not folded: the library would fold a long link into encoded words. RFC 5322 allows lines of 998.
_UNPRINTED = re.compile("[\\x00-\\x1f\\x7f-\\x9f\\u200b-\\u200f\\u2028-\\u202e\\u2060-\\u206f\\ufeff]")
_POLICY = SMTP.clone(max_line_length=900)


@dataclass(frozen=True, slots=True)
class Letter:
    """What a reader gets to see, in ``language``; ``headers`` besides the usual ones."""

    subject: str
    text: str
    html: str
    language: str
    headers: Mapping[str, str] = field(default_factory=dict)


def new_message_id(sender: str) -> str:
    """Return an id that nobody can guess, in the domain of the address ``sender``."""
    return f"<{token_hex(16)}@{sender.rpartition('@')[2]}>"


def mail(letter: Letter, sender_name: str, sender: str, receiver: str, message_id: str) -> EmailMessage:
    """Return the e-mail. Raise ValueError where an address is none; line ends in other headers become spaces."""
    message = EmailMessage(_POLICY)
    message["From"] = Address(_one_line(sender_name), addr_spec=sender)
    message["To"] = Address(addr_spec=receiver)
    message["Subject"] = _one_line(letter.subject)[:MAX_SUBJECT]
    message["Date"] = format_datetime(localtime())
    message["Message-ID"] = message_id
    message["Auto-Submitted"] = "auto-generated"  # RFC 3834: programs do not answer
    message["X-Auto-Response-Suppress"] = "All"  # the same for Exchange
    for name, value in letter.headers.items():
        message[name] = _one_line(value)
    message.set_content(letter.text, cte="quoted-printable")
    message.add_alternative(letter.html, subtype="html", cte="quoted-printable")
    message["Content-Language"] = letter.language  # last: what is named "Content-" goes along with the text before
    return message


def _one_line(text: str) -> str:
    """Return ``text`` without line ends and other control characters."""
    return " ".join(_UNPRINTED.sub(" ", text).split())
