"""The background comparison: a thread that compares the files in service with their checksums again and again."""

from __future__ import annotations

import logging
import time
import weakref
from pathlib import Path
from threading import Thread
from typing import Protocol

from policysearch.engines.whoosh.generations import manifest
from policysearch.model.errors import EngineError

POLL = 1.0  # seconds between two looks at sizes and times of the files
VERIFY_AFTER = 2.0  # seconds after opening, when readers' first questions come, before checksums are compared
VERIFY_EVERY = 600.0  # seconds between two comparisons of all checksums
VERIFY_PAUSE = 0.005  # seconds between two pieces of that work
LOCK = "verify.lock"  # in the state folder: one process of a machine compares, the others hear of it

log = logging.getLogger(__name__)


class Watched(Protocol):
    """What the thread looks after: an engine."""

    def served_folder(self) -> Path | None:
        """Return the folder of the generation in service, None for none. Raises OSError or EngineError."""

    def compare(self, folder: Path, pause: float = 0.0) -> bool:
        """Compare every file with its checksum; return whether the generation is whole, or no longer in service."""


class Turn:
    """The right of one process of this machine to compare. Where there can be no lock, each compares for itself."""

    def __init__(self, state: Path) -> None:
        from filelock import FileLock  # readers start sooner without it

        self._lock = FileLock(state / LOCK)

    def take(self) -> bool:
        """Return whether this process compares."""
        from filelock import Timeout

        try:
            self._lock.acquire(timeout=0)
        except Timeout:
            return False
        except OSError:
            return True
        return True

    def release(self) -> None:
        """Let another process compare."""
        self._lock.release(force=True)


def start(engine: Watched, state: Path) -> None:
    """Look after ``engine`` until nothing refers to it any more."""
    Thread(target=_run, args=(weakref.ref(engine), state), name="compare checksums", daemon=True).start()


def _run(reference: weakref.ref[Watched], state: Path) -> None:
    turn = Turn(state)
    folder: Path | None = None
    stamps: dict[str, tuple[int, int, int]] = {}
    due = 0.0
    while (engine := reference()) is not None:
        try:
            served = engine.served_folder()
            now = time.monotonic()
            if served != folder:
                folder, due = served, now + VERIFY_AFTER
                stamps = manifest.stamps(folder) if folder else {}
            elif folder and manifest.stamps(folder) != stamps:
                log.warning("The files of generation %s were changed.", folder.name)
                engine.compare(folder)
                stamps = manifest.stamps(folder)
            elif folder and now >= due and turn.take():
                engine.compare(folder, VERIFY_PAUSE)
                due = time.monotonic() + VERIFY_EVERY
        except (OSError, EngineError) as error:  # an index that is being taken away, too many open files
            log.info("The index was not compared with its checksums: %s", error)
        except Exception:  # readers are answered all the same, and the next look may do better
            log.exception("The index was not looked after")
        del engine
        time.sleep(POLL)
    turn.release()
