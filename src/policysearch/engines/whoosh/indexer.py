"""The Indexer: writes a generation beside the one that is served, checks it, and switches."""

from __future__ import annotations

import shutil
import time
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

from whoosh import index

from policysearch.documents import FACETS, Document
from policysearch.engine import BuildReport, Damage, Generation
from policysearch.engines.whoosh import durable, manifest, records
from policysearch.engines.whoosh.generations import Generations
from policysearch.engines.whoosh.manifest import Manifest
from policysearch.engines.whoosh.opened import VOCABULARY, Opened
from policysearch.engines.whoosh.postings import postings
from policysearch.engines.whoosh.schema import SCHEMA_VERSION, schema
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
            number = opened.numbers.get(slug)
            if number is not None:
                yield opened.document(number)
                yield from map(opened.document, opened.parts(number))


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
    kinds, texts = _index(folder, documents)
    (folder / VOCABULARY).write_text(to_json(vocabulary), "utf-8")
    durable.settle(folder)
    made = Manifest(
        schema=SCHEMA_VERSION,
        id=folder.name,
        created=datetime.now(UTC).isoformat(timespec="seconds"),
        documents=dict(kinds),
        sources=dict(sources),
        held=dict(held),
        texts=dict(texts),
        files=manifest.files(folder),
    )
    manifest.write(folder, made)
    return made


def _index(folder: Path, documents: Iterable[Document]) -> tuple[Counter[str], Counter[str]]:
    """The Whoosh index of ``documents``; how many there are of each kind, and with words in each text field."""
    kinds: Counter[str] = Counter({"workshop": 0, "highlight": 0, "passage": 0})
    texts: Counter[str] = Counter()
    made = index.create_in(str(folder), schema())
    writer = made.writer(limitmb=256)
    try:
        for document in documents:
            fields = postings(document.texts)
            writer.add_document(**fields, **_values(document), record=records.pack(document))
            kinds[document.kind] += 1
            texts.update(name for name, terms in fields.items() if terms)
    except BaseException:
        writer.cancel()
        raise
    writer.commit(merge=False)
    made.close()
    _remove_lock(folder)
    return kinds, texts


def _values(document: Document) -> dict[str, tuple[str, ...] | int]:
    workshop = document.workshop
    return {
        "id": (document.id,),
        "slug": (workshop.slug,),
        "kind": (document.kind,),
        "alias": workshop.aliases if document.kind == "workshop" else (),
        "start": workshop.start.toordinal(),
        **{facet: document.facets.get(facet, ()) for facet in FACETS},
    }


def _remove_lock(folder: Path) -> None:
    for path in folder.glob("*_WRITELOCK"):
        path.unlink()


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
