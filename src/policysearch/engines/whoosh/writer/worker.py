"""The other process of a build: takes documents in batches, inverts them, names the files of its runs; and writes what
is suggested."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from policysearch.engines.whoosh.stored import document_codec
from policysearch.engines.whoosh.writer.runs import RunBuilder
from policysearch.engines.whoosh.writer.worker_process import write_resources
from policysearch.model.document import Document
from policysearch.processes import serve

Named = tuple[str, Mapping[str, list[bytes]]]


def answers(messages: Iterator[Any]) -> Iterator[list[Named] | None]:
    """The folder to write to comes first, then batches, then None; runs answer it. Then what is suggested, to be
    written into a folder; None answers it."""
    yield _runs(Path(next(messages)), messages)
    for resources, folder in messages:
        write_resources(resources, folder)
        yield None


def _runs(folder: Path, messages: Iterator[Any]) -> list[Named]:
    """The file and the strings of each run."""
    runs = RunBuilder(folder, "other")
    whole: Document | None = None
    for batch in iter(partial(next, messages), None):
        for own, told in batch:
            document = document_codec.decode(told, None if own else whole)
            whole = document if own else whole
            runs.add(document, told)
    return [(f"other-{number}.arrays", part.strings) for number, part in enumerate(runs.merge_inputs())]


if __name__ == "__main__":
    serve(answers)
