"""The process of one peer: it builds indexes, opens one and answers questions, and takes the time of all that.

Run as a script with the name of a peer. Requests and replies are pickles of plain values on standard input and output.
The script imports the standard library, and ``tests.bench`` from PYTHONPATH: this may be the tree of a former commit
(``peers/commit_peer.py``). It relies on these names of that tree: ``peers.NAME_peer.PEER`` with ``inputs``, ``build``
and ``open``; of what ``open`` returns ``ready``, ``full`` and ``rank``; the fields of Entry, Lesson, Question, Answer.
"""

from __future__ import annotations

import gc
import os
import pickle
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any, BinaryIO

CLOCKS: dict[str, Callable[[], float]] = {"wall": time.perf_counter, "cpu": time.thread_time}


def main() -> None:
    """Answer requests ``(method, arguments)`` until standard input ends."""
    requests, replies = sys.stdin.buffer, os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # what a peer prints must not mix with replies
    server = Server(sys.argv[1], requests)
    while True:
        try:
            method, arguments = pickle.load(requests)
        except EOFError:
            return
        pickle.dump(getattr(server, method)(*arguments), replies)
        replies.flush()


class Server:
    """The methods that ``processes.PeerProcess`` calls."""

    def __init__(self, name: str, requests: BinaryIO) -> None:
        _require_tree(Path(os.environ["PYTHONPATH"].split(os.pathsep)[0]))
        self._peer: Any = import_module(f"tests.bench.peers.{name}_peer").PEER
        self._requests = requests
        self._index: Any = None
        self._clock = CLOCKS["wall"]

    def build(self, folder: Path, slugs: list[str]) -> None:
        """Index the entries that follow the request."""
        self._peer.build(folder, self._inputs(), slugs, 1)  # one segment, where cores make more of them

    def time_builds(self, folder: Path, slugs: list[str], cores: int, builds: int, clock: str) -> list[float]:
        """Index the entries that follow the request ``builds`` times in the same place; return the seconds of each."""
        inputs = [*self._inputs()]
        limit_cores(cores)
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        now = cpu_seconds if clock == "cpu" else time.perf_counter
        seconds = []
        for _ in range(builds):
            start = now()
            self._peer.build(folder, inputs, slugs, cores)
            seconds.append(now() - start)
        shutil.rmtree(folder)
        return seconds

    def open(self, folder: Path, clock: str) -> None:
        """Open an index for the questions to come."""
        self._index = self._peer.open(folder)
        self._clock = CLOCKS[clock]
        gc.collect()
        gc.freeze()  # for every peer, what is loaded by now is no garbage

    def answers(self, questions: list[Any]) -> list[Any]:
        """Return the full answers as plain values, untimed."""
        return [_plain(self._index.full(prepared)) for prepared in self._prepared(questions)]

    def time_answers(self, questions: list[Any], work: str) -> list[float]:
        """Return the milliseconds of ``work`` ("full" or "rank") for each question."""
        answer, now = getattr(self._index, work), self._clock
        milliseconds = []
        for prepared in self._prepared(questions):
            start = now()
            answer(prepared)
            milliseconds.append((now() - start) * 1e3)
        return milliseconds

    def memory(self) -> dict[str, int]:
        """Return the kB of this process by the names of Linux's ``smaps_rollup``; empty on other systems."""
        path = Path("/proc/self/smaps_rollup")
        lines = path.read_text("utf-8").splitlines()[1:] if path.exists() else []
        return {name: int(rest.split()[0]) for name, _, rest in (line.partition(":") for line in lines)}

    def _prepared(self, questions: list[Any]) -> list[Any]:
        question_type = import_module("tests.bench.questions").Question
        return [self._index.ready(question_type(*values)) for values in questions]

    def _inputs(self) -> Iterator[Any]:
        inputs = getattr(self._peer, "inputs", None) or self._peer.taken  # its name until commit ea37f00
        return iter(inputs(self._entries()))

    def _entries(self) -> Iterator[Any]:
        module = import_module("tests.bench.entries")
        while batch := pickle.load(self._requests):
            for record in batch:
                lessons = tuple(module.Lesson(*values) for values in record["lessons"])
                yield module.Entry(**{**record, "lessons": lessons})


def _require_tree(source: Path) -> None:
    """Raise ImportError unless ``policysearch`` is imported from ``source``."""
    spec = find_spec("policysearch")
    if spec is None or not Path(str(spec.origin)).is_relative_to(source):
        raise ImportError(f"policysearch is not imported from {source}: {spec}")


def _plain(answer: Any) -> tuple[Any, ...]:
    hits = [(hit.slug, hit.title, hit.text, hit.marks) for hit in answer.hits]
    return answer.total, {facet: dict(counts) for facet, counts in answer.facets.items()}, hits


def cpu_seconds() -> float:
    """Return the processor seconds of this process, its threads and its ended children."""
    return float(sum(os.times()[:4]))


def limit_cores(count: int) -> None:
    """Keep this process and its children to ``count`` cores, where the system can."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, [*os.sched_getaffinity(0)][:count])


if __name__ == "__main__":
    main()
