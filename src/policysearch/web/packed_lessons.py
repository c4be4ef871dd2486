"""Many ids of lessons as one short text for an address: one to a line, deflated (RFC 1951), in base64url (RFC 4648)."""

from __future__ import annotations

import binascii
import zlib
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterable

MAX_CHARACTERS = 27_000  # of a hundred ids of the greatest length
_RAW = -zlib.MAX_WBITS  # neither header nor checksum


def pack(ids: Iterable[str]) -> str:
    """Return the text of the ids, which are ASCII; a hundred of 60 letters have about 3,000 characters."""
    deflate = zlib.compressobj(zlib.Z_BEST_COMPRESSION, zlib.DEFLATED, _RAW)
    packed = deflate.compress("\n".join(ids).encode("ascii")) + deflate.flush()
    return urlsafe_b64encode(packed).decode("ascii").rstrip("=")


def unpack(text: str) -> list[str]:
    """Return the ids, not yet checked, of a text; none of one that ``pack`` did not make."""
    return _unpacked(text)[0]


def is_whole(text: str) -> bool:
    """Return whether a text is as ``pack`` made it: mail programs cut long addresses."""
    return _unpacked(text)[1]


def _unpacked(text: str) -> tuple[list[str], bool]:
    """Return the ids of a text, and whether its end was reached."""
    inflate = zlib.decompressobj(_RAW)
    try:
        lines = inflate.decompress(urlsafe_b64decode(text + "=" * (-len(text) % 4)), MAX_CHARACTERS)
        return lines.decode("ascii").split("\n"), inflate.eof
    except (binascii.Error, zlib.error, ValueError):
        return [], False
