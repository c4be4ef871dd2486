"""Reading many sources, in two processes where there are enough of them."""

from __future__ import annotations

import dataclasses
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from policysearch.materials.read_workshop import read
from policysearch.materials.sources import Source
from policysearch.materials.workshop_codec import workshop_from, workshop_strings
from policysearch.model.problem import Problem
from policysearch.model.workshop import Passage, Workshop
from policysearch.processes import Process, cores
from policysearch.vocabulary.model import Vocabulary

WORKER = "policysearch.materials.worker"
BATCH = 50
MANY = 1_000  # sources that are worth another process

Read = tuple[Workshop | None, tuple[Problem, ...]]
Packed = tuple[list[str] | None, tuple[Passage, ...], tuple[Problem, ...]]


def read_all(
    sources: Sequence[Source], folder: Path, vocabulary: Vocabulary, progress: Callable[[int, int], None] | None = None
) -> list[Read]:
    """``read`` of each source, in their order. Raises ProcessError."""
    if len(sources) < MANY or cores() < 2:
        return [*_counted((read(source, folder, vocabulary) for source in sources), len(sources), progress)]
    batches = [sources[start : start + BATCH] for start in range(0, len(sources), BATCH)]
    found: list[list[Read]] = [[] for _ in batches]
    given: deque[int] = deque()  # what the other process has not answered
    with Process(WORKER) as helper:
        helper.send((folder, vocabulary))
        done = 0
        for number, batch in enumerate(batches):
            if helper.has_room:
                helper.send(batch)
                given.append(number)
            else:
                found[number] = [read(source, folder, vocabulary) for source in batch]
            while given and helper.has_answered:
                found[given.popleft()] = [*map(_unpacked, helper.receive())]
            done += len(batch)
            if progress:
                progress(done, len(sources))
        for number in given:
            found[number] = [*map(_unpacked, helper.receive())]
    return [one for batch in found for one in batch]


def _counted(found: Iterator[Read], total: int, progress: Callable[[int, int], None] | None) -> Iterator[Read]:
    for number, one in enumerate(found, 1):
        yield one
        if progress:
            progress(number, total)


def packed(found: Read) -> Packed:
    """What was read, as it is sent from one process to the other."""
    workshop, problems = found
    return (workshop_strings(workshop), workshop.passages, problems) if workshop else (None, (), problems)


def _unpacked(packed: Packed) -> Read:
    strings, passages, problems = packed
    if strings is None:
        return None, problems
    workshop = workshop_from(strings)
    return (dataclasses.replace(workshop, passages=passages) if passages else workshop), problems
