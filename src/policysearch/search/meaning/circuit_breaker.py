"""A circuit breaker: after failures in a row nobody waits for a server any more, until a trial succeeds."""

from __future__ import annotations

import time
from collections.abc import Callable
from threading import Lock

FAILURES = 3  # in a row
PAUSE = 30.0  # seconds in which nothing is asked


class CircuitBreaker:
    """Counts failures; ``clock`` gives seconds."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._failures = 0
        self._closed_from = 0.0
        self._lock = Lock()

    def allows(self) -> bool:
        """Return whether to ask now. After the pause one caller may try, and the others wait for a pause more."""
        with self._lock:
            if self._failures < FAILURES:
                return True
            if self._clock() < self._closed_from:
                return False
            self._closed_from = self._clock() + PAUSE
            return True

    def succeeded(self) -> None:
        """Take note of an answer."""
        with self._lock:
            self._failures = 0

    def failed(self) -> None:
        """Take note of a failure."""
        with self._lock:
            self._failures += 1
            if self._failures == FAILURES:
                self._closed_from = self._clock() + PAUSE
