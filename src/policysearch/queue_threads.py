"""Threads that work off a queue, in which None asks them to end."""

from __future__ import annotations

import queue
import time
from contextlib import suppress
from threading import Thread
from typing import Any


def end_thread(thread: Thread, entries: queue.Queue[Any], seconds: float) -> bool:
    """Ask ``thread`` to end behind what waits in ``entries``; return whether it did within ``seconds``."""
    ends = time.monotonic() + seconds
    with suppress(queue.Full):
        entries.put(None, timeout=seconds)
    thread.join(max(0.0, ends - time.monotonic()))
    return not thread.is_alive()
