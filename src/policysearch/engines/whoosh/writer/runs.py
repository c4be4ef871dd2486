"""Documents -> parts, in as many runs as keep memory bounded, in two processes where there is enough to do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from policysearch.engines.whoosh.arrays.array_file import open_arrays, write_arrays
from policysearch.engines.whoosh.merge.merge import merge
from policysearch.engines.whoosh.merge.merge_input import MergeInput
from policysearch.engines.whoosh.segment.segment import Segment
from policysearch.engines.whoosh.writer.run import Run
from policysearch.engines.whoosh.writer.term_cache import TermNumbers
from policysearch.model.document import Document

if TYPE_CHECKING:
    from policysearch.engines.whoosh.writer.worker_process import IndexingWorker

BATCH = 200  # documents, and what is left of a workshop
START_AFTER = 1_500  # documents that are worth another process where nobody knows how many there will be


def segment_in_memory(documents: Iterable[Document]) -> Segment:
    """A segment of ``documents``, in memory. A workshop comes before its parts."""
    runs = RunBuilder()
    for document in documents:
        runs.add(document)
    return Segment(merge(runs.merge_inputs()).in_memory())


class RunBuilder:
    """One run after the other; full ones are written into ``folder`` (None: kept in memory)."""

    def __init__(self, folder: Path | None = None, name: str = "run") -> None:
        self._folder = folder
        self._names = (f"{name}-{number}.arrays" for number in count())
        self._parts: list[MergeInput] = []
        self._analyser = TermNumbers()
        self._run = Run(self._analyser)

    def add(self, document: Document, told: str | None = None) -> None:
        """The next document, a workshop before its parts; ``told`` is its record, where that is known."""
        if self._run.is_full and document.kind == "workshop":
            self._finish()
        self._run.add(document, told)

    def merge_inputs(self) -> list[MergeInput]:
        """What was added, inverted: one part at least."""
        if len(self._run) or not self._parts:
            self._finish()
        return self._parts

    def _finish(self) -> None:
        part, common = self._run.merge_input(), self._run.common
        if self._folder:
            path = self._folder / next(self._names)
            write_arrays(path, part.arrays, fsync=False)
            part = MergeInput(open_arrays(path), part.strings)
        self._parts.append(part)
        if self._analyser.is_full:
            self._analyser = TermNumbers()
        self._run = Run(self._analyser, common)


def invert_documents(documents: Iterable[Document], folder: Path, helper: IndexingWorker) -> list[MergeInput]:
    """``documents`` inverted, with ``folder`` to put aside what memory should not hold. Raises ProcessError."""
    runs = RunBuilder(folder, "own")
    done = 0
    for batch in _batches(documents):
        if helper.takes(batch):
            continue
        for document in batch:
            runs.add(document)
        done += len(batch)
        if done >= START_AFTER:
            helper.start()
    helper.finish()
    return [*runs.merge_inputs(), *helper.merge_inputs()]


def _batches(documents: Iterable[Document]) -> Iterator[list[Document]]:
    """Some whole workshops at a time."""
    batch: list[Document] = []
    for document in documents:
        if len(batch) >= BATCH and document.kind == "workshop":
            yield batch
            batch = []
        batch.append(document)
    yield batch
