"""Documents -> parts, in as many runs as keep memory bounded, in two processes where there is enough to do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from itertools import count
from pathlib import Path

from policysearch.documents import Document
from policysearch.engines.whoosh import records
from policysearch.engines.whoosh.building.analysing import Analyser
from policysearch.engines.whoosh.building.run import Run
from policysearch.engines.whoosh.store.arrays import open_arrays, write_arrays
from policysearch.engines.whoosh.store.merging import merge
from policysearch.engines.whoosh.store.part import Part
from policysearch.engines.whoosh.store.segment import Segment
from policysearch.processes import Process, cores

WORKER = "policysearch.engines.whoosh.building.worker"
BATCH = 200  # documents, and what is left of a workshop
ALONE = 1_500  # documents that are done before another process would be at work


def segment_of(documents: Iterable[Document]) -> Segment:
    """A segment of ``documents``, in memory. A workshop comes before its parts."""
    runs = Runs()
    for document in documents:
        runs.add(document)
    return Segment(merge(runs.parts()).in_memory())


class Runs:
    """One run after the other; full ones are written into ``folder`` (None: kept in memory)."""

    def __init__(self, folder: Path | None = None, name: str = "run") -> None:
        self._folder = folder
        self._names = (f"{name}-{number}.arrays" for number in count())
        self._parts: list[Part] = []
        self._analyser = Analyser()
        self._run = Run(self._analyser)

    def add(self, document: Document, told: str | None = None) -> None:
        """The next document, a workshop before its parts; ``told`` is its record, where that is known."""
        if self._run.is_full and document.kind == "workshop":
            self._finish()
        self._run.add(document, told)

    def parts(self) -> list[Part]:
        """What was added, inverted: one part at least."""
        if len(self._run) or not self._parts:
            self._finish()
        return self._parts

    def _finish(self) -> None:
        part = self._run.part()
        if self._folder:
            path = self._folder / next(self._names)
            write_arrays(path, part.arrays, settle=False)
            part = Part(open_arrays(path), part.strings)
        self._parts.append(part)
        if self._analyser.is_full:
            self._analyser = Analyser()
        self._run = Run(self._analyser)


def parts_of(documents: Iterable[Document], folder: Path) -> list[Part]:
    """``documents`` inverted, with ``folder`` to put aside what memory should not hold. Raises ProcessError."""
    runs = Runs(folder, "own")
    helped = cores() > 1
    done = 0
    with ExitStack() as ending:
        helper: Process | None = None
        for batch in _batches(documents):
            if helper and helper.has_room:
                helper.send(_told(batch))
                continue
            for document in batch:
                runs.add(document)
            done += len(batch)
            if helped and helper is None and done >= ALONE:
                helper = ending.enter_context(Process(WORKER))
                helper.send(str(folder))
        if helper is None:
            return runs.parts()
        helper.send(None)
        own = runs.parts()
        return own + [Part(open_arrays(folder / name), strings) for name, strings in helper.receive()]


def _batches(documents: Iterable[Document]) -> Iterator[list[Document]]:
    """Some whole workshops at a time."""
    batch: list[Document] = []
    for document in documents:
        if len(batch) >= BATCH and document.kind == "workshop":
            yield batch
            batch = []
        batch.append(document)
    yield batch


def _told(batch: list[Document]) -> list[tuple[bool, str]]:
    """What the other process needs: whether a document is a workshop's own, and its record."""
    told = []
    whole = None
    for document in batch:
        whole = document if document.kind == "workshop" else whole
        own = document is whole
        told.append((own, records.tell(document, None if own else whole)))
    return told
