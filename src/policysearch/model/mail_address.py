"""E-mail addresses: which ones can be written to, and their one form."""

from __future__ import annotations

import re

from policysearch.model.message import message

MAX_LENGTH = 254  # RFC 5321, 4.5.3.1.3, without its brackets
_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_LOCAL = re.compile(rf"{_ATOM}(?:\.{_ATOM})*")
_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_DOMAIN = re.compile(rf"localhost|{_LABEL}(?:\.{_LABEL})*\.[a-z][a-z0-9-]*[a-z0-9]")
_DOTLESS = {"gmail.com": "gmail.com", "googlemail.com": "gmail.com"}  # domains that ignore dots, by their one name
_EXPECTED = message("it takes an e-mail address such as lessons@example.org")


def mail_address(text: str) -> str:
    """Return the address in ``text``, its domain in lower case and in ASCII (IDNA). Raise ValueError where it is none.

    Quoted local parts and those with other letters than ASCII are refused: few mail servers take them.
    """
    local, _at, domain = text.strip().rpartition("@")
    try:
        domain = domain.encode("idna").decode("ascii").lower()
    except UnicodeError:
        raise ValueError(_EXPECTED) from None
    address = f"{local}@{domain}"
    if not _LOCAL.fullmatch(local) or len(local) > 64 or not _DOMAIN.fullmatch(domain) or len(address) > MAX_LENGTH:
        raise ValueError(_EXPECTED)
    return address


def mailbox_of(address: str) -> str:
    """Return the address without what mail servers ignore: case, "+tag", and the dots of Gmail.

    It is for comparing, not for writing to: few servers tell ``Ana`` from ``ana``, but they may.
    """
    local, _at, domain = address.casefold().rpartition("@")
    local = local.partition("+")[0] or local
    if domain in _DOTLESS:
        local, domain = local.replace(".", ""), _DOTLESS[domain]
    return f"{local}@{domain}"
