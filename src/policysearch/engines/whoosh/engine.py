"""The Engine: one opened snapshot, exchanged for the next when the index has been switched or is damaged."""

from __future__ import annotations

import logging
import time
from functools import partial
from pathlib import Path
from threading import Lock

from policysearch.engines.contract import FORMER_SECONDS, Request, Snapshot
from policysearch.engines.whoosh.generations import attachments, follower, manifest, surveillance
from policysearch.engines.whoosh.generations.checksums import checksum
from policysearch.engines.whoosh.generations.directory import GenerationDirectory, order
from policysearch.engines.whoosh.generations.known_damages import KnownDamages
from policysearch.engines.whoosh.snapshot import WhooshSnapshot
from policysearch.model.document import FACETS
from policysearch.model.errors import (
    EngineUnavailableError,
    IndexDamagedError,
    IndexOutdatedError,
    UnusableIndexError,
)
from policysearch.model.message import joined, message

CHECK_EVERY = 10.0  # seconds; a defect makes all checksums compared, but no more often than this

log = logging.getLogger(__name__)


class WhooshEngine:
    """Reads the current generation; where that is damaged, the newest good one.

    A running query keeps the generation it began with: whoever refers to a snapshot keeps its files. Where no
    generation is good any more, ``snapshot`` raises IndexDamagedError until a build has made another.
    """

    def __init__(self, generations: GenerationDirectory) -> None:
        self._generations = generations
        self._damages = KnownDamages(generations.state)
        self._damages.read()
        self._switching, self._checking = Lock(), Lock()
        self._checked = -CHECK_EVERY  # when checksums were compared because of a defect
        self._refusal = ""
        self._own_switches = generations.own_switches()
        self._version_token = self._failed_token = generations.version_token()
        self._snapshot = self._open()
        self._former: WhooshSnapshot | None = None
        self._noticed_token = self._version_token
        self._follower = follower.start(self)
        surveillance.start(self, generations.state)

    def snapshot(self) -> WhooshSnapshot:
        """Return the current generation. Nobody waits long for a switch by another process: a thread opens it."""
        version_token = self._generations.version_token()
        if version_token != self._version_token:
            is_own = self._generations.own_switches() != self._own_switches
            is_first, self._noticed_token = version_token != self._noticed_token, version_token
            if is_own or not self._follower.look_now(wait=is_first):
                self._follow_switch()
        if self._refusal:
            raise IndexDamagedError(self._refusal, manifest.REBUILD)
        return self._snapshot

    def former(self, generation: str) -> WhooshSnapshot | None:
        """Return the generation before the current one, for a while; the last one asked for stays open until then.

        One that is newer is being followed: another process has served it already.
        """
        current, token = self.snapshot(), self._generations.version_token()
        if token is None or time.time() - token[0] / 1e9 > FORMER_SECONDS:
            self._former = None
            return None
        if order(generation) > order(current.id):
            self._follow_switch(wait=True)
            return self._snapshot if self._snapshot.id == generation else None
        if generation == current.id or generation in self._damages:
            return None
        former = self._former
        if former is None or former.id != generation:
            former = self._former = self._open_former(generation)
        return former

    def warning(self) -> str:
        """Return which generation is to be served and is not, and why; "" where all is well."""
        current = self._generations.current()
        if current is None:
            return message("CURRENT names no generation.")
        if current == self._snapshot.id and not self._refusal:
            return ""
        if self._generations.version_token() not in (self._version_token, self._failed_token):
            return ""  # it is about to be opened
        damage = self._damages.get(current)
        reason = joined(" ", (damage.part, damage.message)) if damage else message("it cannot be opened")
        return message("Generation {current} is not served: {reason}.", current=current, reason=reason)

    def check(self, snapshot: Snapshot) -> bool:
        """Compare the files in service with their checksums now; return whether ``snapshot`` is damaged.

        This takes as long as reading the index, so it is done every ``CHECK_EVERY`` seconds at most.
        """
        with self._checking:  # others wait for what this finds
            if snapshot.id not in self._damages and time.monotonic() - self._checked >= CHECK_EVERY:
                self.compare(self._generations.folder(snapshot.id))
                self._checked = time.monotonic()
        return snapshot.id in self._damages

    def follow(self) -> None:
        """Follow a switch and what other processes found. Raises OSError or EngineUnavailableError."""
        if self._damages.read():
            with self._switching:
                self._follow_damages()
        self._follow_switch()

    def served_folder(self) -> Path | None:
        """Return the folder of the generation in service; None where there is none."""
        return None if self._refusal else self._generations.folder(self._snapshot.id)

    def compare(self, folder: Path, pause: float = 0.0) -> bool:
        """Compare every file of a generation with its checksum, and serve another one where it is damaged.

        ``pause`` is in seconds, between two pieces of a file. Return whether it is whole, or gone. Raises
        OSError or EngineUnavailableError.
        """
        damages = manifest.damages(folder, checksum_of=partial(checksum, pause=pause))
        if damages and folder.name not in self._generations.candidates():
            return True  # it was swept meanwhile
        self._damages.set(folder.name, damages)
        if damages:
            log.error("Generation %s is damaged: %s %s.", folder.name, damages[0].part, damages[0].message)
            with self._switching:
                self._follow_damages()
        return not damages

    def close(self) -> None:
        """Do nothing: files are closed when nothing refers to a snapshot any more."""

    def _follow_switch(self, *, wait: bool = False) -> None:
        """Open what another process, or this one, switched to. Who comes meanwhile waits where told to alone."""
        if self._generations.version_token() == self._version_token or not self._switching.acquire(blocking=wait):
            return
        own_switches, version_token = self._generations.own_switches(), self._generations.version_token()
        try:
            if version_token != self._version_token:
                self._follow()
            self._own_switches, self._version_token = own_switches, version_token
        except (OSError, EngineUnavailableError) as error:  # too many open files: the next call tries again
            self._failed_token = version_token
            log.warning("%s Generation %s stays in service.", error, self._snapshot.id)
        finally:
            self._switching.release()

    def _follow(self) -> None:
        """Move to what CURRENT names. An index that was taken away does not take away what is open."""
        name = self._generations.current()
        if not self._refusal and (name is None or (name == self._snapshot.id and self._has_attachments())):
            return
        try:
            snapshot = self._open(self._snapshot)
        except UnusableIndexError as error:
            log.warning("%s Generation %s stays in service.", error, self._snapshot.id)
        else:
            self._snapshot, self._refusal, self._former = snapshot, "", None

    def _follow_damages(self) -> None:
        """Leave a generation that is known to be damaged; come back to the current one where it is whole again."""
        is_good = not self._refusal and self._snapshot.id not in self._damages
        if is_good and self._generations.current() in (None, self._snapshot.id):
            return
        try:
            self._snapshot, self._refusal = self._open(self._snapshot), ""
        except UnusableIndexError as error:
            if self._snapshot.id in self._damages:
                log.error("There is no other generation to serve. %s", error)
                self._refusal = error.message

    def _open(self, opened: WhooshSnapshot | None = None) -> WhooshSnapshot:
        """Return the best generation that can be read, ready for searches; ``opened`` is in service until then.

        Raises what was wrong with the one to be served.
        """
        errors: list[IndexDamagedError | IndexOutdatedError] = []
        for name in self._generations.candidates():
            try:
                snapshot = self._opened(name, opened)
            except (IndexDamagedError, IndexOutdatedError) as error:
                errors.append(error)
            else:
                for reason in errors:
                    log.warning("%s Generation %s is served instead.", reason, name)
                return snapshot
        raise errors[0] if errors else IndexDamagedError("The index is damaged.", manifest.REBUILD)

    def _opened(self, name: str, opened: WhooshSnapshot | None) -> WhooshSnapshot:
        """Return the snapshot of a generation. Raises IndexDamagedError or IndexOutdatedError."""
        folder = self._generations.folder(name)
        damage = self._damages.get(name)
        if damage:
            raise manifest.damaged(folder, damage)
        if opened and opened.id == name and self._has_attachments():
            return opened
        snapshot = WhooshSnapshot(folder)
        if opened:
            self._warm(snapshot, folder)
        return snapshot

    def _open_former(self, generation: str) -> WhooshSnapshot | None:
        """Return a generation that was published; None where it is gone or cannot be read."""
        if generation not in self._generations.names():
            return None
        try:
            return WhooshSnapshot(self._generations.folder(generation))
        except (IndexDamagedError, IndexOutdatedError, OSError) as error:
            log.warning("%s Generation %s cannot be paged through.", error, generation)
            return None

    def _has_attachments(self) -> bool:
        """Return whether the snapshot in service has what is attached to its generation now."""
        return attachments.digests(self._generations.folder(self._snapshot.id)) == self._snapshot.attachments

    def _warm(self, snapshot: WhooshSnapshot, folder: Path) -> None:
        """Read what every search reads, so that no reader waits for it. Raises IndexDamagedError."""
        try:
            matched = snapshot.execute(Request(facets=FACETS))
            snapshot.documents([doc_id for doc_id, _ in matched.hits])
            assert matched.facets is not None
        except Exception:
            damages = manifest.damages(folder)
            self._damages.set(snapshot.id, damages)
            if damages:
                raise manifest.damaged(folder, damages[0]) from None
            raise
