"""Folding: a text without case and accents."""

from __future__ import annotations

import unicodedata

_UNDECOMPOSED = str.maketrans(  # letters that Unicode does not take apart
    {"ø": "o", "đ": "d", "ł": "l", "ħ": "h", "ı": "i", "œ": "oe", "æ": "ae", "ð": "d", "þ": "th"}
)


def fold(text: str) -> str:
    """Return ``text`` without case and accents."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return "".join(c for c in decomposed.translate(_UNDECOMPOSED) if not unicodedata.combining(c))
