"""The Indexer: writes a generation beside the one that is served, checks it, and switches."""

from __future__ import annotations

import secrets
import shutil
import time
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

from policysearch.documents import Document
from policysearch.engine import BuildReport, Damage, Generation
from policysearch.engines.whoosh import durable, manifest
from policysearch.engines.whoosh.building.making import plan_of
from policysearch.engines.whoosh.codec import ArraySegment, write_contents
from policysearch.engines.whoosh.generations import Generations
from policysearch.engines.whoosh.manifest import Manifest
from policysearch.engines.whoosh.opened import VOCABULARY, Opened
from policysearch.engines.whoosh.schema import SCHEMA_VERSION
from policysearch.engines.whoosh.store.arrays import write_arrays
from policysearch.engines.whoosh.store.files import arrays_path, open_segment
from policysearch.engines.whoosh.store.segment import KINDS, Segment
from policysearch.engines.whoosh.suggesting.collecting import Collector
from policysearch.errors import EngineError, IndexDamagedError, IndexMissingError, IndexOutdatedError
from policysearch.vocabulary import Vocabulary, to_json


class WhooshIndexer:
    """Writes generations below one folder."""

    def __init__(self, generations: Generations) -> None:
        self._generations = generations

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
                made = _write(folder, _all(documents, self._kept(keep)), sources, vocabulary, held or {})
                _insist(folder)
            except BaseException:
                shutil.rmtree(folder, ignore_errors=True)
                raise
            self._generations.switch(folder.name)
            self._generations.sweep()
        return _report(before, made, time.perf_counter() - began)

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

    def _kept(self, slugs: Collection[str]) -> Iterator[Document]:
        """The documents of ``slugs`` as the current generation has them."""
        name = self._generations.current()
        if not slugs:
            return
        if name is None:
            raise IndexMissingError("There is nothing to keep: no index yet.", "Run: policysearch build --full")
        opened = Opened(self._generations.folder(name))
        for slug in sorted(slugs):
            number = opened.collection.number(slug)
            if number is not None:
                yield opened.document(number)
                yield from map(opened.document, opened.collection.parts(number))


def _all(documents: Iterable[Document], kept: Iterable[Document]) -> Iterator[Document]:
    yield from kept
    yield from documents


def _write(
    folder: Path,
    documents: Iterable[Document],
    sources: Mapping[str, str],
    vocabulary: Vocabulary,
    held: Mapping[str, str],
) -> Manifest:
    """A complete generation in ``folder``, on the disk to stay."""
    suggested = Collector()
    segments = _segments(folder, suggested.seeing(documents))
    suggested.write(folder)
    (folder / VOCABULARY).write_text(to_json(vocabulary), "utf-8")
    write_contents(folder, [ArraySegment(name, one.size, 0) for name, one in segments.items()])
    durable.settle(folder)
    made = Manifest(
        schema=SCHEMA_VERSION,
        id=folder.name,
        created=datetime.now(UTC).isoformat(timespec="seconds"),
        documents=_kinds(segments.values()),
        sources=dict(sources),
        held=dict(held),
        texts=_texts(segments.values()),
        files=manifest.files(folder),
        segments=tuple(segments),
    )
    manifest.write(folder, made)
    return made


def _segments(folder: Path, documents: Iterable[Document]) -> dict[str, Segment]:
    name = f"MAIN_{secrets.token_hex(8)}"
    write_arrays(arrays_path(folder, name), plan_of(documents).in_memory())
    return {name: open_segment(folder, name)}


def _kinds(segments: Collection[Segment]) -> dict[str, int]:
    """How many documents there are of each kind."""
    return {kind: sum(int((one.live_kinds == n).sum()) for one in segments) for n, kind in enumerate(KINDS)}


def _texts(segments: Collection[Segment]) -> dict[str, int]:
    """How many documents have words in each field."""
    counts: Counter[str] = Counter()
    for segment in segments:
        counts.update({f: terms.documents_with for f in segment.fields if (terms := segment.terms(f))})
    return dict(counts)


def _insist(folder: Path) -> None:
    for damage in manifest.damages(folder):
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
