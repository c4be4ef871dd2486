"""The masking of e-mail addresses and long numbers in a search, in disguise too, before it is written down."""

from __future__ import annotations

import re
import unicodedata

MASK = "…"
_AT = r"(?:@|%40|[(\[{<]\s?(?:at|arroba|arobase)\s?[)\]}>])"
_ADDRESS = re.compile(rf"(?<![^\s@])[^\s@]+\s?{_AT}\s?[^\s@]+", re.IGNORECASE)
_NUMBER = re.compile(r"\+?\d(?:[\W_]{0,3}\d){6,}")  # seven digits or more, whatever separates them
_YEARS = re.compile(r"(?:19|20)\d\d\.\.(?:19|20)\d\d")  # a range in the query language


def mask_private(text: str) -> str:
    """Return ``text`` in compatibility form (full-width signs as usual ones), with what may be private masked."""
    plain = MASK.join(unicodedata.normalize("NFKC", part) for part in text.split(MASK))  # which would make it "..."
    return _NUMBER.sub(_masked, _ADDRESS.sub(MASK, plain))


def _masked(match: re.Match[str]) -> str:
    return match.group() if _YEARS.fullmatch(match.group()) else MASK
