"""Each engine in a process of its own: one that indexes, one that answers."""

from __future__ import annotations

import gc
import multiprocessing
import os
import shutil
import time
from collections.abc import Callable, Sequence
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from tests.bench import peers
from tests.bench.corpus import Corpus
from tests.bench.entries import EDITION
from tests.bench.peer import Answer, Opened, Ready
from tests.bench.questions import Question

_SPAWN = multiprocessing.get_context("spawn")  # as clean as a new process, on every system
DONE = "done"
_NEW: set[Path] = set()
CLOCKS = {"wall": time.perf_counter, "cpu": time.thread_time}


def spent() -> float:
    """Seconds of processors that this process, its threads and its ended children have had."""
    return float(sum(os.times()[:4]))


def apart(work: Callable[..., Any], *arguments: object) -> Any:
    """What ``work`` returns, done in a process of its own. Its failure is raised here."""
    ours, theirs = _SPAWN.Pipe()
    process = _SPAWN.Process(target=_report, args=(theirs, work, arguments))
    process.start()
    theirs.close()
    try:
        outcome, told = ours.recv()
    except EOFError:
        raise RuntimeError(f"{work.__name__} ended without an answer") from None
    finally:
        process.join()
    if not outcome:
        raise RuntimeError(told)
    return told


def _report(connection: Connection, work: Callable[..., Any], arguments: tuple[object, ...]) -> None:
    try:
        connection.send((True, work(*arguments)))
    except BaseException as error:
        connection.send((False, f"{work.__name__}{arguments}: {error!r}"))
        raise


def index(name: str, corpus: Corpus, scratch: Path) -> Path:
    """The folder of peer ``name``'s index of ``corpus``. A peer's own is kept; this product's is new in each run."""
    folder = scratch / "indexes" / f"{name}-{peers.load(name).version}-{corpus.name}-{EDITION}"
    if not (folder / DONE).exists() or (name.startswith("ours") and folder not in _NEW):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        apart(_build, name, folder, corpus)
        (folder / DONE).touch()
        _NEW.add(folder)
    return folder


def _build(name: str, folder: Path, corpus: Corpus) -> None:
    peer = peers.load(name)
    peer.build(folder, peer.taken(corpus), corpus.slugs(), 1)  # one segment, where cores make more of them


class Asked:
    """A process that has one peer's index open and answers questions, one after another."""

    def __init__(self, name: str, folder: Path, clock: str = "wall") -> None:
        self.name = name
        self._connection, theirs = _SPAWN.Pipe()
        self._process = _SPAWN.Process(target=_serve, args=(theirs, name, folder, clock), daemon=True)
        self._process.start()
        theirs.close()

    def answers(self, questions: Sequence[Question]) -> list[Answer]:
        """The full answers, untimed: a first round that also warms."""
        return list(self._call("answers", questions))

    def round(self, questions: Sequence[Question], work: str = "full") -> list[float]:
        """Milliseconds for each question's ``work`` ("full" or "rank")."""
        return list(self._call(work, questions))

    def memory(self) -> dict[str, int]:
        """kB of the process, by the names of Linux's ``smaps_rollup``."""
        return dict(self._call("memory", ()))

    def close(self) -> None:
        """End the process."""
        self._connection.close()
        self._process.join(10)

    def _call(self, work: str, questions: Sequence[Question]) -> Any:
        self._connection.send((work, questions))
        return self._connection.recv()


def _serve(connection: Connection, name: str, folder: Path, clock: str) -> None:
    opened = peers.load(name).open(folder)
    gc.collect()
    gc.freeze()  # what is loaded by now is no garbage; the same for every peer
    while True:
        try:
            work, questions = connection.recv()
        except EOFError:
            return
        connection.send(_done(opened, work, questions, CLOCKS[clock]))


def _done(opened: Opened, work: str, questions: Sequence[Question], clock: Callable[[], float]) -> Any:
    if work == "answers":
        return [opened.full(opened.ready(question)) for question in questions]
    if work == "memory":
        return memory()
    return _timed(getattr(opened, work), [opened.ready(question) for question in questions], clock)


def _timed(work: Callable[[Ready], object], questions: Sequence[Ready], clock: Callable[[], float]) -> list[float]:
    took = []
    for question in questions:
        began = clock()
        work(question)
        took.append((clock() - began) * 1e3)
    return took


def memory() -> dict[str, int]:
    """kB of this process: Rss, Pss, Private_Dirty and more. Empty where the system does not tell."""
    path = Path("/proc/self/smaps_rollup")
    if not path.exists():
        return {}
    lines = path.read_text("utf-8").splitlines()[1:]
    return {name: int(rest.split()[0]) for name, _, rest in (line.partition(":") for line in lines)}
