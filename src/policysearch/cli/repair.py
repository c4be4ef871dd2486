"""Building a damaged index anew while a server runs that has no good generation left to serve."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
import time
from threading import Thread
from typing import NoReturn, Protocol

from policysearch.model.errors import EngineError, IndexDamagedError
from policysearch.settings import Settings, secrets_of

POLL = 5.0  # seconds between two looks
PATIENCE = 600.0  # seconds between two builds, where one did not help

log = logging.getLogger(__name__)


class Served(Protocol):
    """What is looked after: a Searcher."""

    @property
    def generation(self) -> str:
        """Return the generation in service. Raises IndexDamagedError where none is good."""


def start_repair(searcher: Served, settings: Settings) -> None:
    """Look after ``searcher`` in a thread, for as long as this process lives."""
    Thread(target=look_after, args=(searcher, settings), name="repair", daemon=True).start()


def look_after(searcher: Served, settings: Settings) -> NoReturn:
    """Build where no generation of ``searcher`` is good, and again after ``PATIENCE`` where that did not help."""
    due = 0.0
    while True:
        now = time.monotonic()
        if now >= due and is_damaged(searcher):
            try:
                build_anew(settings)
            except OSError as error:  # no memory for a process, too many open files, a disk that does not answer
                log.error("The index cannot be built anew now: %s.", error)
            due = now + PATIENCE
        time.sleep(POLL)


def is_damaged(searcher: Served) -> bool:
    """Return whether there is an index of which no generation is good."""
    try:
        return not searcher.generation
    except IndexDamagedError:
        return True
    except (EngineError, OSError):  # none was built yet, it is of another version, or this machine lacks something
        return False


def build_anew(settings: Settings) -> None:
    """Build in a process of its own, whose output is this one's.

    Another process that builds already, or rights that this one lacks, end it with a line in the log. Materials that
    are not there, such as a disk that is not mounted, are no reason to publish nothing. Raises OSError.
    """
    if not any(settings.materials.rglob("*.md")):
        return
    log.error("No generation of the index is whole. It is built anew from %s.", settings.materials)
    folders = ("--materials", str(settings.materials), "--index", str(settings.index))
    file = ("--settings", str(settings.file)) if settings.file else ()
    command = [sys.executable, "-P", "-m", "policysearch", "build", "--yes", *folders, *file]
    subprocess.run(command, check=False, env=os.environ | secrets_of(settings))  # which a worker took out of its own
