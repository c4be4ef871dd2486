"""What is done when a process ends: write and send what waits, close files.

Python calls what ``atexit`` has, but not in a process that was forked, as those of ``serve`` are: they end by
``os._exit``.
"""

from __future__ import annotations

import atexit
import logging
from collections.abc import Callable

log = logging.getLogger(__name__)

_closings: list[Callable[[], None]] = []


def at_process_end(close: Callable[[], None]) -> None:
    """Call ``close`` once when the process ends."""
    _closings.append(close)


@atexit.register
def end_process() -> None:
    """Do now what is to be done when the process ends, in the order in which it was given, whatever of it fails."""
    while _closings:
        try:
            _closings.pop(0)()
        except Exception:
            log.exception("Something could not be closed")
