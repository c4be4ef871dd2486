"""The Generations: writes one beside the one that is served, checks it, and switches."""

from __future__ import annotations

import builtins
import shutil
import time
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from policysearch.engines.contract import BuildReport, Damage, Generation, GenerationState, ResourceBuilder
from policysearch.engines.whoosh.generations import attachments, manifest
from policysearch.engines.whoosh.generations.directory import GenerationDirectory
from policysearch.engines.whoosh.generations.manifest import Manifest
from policysearch.engines.whoosh.writer.write_generation import Description, PreviousGeneration, write_generation
from policysearch.model.document import Document
from policysearch.model.errors import EngineError, IndexDamagedError, IndexMissingError, IndexOutdatedError
from policysearch.processes import relaxed_gc
from policysearch.vocabulary import Vocabulary

if TYPE_CHECKING:
    from policysearch.engines.whoosh.snapshot import WhooshSnapshot


class IndexWriter:
    """Writes generations below one folder."""

    def __init__(self, directory: GenerationDirectory) -> None:
        self._directory = directory

    @property
    def place(self) -> str:
        """Return the folder of the index."""
        return str(self._directory.root)

    def list(self) -> tuple[Generation, ...]:
        """Return all complete ones, newest first. Those of another schema version or damaged are left out."""
        current, generations = self._directory.current(), []
        for name in self._directory.names():
            try:
                record = manifest.read(self._directory.folder(name))
            except (IndexDamagedError, IndexOutdatedError):
                continue
            generations.append(Generation(name, record.time, record.documents, record.size, name == current))
        return tuple(generations)

    def current(self) -> Generation | None:
        """Return the one that is served; None where there is none that can be read."""
        return next((generation for generation in self.list() if generation.current), None)

    def state(self, generation: str) -> GenerationState:
        """Return what a generation was built from; digests are read when they are first looked up."""
        record = manifest.read(self._existing(generation))
        return GenerationState(record.sources, record.held_back)

    def snapshot(self, generation: str) -> WhooshSnapshot:
        """Open a generation for reading."""
        from policysearch.engines.whoosh.snapshot import WhooshSnapshot  # a full build needs none

        return WhooshSnapshot(self._existing(generation))

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the right to write. Raises BuildBusyError."""
        with self._directory.writing():
            yield

    @relaxed_gc()
    def build(  # noqa: PLR0913 - see the contract
        self,
        documents: Iterable[Document],
        sources: Mapping[str, str],
        vocabulary: Vocabulary,
        *,
        keep: Collection[str] = (),
        held_back: Mapping[str, str] | None = None,
        resources: ResourceBuilder | None = None,
    ) -> BuildReport:
        """Write a new generation and switch to it; a failure at any moment leaves the current one served."""
        began = time.perf_counter()
        with self.writing():
            self._directory.sweep()
            previous = self._previous()
            folder = self._directory.new()
            try:
                description = Description(sources, held_back or {}, vocabulary)
                carried = self._carried(previous, keep)
                record, shared = write_generation(folder, documents, description, carried, resources)
                _insist(folder, shared)
            except BaseException:
                shutil.rmtree(folder, ignore_errors=True)
                raise
            self._directory.switch(folder.name)
            report = _report(previous, record, time.perf_counter() - began)  # the previous one may be swept now
            self._directory.sweep()
        return report

    def verify(self, generation: str) -> tuple[Damage, ...]:
        """Compare every checksum, those of attachments too; empty when all is well."""
        folder = self._existing(generation)
        return (*manifest.damages(folder), *attachments.damages(folder))

    def activate(self, generation: str) -> None:
        """Serve that generation from now on. One of another format is refused."""
        folder = self._existing(generation)
        with self.writing():
            manifest.read(folder)
            _insist(folder)
            self._directory.switch(generation)

    def attach(self, generation: str, name: str, content: bytes) -> None:
        """Attach side data; readers of what is served notice it as they notice a switch."""
        folder = self._existing(generation)
        with self.writing():
            attachments.write(folder, name, content)
            if generation == self._directory.current():
                self._directory.switch(generation)

    def _existing(self, name: str) -> Path:
        if name not in self._directory.names():
            raise IndexMissingError(f"There is no generation {name}.", "See: policysearch status")
        return self._directory.folder(name)

    def _previous(self) -> Manifest | None:
        name = self._directory.current()
        try:
            return manifest.read(self._directory.folder(name)) if name else None
        except (IndexDamagedError, IndexOutdatedError):
            return None

    def _carried(self, previous: Manifest | None, slugs: Collection[str]) -> PreviousGeneration | None:
        """Return what of the current generation stays."""
        if not slugs:
            return None
        if previous is None:
            raise IndexMissingError("There is nothing to keep: no index yet.", "Run: policysearch build --full")
        return PreviousGeneration(self._directory.folder(previous.id), previous, frozenset(slugs))


def _insist(folder: Path, shared: Collection[str] = ()) -> None:
    """Compare every checksum; those of ``shared`` files were compared when the previous generation was opened."""
    for damage in manifest.damages(folder, shared):
        raise EngineError(f"{damage.part} of generation {folder.name} {damage.message}.", "Check the disk.")


def _report(previous: Manifest | None, record: Manifest, seconds: float) -> BuildReport:
    old, new = (previous.sources if previous else {}), record.sources
    return BuildReport(
        generation=record.id,
        built=True,
        documents=record.documents,
        appeared=_slugs(set(new) - set(old)),
        changed=_slugs({slug for slug in set(new) & set(old) if new[slug] != old[slug]}),
        vanished=_slugs(set(old) - set(new)),
        held_back=record.held_back,
        seconds=seconds,
    )


def _slugs(names: builtins.set[str]) -> tuple[str, ...]:
    return tuple(sorted(names - {"vocabulary"}))
