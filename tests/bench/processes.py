"""Peers in processes of their own, and other work in processes of its own."""

from __future__ import annotations

import multiprocessing
import os
import pickle
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from tests.bench import peer_server, peers
from tests.bench.corpus import Corpus
from tests.bench.entries import EDITION, Entry
from tests.bench.peer import Answer, PageHit
from tests.bench.questions import Question

_SPAWN = multiprocessing.get_context("spawn")  # as clean as a new process, on every system
DONE = "done"
BATCH = 1_000  # entries
_NEW: set[Path] = set()


class PeerProcess:
    """A process of the peer ``name``, in the tree that the peer belongs to. It ends with its ``with`` block."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._process = subprocess.Popen(
            [sys.executable, "-P", peer_server.__file__, peers.module(name)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=environment(peers.tree(name)),
        )

    def __enter__(self) -> PeerProcess:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def build(self, folder: Path, corpus: Corpus) -> None:
        """Index ``corpus`` in the empty ``folder``."""
        self._send("build", folder.resolve(), corpus.slugs())
        self._send_entries(corpus)
        self._receive()

    def time_builds(self, folder: Path, corpus: Corpus, cores: int, builds: int, clock: str) -> list[float]:
        """Index ``corpus`` ``builds`` times in the same place; return the seconds of each build."""
        self._send("time_builds", folder.resolve(), corpus.slugs(), cores, builds, clock)
        self._send_entries(corpus)
        return list(self._receive())

    def open(self, folder: Path, clock: str = "wall") -> None:
        """Open an index. ``clock`` "cpu" counts the time of the answering thread alone."""
        self._call("open", folder.resolve(), clock)

    def answers(self, questions: Sequence[Question]) -> list[Answer]:
        """Return the full answers, untimed: a first round that also fills caches."""
        answers = self._call("answers", _plain(questions))
        return [Answer(total, facets, tuple(PageHit(*hit) for hit in hits)) for total, facets, hits in answers]

    def round(self, questions: Sequence[Question], work: str = "full") -> list[float]:
        """Return the milliseconds of ``work`` ("full" or "rank") for each question."""
        return list(self._call("time_answers", _plain(questions), work))

    def memory(self) -> dict[str, int]:
        """Return the kB of the process by the names of Linux's ``smaps_rollup``."""
        return dict(self._call("memory"))

    def close(self) -> None:
        """End the process."""
        self._process.communicate()

    def _call(self, method: str, *arguments: object) -> Any:
        self._send(method, *arguments)
        return self._receive()

    def _send(self, method: str, *arguments: object) -> None:
        self._write((method, arguments))

    def _send_entries(self, corpus: Corpus) -> None:
        for batch in _batches(corpus):
            self._write(batch)
        self._write([])

    def _write(self, message: object) -> None:
        assert self._process.stdin is not None
        pickle.dump(message, self._process.stdin)
        self._process.stdin.flush()

    def _receive(self) -> Any:
        assert self._process.stdout is not None
        try:
            return pickle.load(self._process.stdout)
        except EOFError:
            raise RuntimeError(f"The process of {self.name} ended without a reply.") from None


def environment(tree: Path) -> dict[str, str]:
    """Return this process's environment for a process that runs the code of ``tree``."""
    return {**os.environ, "PYTHONPATH": os.pathsep.join(map(str, (tree / "src", tree)))}


def index(name: str, corpus: Corpus, scratch: Path) -> Path:
    """Return the folder of a peer's index of ``corpus``. Indexes of others are built once, ours in every run."""
    module, version = peers.module(name), peers.info(name).version
    folder = scratch / "indexes" / f"{name.partition(':')[0]}-{version}-{corpus.name}-{EDITION}"
    changing = name == module and module.startswith("ours")  # the version of code in work stays the same
    if not (folder / DONE).exists() or (changing and folder not in _NEW):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        with PeerProcess(name) as process:
            process.build(folder, corpus)
        (folder / DONE).touch()
        _NEW.add(folder)
    return folder


def run_in_process(work: Callable[..., Any], *arguments: object) -> Any:
    """Return what ``work`` returns, done in a new process. Raises RuntimeError with the message of its failure."""
    connection, remote = _SPAWN.Pipe()
    process = _SPAWN.Process(target=_report, args=(remote, work, arguments))
    process.start()
    remote.close()
    try:
        succeeded, result = connection.recv()
    except EOFError:
        raise RuntimeError(f"{work.__name__} ended without an answer") from None
    finally:
        process.join()
    if not succeeded:
        raise RuntimeError(result)
    return result


def _report(connection: Connection, work: Callable[..., Any], arguments: tuple[object, ...]) -> None:
    try:
        connection.send((True, work(*arguments)))
    except BaseException as error:
        connection.send((False, f"{work.__name__}{arguments}: {error!r}"))
        raise


def _plain(questions: Sequence[Question]) -> list[tuple[Any, ...]]:
    return [(question.kind, question.words, question.filters) for question in questions]


def _batches(corpus: Corpus) -> Iterator[list[dict[str, object]]]:
    entries = iter(corpus)
    while batch := [_record(entry) for entry in islice(entries, BATCH)]:
        yield batch


def _record(entry: Entry) -> dict[str, object]:
    """Return the fields of ``entry`` as plain values."""
    fields: dict[str, object] = {name: getattr(entry, name) for name in Entry.__slots__}
    return {**fields, "lessons": [(lesson.text, lesson.experience) for lesson in entry.lessons]}
