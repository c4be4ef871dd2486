"""What this process switched to or attached, by place: so that its own engines see it at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

Place = tuple[tuple[str, ...], str]
_SWITCHES: Counter[Place] = Counter()


def place(hosts: Sequence[str], prefix: str) -> Place:
    """Return the place of an index: the cluster's addresses and the prefix of its names."""
    return tuple(sorted(hosts)), prefix


def count(at: Place) -> int:
    """Return how many switches and attachments this process made at a place."""
    return _SWITCHES[at]


def note(at: Place) -> None:
    """Count one more."""
    _SWITCHES[at] += 1
