"""Bounces: mails that were accepted and came back later, as delivery status notifications (RFC 3464)."""

from __future__ import annotations

from collections.abc import Iterator
from email import message_from_bytes
from email.message import Message
from typing import NamedTuple

MAX_BYTES = 1_000_000  # of a notification that is read
_STATUS, _ORIGINAL = "message/delivery-status", ("message/rfc822", "text/rfc822-headers", "message/rfc822-headers")


class Bounce(NamedTuple):
    """A mail of ours that did not arrive, by its Message-ID. ``is_permanent`` says that it never would."""

    message_id: str
    is_permanent: bool


def read_bounce(content: bytes) -> Bounce | None:
    """Return what a notification says; None for any other mail, and for one that tells of a delay alone.

    Who sent it is not known for sure: it is believed because the Message-ID it returns cannot be guessed.
    """
    try:
        return _read(message_from_bytes(content[:MAX_BYTES]))
    except RecursionError:  # parts in parts in parts: no mail server writes that, and anybody can send it
        return None


def _read(notification: Message) -> Bounce | None:
    statuses = [_text(status.get("Status")) for status in _failures(notification)]
    message_id = next(_returned_ids(notification), "")
    if not statuses or not message_id:
        return None
    return Bounce(message_id, any(status.startswith("5") for status in statuses))


def _failures(notification: Message) -> Iterator[Message]:
    """Yield the fields of each receiver that was given up."""
    for part in notification.walk():
        blocks = part.get_payload() if part.get_content_type() == _STATUS else None
        for block in blocks if isinstance(blocks, list) else ():
            if isinstance(block, Message) and _text(block.get("Action")).lower() == "failed":
                yield block


def _returned_ids(notification: Message) -> Iterator[str]:
    """Yield the Message-IDs of the mails that a notification returns, whole or their headers alone."""
    for part in notification.walk():
        if part.get_content_type() not in _ORIGINAL:
            continue
        payload = part.get_payload()
        if isinstance(payload, list):
            originals = [original for original in payload if isinstance(original, Message)]
        else:
            content = part.get_payload(decode=True)
            originals = [message_from_bytes(content)] if isinstance(content, bytes) else []
        yield from filter(None, (_text(original.get("Message-ID")) for original in originals))


def _text(value: object) -> str:
    return str(value or "").strip()
