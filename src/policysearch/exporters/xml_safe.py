"""Text that every format can hold."""

from __future__ import annotations

import re

_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


def writable(text: str) -> str:
    """``text`` without the characters that XML may not hold."""
    return _UNWRITABLE.sub("", text)
