"""Bare web and mail addresses in texts."""

from __future__ import annotations

import re

BARE_ADDRESS = re.compile(
    r"""(?<![\w@./-])(?:
        https?://[^\s<>"«»“”\x00-\x1f\x7f]+
        | [A-Za-z0-9][\w.+-]{0,63}@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_TRAILING = ".,;:!?'’*_"


def trimmed_address(text: str) -> str:
    """Return a match of BARE_ADDRESS without the marks that end a sentence or close a bracket opened before it."""
    end = len(text)
    unopened = text.count(")") - text.count("(")
    while end and (text[end - 1] in _TRAILING or (text[end - 1] == ")" and unopened > 0)):
        end -= 1
        unopened -= text[end] == ")"
    return text[:end]


def address_link(address: str) -> str:
    """Return the link of a bare address: a web address as it is, a mail address as ``mailto:``."""
    return address if "://" in address else f"mailto:{address}"
