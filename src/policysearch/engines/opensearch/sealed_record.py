"""A stored record with its checksum before it: the cluster reads what is on a disk without comparing any."""

from __future__ import annotations

from zlib import crc32

_LENGTH = 8  # characters of a CRC-32 in hex


def seal(record: str) -> str:
    """Return what is stored of a record."""
    return _checksum(record) + record


def unseal(sealed: str) -> str:
    """Return the record."""
    return sealed[_LENGTH:]


def is_whole(sealed: str) -> bool:
    """Return whether a record is as it was written."""
    return sealed[:_LENGTH] == _checksum(sealed[_LENGTH:])


def _checksum(record: str) -> str:
    return f"{crc32(record.encode('utf-8', 'surrogatepass')):08x}"
