"""The Generations of this engine: writes an index beside the one that is served, checks it, and switches the alias."""

from __future__ import annotations

import secrets
import time
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from typing import Any

import orjson

from policysearch.engines.build_contract import BuildReport, Damage, Generation, GenerationState, ResourceBuilder
from policysearch.engines.opensearch import attachments, cluster, side_data, switches, verify
from policysearch.engines.opensearch.connection import Connection
from policysearch.engines.opensearch.errors import AbsentError
from policysearch.engines.opensearch.generation_index import GenerationIndex, GenerationIndexes
from policysearch.engines.opensearch.lease import Lease
from policysearch.engines.opensearch.mapping import SCHEMA
from policysearch.engines.opensearch.snapshot import RESOURCES, STATE, OpenSearchSnapshot
from policysearch.engines.opensearch.write_generation import Description, GenerationWriter
from policysearch.model.document import Document
from policysearch.model.errors import EngineError, IndexMissingError, IndexOutdatedError
from policysearch.model.message import message
from policysearch.processes import relaxed_gc
from policysearch.settings import Settings
from policysearch.vocabulary import Vocabulary

GENERATIONS_KEPT = 2
GRACE = timedelta(minutes=10)  # for which a generation stays after it was served: searches and downloads may go on


class OpenSearchGenerations:
    """Writes generations below one prefix of a cluster."""

    def __init__(self, connection: Connection, settings: Settings) -> None:
        self.connection = connection
        self._indexes = GenerationIndexes(connection, settings.opensearch_prefix)
        self._replicas = settings.opensearch_replicas
        self._lease = Lease(connection, self._indexes.lock, settings.state_folder, self._replicas)
        self._damaged: set[str] = set()
        self._place = switches.place(connection.hosts, settings.opensearch_prefix)

    @property
    def place(self) -> str:
        """Return the addresses of the cluster and the prefix of the indexes."""
        return f"OpenSearch at {self.connection.place}, {self._indexes.prefix}-*"

    def list(self) -> tuple[Generation, ...]:
        """Return all complete ones that are or were served, newest first."""
        indexes = [index for index in self._indexes.all() if index.is_listed and index.id not in self._damaged]
        sizes = self._sizes() if indexes else {}
        served = next((index.id for index in indexes if index.is_served), indexes[0].id if indexes else "")
        healths = cluster.healths(self.connection, f"{self._indexes.prefix}-*") if indexes else {}
        return tuple(
            Generation(
                index.id,
                index.created,
                index.meta["documents"],
                sizes.get(index.name, 0),
                index.id == served,
                healths.get(index.name, ""),
            )
            for index in indexes
        )

    def ids(self) -> frozenset[str]:
        """Return the ids of all complete ones, also of those of another version or damaged."""
        return frozenset(index.id for index in self._indexes.all() if index.is_complete)

    def current(self) -> Generation | None:
        """Return the one that is served; None where there is none."""
        return next((generation for generation in self.list() if generation.current), None)

    def state(self, generation: str) -> GenerationState:
        """Return what a generation was built from."""
        index = self._existing(generation)
        described = {STATE: index.meta["side_data"][STATE]}
        record = orjson.loads(side_data.read(self.connection, index.name, described)[STATE])
        return GenerationState(record["sources"], record["held_back"])

    def snapshot(self, generation: str) -> OpenSearchSnapshot:
        """Open a generation for reading."""
        return OpenSearchSnapshot(self.connection, self._existing(generation), self._indexes.attachments)

    def rescue(self, resource: str) -> bytes | None:
        """Return a resource of the newest generation that has it as it was written; None where none has."""
        name = f"{RESOURCES}-{resource}"
        for index in self._indexes.all():
            with suppress(EngineError, LookupError, TypeError, ValueError):  # another version may write it another way
                if index.is_complete:
                    described = {name: index.meta["side_data"][name]}
                    return side_data.read(self.connection, index.name, described)[name]
        return None

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the right to write. Raises BuildBusyError."""
        with self._lease.entered():
            yield

    @relaxed_gc()
    def build(  # noqa: PLR0913 - see the contract
        self,
        documents: Iterable[Document],
        sources: Mapping[str, str],
        vocabulary: Vocabulary,
        *,
        keep: Collection[str] = (),
        base: str | None = None,
        held_back: Mapping[str, str] | None = None,
        resources: ResourceBuilder | None = None,
    ) -> BuildReport:
        """Write a new generation and switch to it; a failure at any moment leaves the current one served."""
        began = time.perf_counter()
        with self.writing():
            major = cluster.require_supported_version(self.connection)
            cluster.allow_large_searches(self.connection)
            self._indexes.require_free_alias()
            self._sweep()
            previous = self._previous(keep, base)
            index = self._new(major)
            description = Description(sources, held_back or {}, vocabulary)
            writer = GenerationWriter(self.connection, index, description, self._replicas)
            try:
                index = writer.write(documents, previous if keep else None, frozenset(keep), resources)
            except BaseException:
                with suppress(EngineError):
                    self._indexes.remove(index)
                raise
            self._serve(index)
            self._sweep(self._damaged)
        old = self._sources(previous) if previous else {}
        seconds = time.perf_counter() - began
        return BuildReport.compared(
            index.id,
            index.meta["documents"],
            old=old,
            new=description.sources,
            held_back=description.held_back,
            seconds=seconds,
        )

    def activate(self, generation: str) -> None:
        """Serve that generation from now on."""
        index = self._existing(generation)
        with self.writing():
            self._serve(index)

    def attach(self, generation: str, name: str, content: bytes) -> None:
        """Store ``content`` beside a complete generation."""
        self._existing(generation)
        with self.writing():
            attachments.attach(self._indexes, self._existing(generation), name, content, self._replicas)
            switches.note(self._place)

    def verify(self, generation: str) -> tuple[Damage, ...]:
        """Compare every copy with what was written; empty when all is well."""
        index = self._existing(generation)
        return (*verify.side_damages(self._indexes, index), *verify.copy_damages(self.connection, index))

    def verify_all(self, *, copies: bool = False) -> Mapping[str, tuple[Damage, ...]]:
        """Read the side data of every generation, and with ``copies`` every copy of its documents."""
        damages = {}
        indexes = self._indexes.all()
        served = next((index.id for index in indexes if index.is_served and index.is_readable), "")
        for index in indexes:
            if index.is_listed:
                of_side_data = tuple(verify.side_damages(self._indexes, index))
                of_copies = verify.copy_damages(self.connection, index) if copies else ()
                of_alias = (verify.alias_damage(self._indexes),) if index.is_served and index.id != served else ()
                damages[index.id] = (*of_alias, *of_side_data, *of_copies)
                if of_side_data:
                    self._damaged.add(index.id)
        return damages

    def _serve(self, index: GenerationIndex) -> None:
        self._lease.check()
        self._indexes.serve(index)
        switches.note(self._place)

    def _existing(self, generation: str) -> GenerationIndex:
        index = next((index for index in self._indexes.all() if index.id == generation), None)
        if index is None or not index.is_complete:
            raise IndexMissingError(
                message("There is no generation {generation}.", generation=generation), "See: policysearch status"
            )
        if not index.is_readable:
            raise IndexOutdatedError(
                message("Generation {generation} is of another version.", generation=generation),
                "Write it anew with: policysearch build --full",
            )
        return index

    def _previous(self, keep: Collection[str], base: str | None) -> GenerationIndex | None:
        """Return the generation ``base``; None for the one that is served, where it can be read."""
        if base is not None:
            return self._existing(base)
        current = self.current()
        if current is not None:
            return self._existing(current.id)
        if keep:
            raise IndexMissingError("There is nothing to keep: no index yet.", "Run: policysearch build --full")
        return None

    def _new(self, major: int) -> GenerationIndex:
        """Return the next generation, which is not written yet; its counter is one more than any."""
        counter = max((index.counter for index in self._indexes.all()), default=0) + 1
        now = datetime.now(UTC)
        name = f"{counter:08}-{now:%Y%m%dt%H%M%Sz}-{secrets.token_hex(3)}"
        meta = {"schema": SCHEMA, "created": now.isoformat(), "major": major}
        return GenerationIndex(name, self._indexes.name(name), meta)

    def _sweep(self, damaged: Collection[str] = ()) -> None:
        """Remove what no build completed or served, old ones that nobody can be reading any more, and ``damaged``."""
        indexes = self._indexes.all()
        newest = [index.id for index in indexes if index.is_listed and index.id not in damaged][:GENERATIONS_KEPT]
        for index in indexes:
            is_over = index.last_served is None or datetime.now(UTC) - index.last_served > GRACE
            is_over |= index.id in damaged
            if index.id not in newest and not index.is_served and (is_over or not index.is_complete):
                self._indexes.remove(index)
        attachments.sweep(self._indexes, [index.id for index in self._indexes.all()])

    def _sizes(self) -> dict[str, int]:
        """Return the bytes of each index, one copy of it."""
        path = f"/{self._indexes.prefix}-*/_stats/store"
        answer = self.connection.request("GET", path, params={"filter_path": "indices.*.primaries.store.size_in_bytes"})
        indices: Mapping[str, Any] = answer.get("indices", {})
        return {name: int(record["primaries"]["store"]["size_in_bytes"]) for name, record in indices.items()}

    def _sources(self, index: GenerationIndex) -> Mapping[str, str]:
        try:
            return self.state(index.id).sources
        except (IndexMissingError, AbsentError):  # swept a moment ago
            return {}
