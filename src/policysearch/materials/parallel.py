"""Reading of many sources, in two processes where there are enough of them."""

from __future__ import annotations

import dataclasses
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from policysearch.materials.read_workshop import read
from policysearch.materials.sources import Source
from policysearch.materials.workshop_codec import workshop_from, workshop_strings
from policysearch.model.problem import Problem
from policysearch.model.workshop import Passage, Workshop
from policysearch.processes import WorkerProcess, cores
from policysearch.vocabulary.model import Vocabulary

if TYPE_CHECKING:
    from concurrent.futures import Future

BATCH = 50
MIN_SOURCES = 1_000  # fewer are not worth a second process
PENDING = 4  # batches that the other process may have before it

Progress = Callable[[int, int], None]  # called with the sources read, and all sources
Result = tuple[Workshop | None, tuple[Problem, ...]]
Packed = tuple[list[str] | None, tuple[Passage, ...], tuple[Problem, ...]]


class Reader(NamedTuple):
    """Reads sources of one folder."""

    folder: Path
    vocabulary: Vocabulary

    def read(self, batch: Sequence[Source]) -> list[Result]:
        """Return what is read of each source."""
        return [read(source, self.folder, self.vocabulary) for source in batch]

    def read_packed(self, batch: Sequence[Source]) -> list[Packed]:
        """Return the same, encoded to be sent to another process."""
        return [*map(_packed, self.read(batch))]


def read_all(
    sources: Sequence[Source], folder: Path, vocabulary: Vocabulary, progress: Progress | None = None
) -> list[Result]:
    """Return what ``read`` returns for each source, in their order. Raise ProcessError."""
    if len(sources) < MIN_SOURCES or cores() < 2:
        return [*_with_progress((read(source, folder, vocabulary) for source in sources), len(sources), progress)]
    batches = [sources[start : start + BATCH] for start in range(0, len(sources), BATCH)]
    reader = Reader(folder, vocabulary)
    results: list[list[Result]] = [[] for _ in batches]
    pending: deque[tuple[int, Future[list[Packed]]]] = deque()
    with WorkerProcess(partial(Reader, folder, vocabulary)) as worker:
        for number, batch in enumerate(batches):
            if len(pending) < PENDING:
                pending.append((number, worker.submit(Reader.read_packed, batch)))
            else:
                results[number] = reader.read(batch)
            while pending and pending[0][1].done():
                place, future = pending.popleft()
                results[place] = [*map(_unpacked, future.result())]
            if progress:
                progress(min((number + 1) * BATCH, len(sources)), len(sources))
        for place, future in pending:
            results[place] = [*map(_unpacked, future.result())]
    return [result for batch in results for result in batch]


def _with_progress(results: Iterator[Result], total: int, progress: Progress | None) -> Iterator[Result]:
    for number, result in enumerate(results, 1):
        yield result
        if progress:
            progress(number, total)


def _packed(result: Result) -> Packed:
    workshop, problems = result
    return (workshop_strings(workshop), workshop.passages, problems) if workshop else (None, (), problems)


def _unpacked(packed: Packed) -> Result:
    strings, passages, problems = packed
    if strings is None:
        return None, problems
    workshop = workshop_from(strings)
    return (dataclasses.replace(workshop, passages=passages) if passages else workshop), problems
