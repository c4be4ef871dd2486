"""A cache of what is worked out of one version of the collection, and asked for again and again."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Generic, TypeVar

Value = TypeVar("Value")


class VersionCache(Generic[Value]):
    """Values by their keys, at most ``max_entries``; another version, or one entry more, empties it.

    Threads may share it.
    """

    def __init__(self, max_entries: int) -> None:
        self._max_entries = max_entries
        self._values: tuple[str, dict[Hashable, Value]] = ("", {})

    def get(self, version: str, key: Hashable) -> Value | None:
        """Return the value of ``key`` in ``version``; None where there is none."""
        current, values = self._values
        return values.get(key) if current == version else None

    def put(self, version: str, key: Hashable, value: Value) -> None:
        """Keep the value of ``key``."""
        current, values = self._values
        if current != version or len(values) >= self._max_entries:
            values = {}
            self._values = version, values
        values[key] = value
