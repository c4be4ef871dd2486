"""A second process that inverts documents, where there is enough to do for two."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from policysearch.engines.build_contract import ResourceBuilder
from policysearch.engines.whoosh.arrays.array_file import open_arrays
from policysearch.engines.whoosh.merge.merge_input import MergeInput
from policysearch.engines.whoosh.writer.runs import RunBuilder
from policysearch.materials import document_codec
from policysearch.model.document import Document
from policysearch.processes import WorkerProcess, cores

if TYPE_CHECKING:
    from concurrent.futures import Future

WORTH_IT = 1_000  # workshops that are worth another process
PENDING = 4  # batches that it may have before it
RUNS = "other"

Record = tuple[bool, str]  # whether the document is a workshop's own, and the document as it is stored
RunFile = tuple[str, Mapping[str, list[bytes]]]  # the file of a run, and its strings


class IndexingWorker:
    """Takes documents in batches, inverts them, and writes the suggestions: where there is enough to do, and another
    core to do it. Both processes put their runs into ``folder``. Leaving it as a context ends it.
    """

    def __init__(self, folder: Path, workshops: int = 0) -> None:
        self._folder = folder
        self._process: WorkerProcess[RunBuilder] | None = None
        self._batches: deque[Future[None]] = deque()
        self._runs: Future[list[RunFile]] | None = None
        self._resources: Future[None] | None = None
        if workshops >= WORTH_IT:
            self.start()

    def __enter__(self) -> IndexingWorker:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._process:
            self._process.__exit__(kind, error, trace)

    def start(self) -> None:
        """Start the process, if there is a core for it."""
        if self._process is None and cores() > 1:
            self._process = WorkerProcess(partial(RunBuilder, self._folder, RUNS))

    def takes(self, batch: list[Document]) -> bool:
        """Return whether it takes ``batch``; False where it has enough to do. Raise what an earlier batch raised."""
        while self._batches and self._batches[0].done():
            self._batches.popleft().result()
        if self._process is None or len(self._batches) >= PENDING:
            return False
        self._batches.append(self._process.submit(_invert, [*_records(batch)]))
        return True

    def finish(self) -> None:
        """Let it finish its runs: there are no more batches."""
        if self._process:
            self._runs = self._process.submit(_run_files)

    def merge_inputs(self) -> Sequence[MergeInput]:
        """Return the runs of its batches, when they are written. Raise what a batch raised."""
        if self._runs is None:
            return ()
        for batch in self._batches:
            batch.result()
        return [MergeInput(open_arrays(self._folder / name), strings) for name, strings in self._runs.result()]

    def make_resources(self, resources: ResourceBuilder, folder: Path) -> None:
        """Write the resources into ``folder``; they are there when ``wait`` returns."""
        if self._process is None:
            _write_resources(None, resources, folder)
        else:
            self._resources = self._process.submit(_write_resources, resources, folder)

    def wait(self) -> None:
        """Wait until everything is written."""
        if self._resources:
            self._resources.result()


def _records(batch: Sequence[Document]) -> Iterator[Record]:
    workshop = None
    for document in batch:
        workshop = document if document.kind == "workshop" else workshop
        is_workshop = document is workshop
        yield is_workshop, document_codec.encode(document, None if is_workshop else workshop)


def _invert(runs: RunBuilder, batch: Sequence[Record]) -> None:
    workshop: Document | None = None
    for is_workshop, record in batch:
        document = document_codec.decode(record, None if is_workshop else workshop)
        workshop = document if is_workshop else workshop
        runs.add(document, record)


def _run_files(runs: RunBuilder) -> list[RunFile]:
    return [(f"{RUNS}-{number}.arrays", part.strings) for number, part in enumerate(runs.merge_inputs())]


def _write_resources(_: RunBuilder | None, resources: ResourceBuilder, folder: Path) -> None:
    for name, content in resources.resources().items():
        (folder / name).write_bytes(content)
