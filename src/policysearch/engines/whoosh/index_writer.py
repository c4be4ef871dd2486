"""The Indexer: writes a generation beside the one that is served, checks it, and switches."""

from __future__ import annotations

import shutil
import time
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path

from policysearch.engines.contract import BuildReport, Damage, Generation
from policysearch.engines.whoosh.generations import manifest
from policysearch.engines.whoosh.generations.directory import GenerationDirectory
from policysearch.engines.whoosh.generations.manifest import Manifest
from policysearch.engines.whoosh.writer.write_generation import Description, PreviousGeneration, write_generation
from policysearch.model.document import Document
from policysearch.model.errors import EngineError, IndexDamagedError, IndexMissingError, IndexOutdatedError
from policysearch.processes import relaxed_gc
from policysearch.vocabulary import Vocabulary


class IndexWriter:
    """Writes generations below one folder."""

    def __init__(self, generations: GenerationDirectory) -> None:
        self._generations = generations

    @relaxed_gc()
    def build(
        self,
        documents: Iterable[Document],
        sources: Mapping[str, str],
        vocabulary: Vocabulary,
        *,
        keep: Collection[str] = (),
        held: Mapping[str, str] | None = None,
    ) -> BuildReport:
        """Write a new generation and switch to it; a failure at any moment leaves the current one served."""
        began = time.perf_counter()
        with self._generations.writing():
            self._generations.sweep()
            before = self._before()
            folder = self._generations.new()
            try:
                description = Description(sources, held or {}, vocabulary)
                made, shared = write_generation(folder, documents, description, self._kept(before, keep))
                _insist(folder, shared)
            except BaseException:
                shutil.rmtree(folder, ignore_errors=True)
                raise
            self._generations.switch(folder.name)
            report = _report(before, made, time.perf_counter() - began)  # the one before may be swept now
            self._generations.sweep()
        return report

    def generations(self) -> tuple[Generation, ...]:
        """All complete ones, newest first. Those of another schema version or damaged are left out."""
        current, found = self._generations.current(), []
        for name in self._generations.names():
            try:
                told = manifest.read(self._generations.folder(name))
            except (IndexDamagedError, IndexOutdatedError):
                continue
            served = name == current
            found.append(Generation(name, told.time, told.documents, told.size, served, told.sources, told.held))
        return tuple(found)

    def verify(self, generation: str) -> tuple[Damage, ...]:
        """Every checksum compared; empty when all is well."""
        return manifest.damages(self._existing(generation))

    def activate(self, generation: str) -> None:
        """Serve that generation from now on."""
        folder = self._existing(generation)
        with self._generations.writing():
            _insist(folder)
            self._generations.switch(generation)

    def _existing(self, name: str) -> Path:
        if name not in self._generations.names():
            raise IndexMissingError(f"There is no generation {name}.", "See: policysearch status")
        return self._generations.folder(name)

    def _before(self) -> Manifest | None:
        name = self._generations.current()
        try:
            return manifest.read(self._generations.folder(name)) if name else None
        except (IndexDamagedError, IndexOutdatedError):
            return None

    def _kept(self, before: Manifest | None, slugs: Collection[str]) -> PreviousGeneration | None:
        """What of the current generation stays."""
        if not slugs:
            return None
        if before is None:
            raise IndexMissingError("There is nothing to keep: no index yet.", "Run: policysearch build --full")
        return PreviousGeneration(self._generations.folder(before.id), before, frozenset(slugs))


def _insist(folder: Path, shared: Collection[str] = ()) -> None:
    """Every checksum compared; files shared with the generation before were when that was opened."""
    for damage in manifest.damages(folder, shared):
        raise EngineError(f"{damage.file} of generation {folder.name} {damage.message}.", "Check the disk.")


def _report(before: Manifest | None, made: Manifest, seconds: float) -> BuildReport:
    old, new = (before.sources if before else {}), made.sources
    return BuildReport(
        generation=made.id,
        built=True,
        documents=made.documents,
        appeared=tuple(sorted(set(new) - set(old) - {"vocabulary"})),
        changed=tuple(sorted(s for s in set(new) & set(old) - {"vocabulary"} if new[s] != old[s])),
        vanished=tuple(sorted(set(old) - set(new) - {"vocabulary"})),
        held=made.held,
        seconds=seconds,
    )
