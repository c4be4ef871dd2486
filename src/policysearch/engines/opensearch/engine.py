"""The Engine: one opened snapshot, exchanged for the next when the alias names another generation."""

from __future__ import annotations

import logging
import time
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from threading import Lock

from policysearch.engines.contract import FORMER_SECONDS, Snapshot
from policysearch.engines.opensearch import switches
from policysearch.engines.opensearch.cluster import require_supported_version
from policysearch.engines.opensearch.connection import Connection
from policysearch.engines.opensearch.generation_index import GenerationIndex, GenerationIndexes
from policysearch.engines.opensearch.mapping import SCHEMA
from policysearch.engines.opensearch.snapshot import OpenSearchSnapshot
from policysearch.model.errors import EngineError, IndexDamagedError, IndexMissingError, IndexOutdatedError
from policysearch.model.message import message

FRESH = 1.0  # seconds for which the alias is not asked for again

log = logging.getLogger(__name__)


class OpenSearchEngine:
    """Reads the generation that the alias names. A running query keeps the generation it began with."""

    def __init__(self, connection: Connection, prefix: str) -> None:
        self.connection = connection
        self._indexes = GenerationIndexes(connection, prefix)
        self._place = switches.place(connection.hosts, prefix)
        self._looking = Lock()
        self._switches = switches.count(self._place)
        require_supported_version(connection)
        self._warning = ""
        served = self._served()
        self._snapshot, self._followed = self._open(served), served.id
        self._looked = time.monotonic()
        self._former: OpenSearchSnapshot | None = None

    def snapshot(self) -> OpenSearchSnapshot:
        """Return the current generation. Who looks for another one first opens it; others need not wait for it."""
        if self._is_due() and self._looking.acquire(blocking=self._switches != switches.count(self._place)):
            try:
                if self._is_due():
                    self._follow()
            finally:
                self._looking.release()
        return self._snapshot

    def former(self, generation: str) -> OpenSearchSnapshot | None:
        """Return an older generation that was served a moment ago: one round trip, since its index may be removed."""
        current = self.snapshot().index
        index = next((index for index in self._indexes.all() if index.id == generation), None)
        if index is None or not index.is_listed or index.counter >= current.counter:
            return None
        if index.last_served is None or datetime.now(UTC) - index.last_served > timedelta(seconds=FORMER_SECONDS):
            return None
        former = self._former
        if former is None or former.id != generation:
            try:
                former = self._former = OpenSearchSnapshot(self.connection, index, self._indexes.attachments)
            except IndexDamagedError as error:
                log.warning("%s Generation %s cannot be paged through.", error, generation)
                return None
        return former

    def warning(self) -> str:
        """Return which generation is to be served and is not, and what is wrong with it."""
        return self._warning

    def check(self, snapshot: Snapshot) -> bool:  # noqa: ARG002 - see the contract
        """Return False: a generation's documents are the cluster's, which answers completely or not at all."""
        return False

    def close(self) -> None:
        """Close the connections."""
        self.connection.close()

    def _is_due(self) -> bool:
        return time.monotonic() - self._looked >= FRESH or self._switches != switches.count(self._place)

    def _follow(self) -> None:
        """Move to what the alias names. A cluster that does not say it does not take away what is open.

        It has the time of one try: the search that follows has a deadline of its own.
        """
        number = switches.count(self._place)
        try:
            served = self._served(self.connection.timeout)
            if served.id != self._followed or served.attachments != self._snapshot.index.attachments:
                self._snapshot, self._followed = self._open(served), served.id
        except EngineError as error:
            log.warning("%s Generation %s stays in service.", error, self._snapshot.id)
        self._switches, self._looked = number, time.monotonic()

    def _served(self, deadline: float = 0.0) -> GenerationIndex:
        """Return what the alias names. Where somebody removed it or its index, the newest that was served before."""
        served = self._indexes.served(deadline) or self._indexes.newest_listed()
        if served is None:
            raise IndexMissingError(
                message(
                    "There is no index {alias} in OpenSearch at {place}.",
                    alias=self._indexes.alias,
                    place=self.connection.place,
                ),
                "Run: policysearch build",
            )
        return served

    def _open(self, served: GenerationIndex) -> OpenSearchSnapshot:
        """Open what is to be served; where its own data is damaged, the newest other one that can be read."""
        if not served.is_readable:
            raise IndexOutdatedError(
                message(
                    "The index {name} is of another version ({get}, not {schema}).",
                    name=served.name,
                    get=served.meta.get("schema"),
                    schema=SCHEMA,
                ),
                "Write it anew with: policysearch build --full",
            )
        try:
            snapshot = OpenSearchSnapshot(self.connection, served, self._indexes.attachments)
        except IndexDamagedError as error:
            log.error("Generation %s cannot be served. %s", served.id, error)
            self._warning = str(error)
            return self._open_another(served, error)
        self._warning = ""
        return snapshot

    def _open_another(self, damaged: GenerationIndex, error: IndexDamagedError) -> OpenSearchSnapshot:
        for index in self._indexes.all():
            if index.is_listed and index.id != damaged.id:
                with suppress(IndexDamagedError):
                    return OpenSearchSnapshot(self.connection, index, self._indexes.attachments)
        raise error
