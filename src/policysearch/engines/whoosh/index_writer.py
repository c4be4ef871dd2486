"""The Generations: writes one beside the one that is served, checks it, and switches."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from policysearch.engines.build_contract import BuildReport, Damage, Generation, GenerationState, ResourceBuilder
from policysearch.engines.whoosh.generations import attachments, manifest
from policysearch.engines.whoosh.generations.checksums import Checksum, LinkedChecksums, checksum
from policysearch.engines.whoosh.generations.directory import GenerationDirectory
from policysearch.engines.whoosh.generations.known_damages import KnownDamages
from policysearch.engines.whoosh.generations.manifest import Manifest
from policysearch.engines.whoosh.writer.write_generation import Description, PreviousGeneration, write_generation
from policysearch.model.document import Document
from policysearch.model.errors import EngineError, IndexDamagedError, IndexMissingError, IndexOutdatedError
from policysearch.model.message import message
from policysearch.processes import relaxed_gc
from policysearch.vocabulary import Vocabulary

if TYPE_CHECKING:
    from policysearch.engines.whoosh.snapshot import WhooshSnapshot


class IndexWriter:
    """Writes generations below one folder."""

    def __init__(self, directory: GenerationDirectory) -> None:
        self._directory = directory
        self._damages = KnownDamages(directory.state)
        self._compared: dict[str, tuple[Damage, ...]] = {}  # by id, since the right to write was taken
        self._depth = 0  # of contexts that hold the right to write

    @property
    def place(self) -> str:
        """Return the folder of the index."""
        return str(self._directory.root)

    def list(self) -> tuple[Generation, ...]:
        """Return all complete ones, newest first. Those of another schema version or damaged are left out."""
        records = {}
        for name in self._directory.names():
            with contextlib.suppress(IndexDamagedError, IndexOutdatedError):
                if not self._compared.get(name):
                    records[name] = manifest.read(self._directory.folder(name))
        current = self._directory.current()
        served = current if current in records else next(iter(records), None)
        return tuple(
            Generation(name, record.time, record.documents, record.size, name == served)
            for name, record in records.items()
        )

    def ids(self) -> frozenset[str]:
        """Return the ids of all complete ones, also of those that cannot be read."""
        return frozenset(self._directory.names())

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

    def rescue(self, resource: str) -> bytes | None:
        """Return a resource of the newest generation that has it as it was written; None where none has."""
        contents = (manifest.rescue_file(self._directory.folder(name), resource) for name in self._directory.names())
        return next((content for content in contents if content is not None), None)

    @contextlib.contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the right to write. Raises BuildBusyError."""
        with self._directory.writing():
            if not self._depth:
                self._compared.clear()  # nothing that was compared before counts
            self._depth += 1
            try:
                yield
            finally:
                self._depth -= 1

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
            self._directory.sweep()
            previous = self._previous(keep, base)
            folder = self._directory.new()
            try:
                description = Description(sources, held_back or {}, vocabulary)
                carried = self._carried(previous, keep)
                record, linked = write_generation(folder, documents, description, carried, resources)
                _insist(folder, linked)
            except BaseException:
                self._directory.discard(folder.name)
                raise
            self._directory.switch(folder.name)
            report = _report(previous, record, time.perf_counter() - began)  # the previous one may be swept now
            self._directory.sweep([name for name, damages in self._compared.items() if damages])
            self._damages.keep(self._directory.names())
        return report

    def verify(self, generation: str) -> tuple[Damage, ...]:
        """Compare every checksum, those of attachments too; empty when all is well."""
        return self._verify(generation, checksum)

    def verify_all(self, *, copies: bool = False) -> Mapping[str, tuple[Damage, ...]]:  # noqa: ARG002 - there is one
        """Compare every checksum of every generation; one of another schema version counts only where it is served."""
        current, names = self._directory.current(), self._directory.names()
        compared = [name for name in names if name == current or not self._is_outdated(name)]
        checksum_of = LinkedChecksums()
        damages = {name: self._verify(name, checksum_of) for name in compared}
        if current and current not in names and self._directory.folder(current).is_dir():
            damages = {current: self._compare(current, checksum_of), **damages}
        elif current not in names and (names or current):
            sentence = (
                message("names {current}, which is not there", current=current)
                if current
                else message("names no generation")
            )
            damages = {"CURRENT": (Damage("CURRENT", sentence),), **damages}
        return damages

    def _verify(self, name: str, checksum_of: Checksum) -> tuple[Damage, ...]:
        folder = self._existing(name)
        return (*self._compare(name, checksum_of), *attachments.damages(folder))

    def _compare(self, name: str, checksum_of: Checksum = checksum) -> tuple[Damage, ...]:
        """Compare every checksum of a generation but those of its attachments, and remember what is damaged."""
        self._compared[name] = manifest.damages(self._directory.folder(name), checksum_of=checksum_of)
        self._damages.set(name, self._compared[name])
        return self._compared[name]

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
            raise IndexMissingError(message("There is no generation {name}.", name=name), "See: policysearch status")
        return self._directory.folder(name)

    def _is_outdated(self, name: str) -> bool:
        try:
            manifest.read(self._directory.folder(name))
        except IndexDamagedError:
            return False
        except IndexOutdatedError:
            return True
        return False

    def _previous(self, keep: Collection[str], base: str | None) -> Manifest | None:
        """Return the manifest of ``base``, None for what is served. Where something of it is to stay, it is compared.

        Raises IndexMissingError or IndexDamagedError.
        """
        if base is None:
            served = self.current()
            if served is None:
                return None
            base = served.id
        folder = self._existing(base)
        if keep and base not in self._compared:
            self._compare(base)
        for damage in self._compared.get(base, ()):
            raise manifest.damaged(folder, damage)
        return manifest.read(folder)

    def _carried(self, previous: Manifest | None, slugs: Collection[str]) -> PreviousGeneration | None:
        """Return what of the current generation stays."""
        if not slugs:
            return None
        if previous is None:
            raise IndexMissingError("There is nothing to keep: no index yet.", "Run: policysearch build --full")
        return PreviousGeneration(self._directory.folder(previous.id), previous, frozenset(slugs))


def _insist(folder: Path, linked: Collection[str] = ()) -> None:
    """Compare every checksum; those of ``linked`` files were compared when the build began. Raises EngineError."""
    for damage in manifest.damages(folder, linked):
        raise EngineError(
            message(
                "{part} of generation {name} {message}.", part=damage.part, name=folder.name, message=damage.message
            ),
            "Check the disk.",
        )


def _report(previous: Manifest | None, record: Manifest, seconds: float) -> BuildReport:
    old = previous.sources if previous else {}
    return BuildReport.compared(
        record.id, record.documents, old=old, new=record.sources, held_back=record.held_back, seconds=seconds
    )
