"""The thread that opens the generation that another process switched to, so that no reader waits long for that."""

from __future__ import annotations

import logging
import weakref
from threading import Event, Thread
from typing import Protocol

from policysearch.model.errors import EngineError

POLL = 1.0  # seconds between two looks at the switch and at what other processes found
WAIT = 0.25  # seconds: mostly enough to open a generation; who builds and looks at once sees what was built

log = logging.getLogger(__name__)


class Followed(Protocol):
    """What follows a switch: an engine."""

    def follow(self) -> None:
        """Follow a switch and what other processes found. Raises OSError or EngineError."""


class Follower:
    """Lets an engine follow switches, until nothing refers to that any more; ``start`` begins it."""

    def __init__(self, engine: Followed) -> None:
        self._look_now, self._has_looked = Event(), Event()
        arguments = (weakref.ref(engine), self._look_now, self._has_looked)
        self.thread = Thread(target=_run, args=arguments, name="follower", daemon=True)

    def look_now(self, *, wait: bool) -> bool:
        """Let the thread look now; with ``wait``, give it ``WAIT`` seconds.

        Return False where none runs, as in a process that was forked from this one.
        """
        if not self.thread.is_alive():
            return False
        self._has_looked.clear()
        self._look_now.set()
        if wait:
            self._has_looked.wait(WAIT)
        return True


def start(engine: Followed) -> Follower:
    """Let ``engine`` follow switches from now on."""
    follower = Follower(engine)
    follower.thread.start()
    return follower


def _run(reference: weakref.ref[Followed], look_now: Event, has_looked: Event) -> None:
    while (engine := reference()) is not None:
        look_now.clear()
        try:
            engine.follow()
        except (OSError, EngineError) as error:  # an index that is being taken away, too many open files
            log.info("No switch was looked for: %s", error)
        except Exception:  # readers are answered all the same, and the next look may do better
            log.exception("No switch was looked for")
        del engine
        has_looked.set()
        look_now.wait(POLL)
