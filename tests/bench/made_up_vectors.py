"""What meaning adds to a search at 400,000 documents, the question's embedding apart: made-up vectors.

``python -m tests.bench made_up_vectors``. Processor time of the answering thread, medians; and the memory of a process.
"""

from __future__ import annotations

import resource
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from policysearch.engines.contract import Id, Snapshot
from policysearch.search.meaning import array_blob
from policysearch.search.meaning.codes import binary_codes, quantised
from policysearch.search.meaning.embedding import normalised
from policysearch.search.meaning.part import FIRST, LESSONS, MAX_CLOSE, SPARE
from policysearch.search.meaning.vector_index import VectorIndex
from policysearch.search.meaning.vector_table import FORMAT
from policysearch.settings import LANGUAGES
from tests.bench.figures import Table
from tests.bench.options import Options

WORKSHOPS, LESSONS_EACH, DIMENSIONS, ROUNDS = 100_000, 3, 384, 60


class _Numbers:
    """The part of a snapshot that a VectorIndex asks: a document's id is its place in the order of the keys."""

    def ids(self, keys: Sequence[str]) -> list[Id | None]:
        return [*range(len(keys))]


def run(_options: Options) -> Iterator[Table]:
    """Yield one table."""
    content = memoryview(_content())
    before = _memory()
    index = VectorIndex(_snapshot(), content, "made up")
    rng = np.random.default_rng(2)
    questions = normalised(rng.normal(size=(ROUNDS, DIMENSIONS)))
    rows = []
    for view, count in (("workshops", WORKSHOPS), (LESSONS, WORKSHOPS * (LESSONS_EACH + 1))):
        hits = [rng.integers(0, count, FIRST).tolist() for _ in range(ROUNDS)]

        def compare(number: int, view: Any = view, hits: list[list[Id]] = hits) -> None:
            question = index.ask(questions[number])
            of_hits = index.of_documents(question, view, hits[number])
            elsewhere = index.nearest(question, view, FIRST + MAX_CLOSE + SPARE)
            index.highest(question)
            if view == LESSONS:
                index.in_workshops(question, of_hits)
                index.in_workshops(question, [near for _, near in elsewhere])

        compare(0)  # what is worked out once
        times = sorted(_time(compare, number) for number in range(ROUNDS))
        rows.append([view, f"{times[ROUNDS // 2]:.1f}", f"{times[int(ROUNDS * 0.95)]:.1f}"])
    size, memory = len(content) / 1e6, (_memory() - before) / 1e3
    note = (
        f"The attachment has {size:.0f} MB, which processes share; ids of documents take {memory:.0f} MB more in each."
    )
    yield Table("Meaning at 400,000 documents", ["view", "ms, p50", "ms, p95"], rows, [note], {})


def _time(action: Callable[[int], None], number: int) -> float:
    start = time.thread_time()
    action(number)
    return (time.thread_time() - start) * 1e3


def _memory() -> int:
    """Return the memory that this process has now, in kB."""
    pages = int(Path("/proc/self/statm").read_text("utf-8").split()[1])
    return pages * resource.getpagesize() // 1024


def _snapshot() -> Snapshot:
    numbers: Any = _Numbers()
    return numbers  # type: ignore[no-any-return]


def _content() -> bytes:
    """Return a table as ``vector_table`` makes it, of random vectors."""
    rng = np.random.default_rng(1)
    units = WORKSHOPS * (LESSONS_EACH + 1)
    parts = [quantised(normalised(rng.normal(size=(50_000, DIMENSIONS)))) for _ in range(units // 50_000)]
    codes = np.concatenate([binary_codes(rows) for rows, _ in parts], axis=1)
    background = normalised(rng.normal(size=(960, DIMENSIONS)))
    workshops = np.repeat(np.arange(WORKSHOPS, dtype=np.uint32), LESSONS_EACH + 1)
    keys = "\n".join(f"w{number}{part}" for number in range(WORKSHOPS) for part in ("", "/h1", "/h2", "/h3"))
    arrays: dict[str, NDArray[Any]] = {
        "vectors": np.concatenate([rows for rows, _ in parts]),
        "scales": np.concatenate([scales for _, scales in parts]),
        "codes": codes,
        "languages": np.zeros(units, np.uint8),
        "spans": np.tile(np.array([0, 200], np.uint32), (units, 1)),
        "lengths": np.full(units, 200, np.uint16),
        "sentence_ends": np.zeros(units, np.uint32),
        "sentence_codes": np.zeros((0, DIMENSIONS // 8), np.uint8),
        "sentence_spans": np.zeros((0, 2), np.uint32),
        "background": background.astype(np.float16),
        "background_languages": np.repeat(np.arange(4, dtype=np.uint8), 240),
        "small_talk": background[::4].astype(np.float16),
        "small_talk_languages": np.repeat(np.arange(4, dtype=np.uint8), 60),
        "means": np.zeros((len(LANGUAGES), DIMENSIONS), np.float32),
        "keys": np.frombuffer(keys.encode(), np.uint8),
        "workshop_keys": np.frombuffer("\n".join(f"w{number}" for number in range(WORKSHOPS)).encode(), np.uint8),
        "kinds": np.tile(np.array([0, 1, 1, 1], np.uint8), WORKSHOPS),
        "workshops": workshops,
        "documents": np.arange(units, dtype=np.uint32),
    }
    return array_blob.dump(arrays, {"format": FORMAT, "identity": "made up"})
