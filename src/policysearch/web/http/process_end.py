"""What is done when a process ends: write and send what waits, close files.

Python calls what ``atexit`` has, but not in a process that was forked, as those of ``serve`` are: they end by
``os._exit``.
"""

from __future__ import annotations

import atexit
from collections.abc import Callable

_closings: list[Callable[[], None]] = []


def at_process_end(close: Callable[[], None]) -> None:
    """Call ``close`` once when the process ends."""
    _closings.append(close)


@atexit.register
def end_process() -> None:
    """Do now what is to be done when the process ends, in the order in which it was given."""
    while _closings:
        _closings.pop(0)()
