"""The Engine: one opened snapshot, exchanged for the next when the index has been switched."""

from __future__ import annotations

import logging
from threading import Lock, Thread
from time import sleep

from policysearch.engines.contract import Request
from policysearch.engines.whoosh.generations import attachments, manifest
from policysearch.engines.whoosh.generations.directory import GenerationDirectory
from policysearch.engines.whoosh.snapshot import WhooshSnapshot
from policysearch.model.document import FACETS
from policysearch.model.errors import IndexDamagedError, IndexOutdatedError

VERIFY_AFTER = 2.0  # seconds after opening, when readers' first questions come, before checksums are compared
VERIFY_PAUSE = 0.005  # seconds between two pieces of that work

log = logging.getLogger(__name__)


class WhooshEngine:
    """Reads the current generation; where that is damaged, the newest good one.

    A running query keeps the generation it began with: whoever refers to a snapshot keeps its files.
    """

    def __init__(self, generations: GenerationDirectory) -> None:
        self._generations = generations
        self._damaged: set[str] = set()
        self._switching = Lock()
        self._version_token = generations.version_token()
        self._snapshot = self._open()

    def snapshot(self) -> WhooshSnapshot:
        """Return the current generation. Who notices a switch first opens the new one; others need not wait for it."""
        version_token = self._generations.version_token()
        if version_token != self._version_token and self._switching.acquire(blocking=False):
            try:
                self._follow()
                self._version_token = version_token
            finally:
                self._switching.release()
        return self._snapshot

    def close(self) -> None:
        """Files are closed when nothing refers to a snapshot any more."""

    def _follow(self) -> None:
        """Move to what CURRENT names. An index that was taken away does not take away what is open."""
        name = self._generations.current()
        if name is None or (
            name == self._snapshot.id
            and attachments.digests(self._generations.folder(name)) == self._snapshot.attachments
        ):
            return
        try:
            snapshot = self._open()
        except (IndexDamagedError, IndexOutdatedError) as error:
            log.warning("%s Generation %s stays in service.", error, self._snapshot.id)
        else:
            _warm(snapshot)
            self._snapshot = snapshot

    def _open(self) -> WhooshSnapshot:
        """Return the best generation that can be read. Raises what was wrong with the one to be served."""
        first: IndexDamagedError | IndexOutdatedError | None = None
        for name in self._generations.candidates():
            if name not in self._damaged:
                try:
                    snapshot = WhooshSnapshot(self._generations.folder(name))
                except (IndexDamagedError, IndexOutdatedError) as error:
                    first = first or error
                    log.warning("Generation %s cannot be served. %s", name, error)
                else:
                    self._verify_later(name)
                    return snapshot
        raise first or IndexDamagedError("The index is damaged.", manifest.REBUILD)

    def _verify_later(self, name: str) -> None:
        """Compare every checksum without making anyone wait."""
        Thread(target=self._verify, args=(name,), name=f"verify {name}", daemon=True).start()

    def _verify(self, name: str) -> None:
        sleep(VERIFY_AFTER)
        damages = manifest.damages(self._generations.folder(name), pause=VERIFY_PAUSE)
        if not damages or name not in self._generations.names():  # swept meanwhile
            return
        log.error("Generation %s is damaged: %s %s.", name, damages[0].part, damages[0].message)
        with self._switching:
            self._damaged.add(name)
            try:
                self._snapshot = self._open()
            except (IndexDamagedError, IndexOutdatedError) as error:
                log.error("%s There is no other generation to serve.", error)


def _warm(snapshot: WhooshSnapshot) -> None:
    """Read what every search reads, so that no reader waits for it."""
    matched = snapshot.execute(Request(facets=FACETS))
    snapshot.documents([doc_id for doc_id, _ in matched.hits])
    assert matched.facets is not None
