"""The generations of one place in memory, what writes them, and the engine that follows the current one."""

from __future__ import annotations

import builtins
import secrets
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from threading import Lock, get_ident
from time import perf_counter
from typing import get_args

from policysearch.engines.contract import BuildReport, Damage, Generation, GenerationState, ResourceBuilder
from policysearch.model.document import Document, Kind
from policysearch.model.errors import BuildBusyError, IndexMissingError
from policysearch.vocabulary import Vocabulary
from tests.engines.memory.snapshot import MemorySnapshot

GENERATIONS_KEPT = 2


class Store:
    """What is at one place: the generations by id, the oldest first; which one is served; and who writes."""

    def __init__(self, place: str) -> None:
        self.place = place
        self.generations: dict[str, tuple[Generation, MemorySnapshot]] = {}
        self.current = ""
        self.writer: tuple[int, int] | None = None
        self.lock = Lock()

    def snapshot(self, generation: str) -> MemorySnapshot:
        """Return a generation. Raises IndexMissingError."""
        if generation not in self.generations:
            raise IndexMissingError(f"There is no generation {generation!r} at {self.place}.", "policysearch build")
        return self.generations[generation][1]


class MemoryEngine:
    """Reads the current generation."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.snapshot()

    def snapshot(self) -> MemorySnapshot:
        """Return the current generation."""
        return self._store.snapshot(self._store.current)

    def close(self) -> None:
        """Nothing is open."""


class MemoryGenerations:
    """Writes generations."""

    def __init__(self, store: Store) -> None:
        self._store = store

    @property
    def place(self) -> str:
        """Return where the index would be."""
        return self._store.place

    def list(self) -> tuple[Generation, ...]:
        """Return all, newest first."""
        generations = [one for one, _ in self._store.generations.values()]
        return tuple(replace(one, current=one.id == self._store.current) for one in reversed(generations))

    def current(self) -> Generation | None:
        """Return the one that is served."""
        return next((one for one in self.list() if one.current), None)

    def state(self, generation: str) -> GenerationState:
        """Return what a generation was built from."""
        return self._store.snapshot(generation).state

    def snapshot(self, generation: str) -> MemorySnapshot:
        """Open a generation."""
        return self._store.snapshot(generation)

    def verify(self, generation: str) -> tuple[Damage, ...]:
        """Find nothing: memory is not damaged."""
        self._store.snapshot(generation)
        return ()

    def activate(self, generation: str) -> None:
        """Serve that generation from now on."""
        with self.writing():
            self._store.current = self._store.snapshot(generation).id

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the right to write."""
        writer = (id(self), get_ident())
        with self._store.lock:
            outer = self._store.writer
            if outer not in (None, writer):
                raise BuildBusyError("Another build is at work on this index.")
            self._store.writer = writer
        try:
            yield
        finally:
            self._store.writer = outer

    def build(
        self,
        documents: Iterable[Document],
        sources: Mapping[str, str],
        vocabulary: Vocabulary,
        *,
        keep: Collection[str] = (),
        held_back: Mapping[str, str] | None = None,
        resources: ResourceBuilder | None = None,
    ) -> BuildReport:
        """Write a new generation and switch to it."""
        began, store = perf_counter(), self._store
        with self.writing():
            previous = store.snapshot(store.current) if store.current or keep else None
            stored = [one for one in (previous.by_id.values() if previous else ()) if one.workshop.slug in keep]
            for document in documents:
                stored.append(document)
                if resources:
                    resources.add(document)
            state = GenerationState(dict(sources), dict(held_back or {}))
            made = dict(resources.resources()) if resources else {}
            snapshot = MemorySnapshot(self._next_id(), stored, vocabulary, made, state)
            counts = Counter(document.kind for document in stored)
            kinds = {kind: counts[kind] for kind in get_args(Kind)}
            size = sum(map(len, made.values())) + sum(document.id.__sizeof__() for document in stored)
            generation = Generation(snapshot.id, datetime.now(UTC), kinds, size, current=False)
            store.generations[snapshot.id] = generation, snapshot
            store.current = snapshot.id
            for outdated in [*store.generations][:-GENERATIONS_KEPT]:
                del store.generations[outdated]
        old, new = (previous.state.sources if previous else {}), state.sources
        return BuildReport(
            generation=snapshot.id,
            built=True,
            documents=kinds,
            appeared=_slugs({*new} - {*old}),
            changed=_slugs({slug for slug in {*new} & {*old} if new[slug] != old[slug]}),
            vanished=_slugs({*old} - {*new}),
            held_back=state.held_back,
            seconds=perf_counter() - began,
        )

    def _next_id(self) -> str:
        counter = max((int(name[:8]) for name in self._store.generations), default=0) + 1
        return f"{counter:08}-{datetime.now(UTC):%Y%m%dt%H%M%Sz}-{secrets.token_hex(3)}"


def _slugs(names: builtins.set[str]) -> tuple[str, ...]:
    return tuple(sorted(names - {"vocabulary"}))
