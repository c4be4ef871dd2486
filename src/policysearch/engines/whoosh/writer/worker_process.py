"""The other process of a build, as this one sees it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from types import TracebackType

from policysearch.engines.contract import ResourceBuilder
from policysearch.engines.whoosh.arrays.array_file import open_arrays
from policysearch.engines.whoosh.merge.merge_input import MergeInput
from policysearch.engines.whoosh.stored import document_codec
from policysearch.model.document import Document
from policysearch.processes import Process, cores

WORKER = "policysearch.engines.whoosh.writer.worker"
WORTH_IT = 1_000  # workshops that are worth another process
START_AFTER = 1_500  # documents that say so where nobody knows how many workshops there will be


class IndexingWorker:
    """Takes documents in batches, inverts them, and writes what is suggested: where there is enough to do, and another
    core to do it. Both processes put their runs into ``folder``. Leaving it as a context ends it.
    """

    def __init__(self, folder: Path, workshops: int = 0) -> None:
        self._folder = folder
        self._helped = cores() > 1
        self._process: Process | None = None
        self._writing = False
        if workshops >= WORTH_IT:
            self.start()

    def __enter__(self) -> IndexingWorker:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._process:
            self._process.__exit__(kind, error, at)

    def start(self) -> None:
        """Let it be there, if there is a core for it."""
        if self._helped and self._process is None:
            self._process = Process(WORKER)
            self._process.send(str(self._folder))

    def takes(self, batch: list[Document]) -> bool:
        """Whether it will see to ``batch``; False where it has enough to do."""
        if self._process is None or not self._process.has_room:
            return False
        self._process.send(_told(batch))
        return True

    def finish(self) -> None:
        """There are no more batches."""
        if self._process:
            self._process.send(None)

    def merge_inputs(self) -> Sequence[MergeInput]:
        """What it made of its batches, when it is done. Raises ProcessError."""
        if self._process is None:
            return ()
        return [MergeInput(open_arrays(self._folder / name), strings) for name, strings in self._process.receive()]

    def make_resources(self, resources: ResourceBuilder, folder: Path) -> None:
        """Write the resources into ``folder``; they are there when ``wait`` returns."""
        if self._process is None:
            write_resources(resources, folder)
        else:
            self._process.send((resources, folder))
            self._writing = True

    def wait(self) -> None:
        """Until everything is written. Raises ProcessError."""
        if self._process and self._writing:
            self._process.receive()


def write_resources(resources: ResourceBuilder, folder: Path) -> None:
    """Write each resource into a file of its name."""
    for name, content in resources.resources().items():
        (folder / name).write_bytes(content)


def _told(batch: list[Document]) -> list[tuple[bool, str]]:
    """What it needs: whether a document is a workshop's own, and its record."""
    told = []
    whole = None
    for document in batch:
        whole = document if document.kind == "workshop" else whole
        own = document is whole
        told.append((own, document_codec.encode(document, None if own else whole)))
    return told
