"""Text without characters that XML forbids; every file format can hold it."""

from __future__ import annotations

import re

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


def xml_safe(text: str) -> str:
    """Return ``text`` without the characters that XML 1.0 forbids or discourages."""
    return _FORBIDDEN.sub("", text)
