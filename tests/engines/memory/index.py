"""The generations of an index in memory."""

from __future__ import annotations

import secrets
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from threading import RLock
from typing import get_args

from policysearch.engines import build_contract, contract
from policysearch.engines.build_contract import Generation, GenerationState
from policysearch.model.document import Document, Kind
from policysearch.model.errors import BuildBusyError, IndexMissingError
from policysearch.vocabulary import Vocabulary
from tests.engines.memory.scorer import Scorer
from tests.engines.memory.snapshot import MemorySnapshot


class MemoryIndex:
    """The Generations of this engine, and the Engine over the one that is served. ``place`` is for messages."""

    def __init__(self, place: str) -> None:
        self.place = place
        self._served = ""
        self._generations: dict[str, MemorySnapshot] = {}  # the oldest first
        self._lock = RLock()

    def snapshot(self, generation: str = "") -> MemorySnapshot:
        """Return a generation; where none is named, the one that is served."""
        if (generation or self._served) not in self._generations:
            raise IndexMissingError(f"There is no generation {generation} at {self.place}.")
        return self._generations[generation or self._served]

    def former(self, generation: str) -> MemorySnapshot | None:
        """Return an older one; a test is over before it is too old."""
        return self._generations.get(generation) if generation < self._served else None

    def close(self) -> None:
        """Nothing is open."""

    def warning(self) -> str:
        """Return nothing: memory is not damaged."""
        return ""

    def check(self, snapshot: contract.Snapshot) -> bool:
        """Return False: memory is not damaged."""
        return False

    def list(self) -> tuple[Generation, ...]:
        """Return all, newest first."""
        newest_first = [*self._generations.values()][::-1]
        return tuple(replace(snapshot.generation, current=snapshot.id == self._served) for snapshot in newest_first)

    def ids(self) -> frozenset[str]:
        """Return the ids of all."""
        return frozenset(self._generations)

    def current(self) -> Generation | None:
        """Return the one that is served."""
        return next((generation for generation in self.list() if generation.current), None)

    def state(self, generation: str) -> GenerationState:
        """Return what a generation was built from."""
        return self.snapshot(generation).state

    def verify(self, generation: str) -> tuple[build_contract.Damage, ...]:
        """Find nothing: memory is not damaged."""
        self.snapshot(generation)
        return ()

    def verify_all(self, *, copies: bool = False) -> Mapping[str, tuple[build_contract.Damage, ...]]:
        """Find nothing: memory is not damaged."""
        return {generation.id: self.verify(generation.id) for generation in self.list()}

    def rescue(self, resource: str) -> bytes | None:
        """Return a resource of the newest generation that has it."""
        contents = (snapshot.resource(resource) for snapshot in [*self._generations.values()][::-1])
        return next((content for content in contents if content is not None), None)

    def activate(self, generation: str) -> None:
        """Serve that generation from now on."""
        with self.writing():
            self._served = self.snapshot(generation).id

    def attach(self, generation: str, name: str, content: bytes) -> None:
        """Attach side data: a new snapshot of the same generation."""
        with self.writing():
            snapshot = self.snapshot(generation)
            attachment = contract.Attachment(memoryview(content), sha256(content).hexdigest())
            self._generations[generation] = replace(snapshot, attachments={**snapshot.attachments, name: attachment})

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the right to write."""
        if not self._lock.acquire(blocking=False):
            raise BuildBusyError("Another build is at work on this index.")
        try:
            yield
        finally:
            self._lock.release()

    def build(
        self,
        documents: Iterable[Document],
        sources: Mapping[str, str],
        vocabulary: Vocabulary,
        *,
        keep: Collection[str] = (),
        base: str | None = None,
        held_back: Mapping[str, str] | None = None,
        resources: build_contract.ResourceBuilder | None = None,
    ) -> build_contract.BuildReport:
        """Write a new generation and switch to it."""
        with self.writing():
            previous = self.snapshot(base or "") if base or self._served or keep else None
            carried = (previous.stored if previous else {}).items()
            stored = {key: document for key, document in carried if document.workshop.slug in keep}
            for document in documents:
                stored[document.id] = document
                if resources:
                    resources.add(document)
            side_data = resources.resources() if resources else {}
            state = GenerationState(dict(sources), dict(held_back or {}))
            name = f"{len(self._generations) + 1:08}-{datetime.now(UTC):%Y%m%dt%H%M%Sz}-{secrets.token_hex(3)}"
            counts = Counter(document.kind for document in stored.values())
            kinds = {kind: counts[kind] for kind in get_args(Kind)}
            generation = Generation(name, datetime.now(UTC), kinds, sum(map(len, side_data.values())), current=False)
            snapshot = MemorySnapshot(name, generation, vocabulary, state, side_data, stored, Scorer(stored.values()))
            self._generations[name], self._served = snapshot, name
        old = previous.state.sources if previous else {}
        return build_contract.BuildReport.compared(
            name, kinds, old=old, new=state.sources, held_back=state.held_back, seconds=0.0
        )
