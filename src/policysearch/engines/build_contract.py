"""The writing side of the seam: what builds, keeps, attaches to, compares and activates the generations of an index."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from policysearch.engines.contract import Snapshot
from policysearch.model.document import Document
from policysearch.model.message import message
from policysearch.vocabulary import Vocabulary

REBUILD = message("Write it anew with: policysearch build")


@dataclass(frozen=True, slots=True)
class Generation:
    """One complete, immutable, checksummed build. ``size`` is in bytes, ``documents`` are counts by kind, all of them.

    ``health`` says how the copies of a distributed engine's generation are; "" where there is one copy alone.
    ``id`` is ``<counter of 8 digits>-<yyyymmddthhmmssz>-<6 hex digits>``; the counter is one more than any before.
    """

    id: str
    created: datetime
    documents: Mapping[str, int]
    size: int
    current: bool
    health: str = ""


@dataclass(frozen=True, slots=True)
class GenerationState:
    """The materials a generation was built from: slug to digest; and slug to why an earlier version is served."""

    sources: Mapping[str, str] = field(default_factory=dict, repr=False)
    held_back: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class BuildReport:
    """The outcome of a build. ``built`` is False when there was nothing to do.

    Slugs appeared, changed or vanished compared with the generation that was served before.
    """

    generation: str
    built: bool
    documents: Mapping[str, int]
    appeared: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    vanished: tuple[str, ...] = ()
    held_back: Mapping[str, str] = field(default_factory=dict)
    seconds: float = 0.0

    @classmethod
    def compared(  # noqa: PLR0913 - what a report says
        cls,
        generation: str,
        documents: Mapping[str, int],
        *,
        old: Mapping[str, str],
        new: Mapping[str, str],
        held_back: Mapping[str, str],
        seconds: float,
    ) -> BuildReport:
        """Return the report of a build by the sources (slug to digest) of the generation before and of this one."""
        differing = {slug for slug, _ in old.items() ^ new.items()} - {"vocabulary"}
        return cls(
            generation,
            built=True,
            documents=documents,
            appeared=tuple(sorted(differing - old.keys())),
            changed=tuple(sorted(differing & old.keys() & new.keys())),
            vanished=tuple(sorted(differing - new.keys())),
            held_back=held_back,
            seconds=seconds,
        )


@dataclass(frozen=True, slots=True)
class Damage:
    """A part of a generation (a file, a copy) that is not as it was written, and what mends it."""

    part: str
    message: str
    remedy: str = REBUILD


class ResourceBuilder(Protocol):
    """Makes resources of a generation from its documents while they are written. Picklable, for a worker process."""

    def add(self, document: Document) -> None:
        """Take a document; a workshop comes before its parts."""

    def resources(self) -> Mapping[str, bytes]:
        """Return the resources by name."""


class Verifiable(Protocol):
    """Compares what is stored with what was written."""

    def verify(self, generation: str) -> tuple[Damage, ...]:
        """Return every damage; empty when all is well."""

    def verify_all(self, *, copies: bool = False) -> Mapping[str, tuple[Damage, ...]]:
        """Return the damages of every generation, newest first, those that ``list`` leaves out included.

        With ``copies``, an engine that has several copies of a generation reads each of them through; without it only
        damages that a build mends are returned, since a copy heals from the others.

        Where what names the generation to be served is itself damaged, that has an entry of its own. After that, this
        object counts no damaged generation as served or kept: a build replaces it.
        """


class Generations(Verifiable, Protocol):
    """Writes an index. One build at a time."""

    @property
    def place(self) -> str:
        """Return where the index is, for messages."""

    def list(self) -> tuple[Generation, ...]:
        """Return all complete generations, newest first. The order is that of their ids' counters.

        Those that are known to be damaged are left out; where the one to be served is, the newest good one is
        ``current``. The two newest ones and the served one stay; a build may remove older ones.
        """

    def ids(self) -> frozenset[str]:
        """Return the ids of all complete generations, those included that ``list`` leaves out."""

    def current(self) -> Generation | None:
        """Return the one that is served; None where there is none."""

    def state(self, generation: str) -> GenerationState:
        """Return what a generation was built from. Raises IndexMissingError or IndexDamagedError."""

    def snapshot(self, generation: str) -> Snapshot:
        """Open a generation for reading, served or not. Raises IndexMissingError or IndexDamagedError."""

    def rescue(self, resource: str) -> bytes | None:
        """Return a resource of the newest complete generation that has it as it was written; None where none has.

        That generation may be of another version or damaged elsewhere, so that what is in no material outlives both.
        """

    def writing(self) -> AbstractContextManager[None]:
        """Hold the right to write; it ends with its process. Raises BuildBusyError.

        The same thread may enter it again inside, through the same object; ``build`` and ``activate`` do.
        """

    def build(  # noqa: PLR0913 - a build is all of these
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
        """Write a new generation of ``documents`` and switch to it.

        ``sources`` maps every slug to be served to its material's digest (and "vocabulary" to its own). Slugs in
        ``keep`` are carried over from the generation ``base`` as they are (``documents`` has none of theirs); None is
        the one that is served. A plan names the one it was made for, since a fault while the index is read may let
        another look served for a moment. ``held_back`` (among ``keep``) says why. ``resources`` takes ``documents``,
        not what is carried over. A failure at any moment leaves the current generation served. What is carried over is
        compared with its checksums. Raises BuildBusyError, IndexMissingError where there is nothing to keep, and
        IndexDamagedError where what is to be kept is damaged.
        """

    def activate(self, generation: str) -> None:
        """Serve that generation from now on.

        Raises BuildBusyError, IndexMissingError, IndexOutdatedError or EngineError.
        """

    def attach(self, generation: str, name: str, content: bytes) -> None:
        """Store ``content`` beside a complete generation, in place of what was attached under ``name`` before.

        ``name`` has lower-case letters and hyphens. Documents, resources and the id stay as they are: an attachment has
        a checksum of its own, goes where its generation goes, and is never carried over. Readers see all of the old
        one or all of the new one. Raises BuildBusyError, IndexMissingError or EngineError.
        """
