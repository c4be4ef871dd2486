"""Documents -> inputs of a merge, in runs that keep memory bounded, in two processes where there is enough to do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
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
    """Return a segment of ``documents`` that no file has. A workshop comes before its parts."""
    runs = RunBuilder()
    for document in documents:
        runs.add(document)
    return Segment(merge(runs.merge_inputs()).in_memory())


class RunBuilder:
    """Fills one run after the other; full ones are written into ``folder`` (None: they stay in memory)."""

    def __init__(self, folder: Path | None = None, name: str = "run") -> None:
        self._folder = folder
        self._name = name
        self._inputs: list[MergeInput] = []
        self._term_numbers = TermNumbers()
        self._run = Run(self._term_numbers)

    def add(self, document: Document, record: str | None = None) -> None:
        """Add a document, a workshop before its parts; ``record`` is what is stored of it, if it is encoded already."""
        if self._run.is_full and document.kind == "workshop":
            self._finish()
        self._run.add(document, record)

    def merge_inputs(self) -> list[MergeInput]:
        """Return the documents, inverted: one input at least."""
        if len(self._run) or not self._inputs:
            self._finish()
        return self._inputs

    def _finish(self) -> None:
        merge_input, dictionary = self._run.merge_input(), self._run.dictionary
        if self._folder:
            path = self._folder / f"{self._name}-{len(self._inputs)}.arrays"
            write_arrays(path, merge_input.arrays, fsync=False)
            merge_input = MergeInput(open_arrays(path), merge_input.strings)
        self._inputs.append(merge_input)
        if self._term_numbers.is_full:
            self._term_numbers = TermNumbers()
        self._run = Run(self._term_numbers, dictionary)


def invert_documents(documents: Iterable[Document], folder: Path, worker: IndexingWorker) -> list[MergeInput]:
    """Return ``documents``, inverted here and by ``worker``; full runs are files in ``folder``. Raises ProcessError."""
    runs = RunBuilder(folder, "own")
    inverted = 0
    for batch in _batches(documents):
        if worker.takes(batch):
            continue
        for document in batch:
            runs.add(document)
        inverted += len(batch)
        if inverted >= START_AFTER:
            worker.start()
    worker.finish()
    return [*runs.merge_inputs(), *worker.merge_inputs()]


def _batches(documents: Iterable[Document]) -> Iterator[list[Document]]:
    """Yield whole workshops, about ``BATCH`` documents at a time."""
    batch: list[Document] = []
    for document in documents:
        if len(batch) >= BATCH and document.kind == "workshop":
            yield batch
            batch = []
        batch.append(document)
    yield batch
