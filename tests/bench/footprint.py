"""The size of an index on the disk and in memory, and the time until a new process answers."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from tests.bench import peers, processes
from tests.bench.corpus import SyntheticCorpus
from tests.bench.figures import Table
from tests.bench.options import Options
from tests.bench.questions import Question, two_hundred

SIZES = (100_000,)
NAMES = ("ours", "ours1", "tantivy", "tantivy2")
STARTS = 9
_OURS = """
from pathlib import Path
from policysearch import query
from policysearch.engines.registry import open_engine
from policysearch.search.service import SearchService
from policysearch.settings import Settings
searcher = SearchService(open_engine(Settings(index=Path({folder!r}))))
print(searcher.search(query.parse({words!r}, searcher.vocabulary)).total, flush=True)
"""
_TANTIVY = """
import tantivy
index = tantivy.Index.open({folder!r})
print(index.searcher().search(index.parse_query({words!r}, ["slug"]), 10).count, flush=True)
"""
SCRIPTS = {"ours": _OURS, "ours1": _OURS, "tantivy": _TANTIVY}


def run(options: Options) -> Iterator[Table]:
    """Yield one table for each size."""
    for size in options.sizes_or(SIZES):
        corpus = SyntheticCorpus(size)
        questions = two_hundred(corpus.sample())
        rows, data = [], {}
        for name in (name for name in NAMES if not peers.missing(name)):
            folder = processes.index(name, corpus, options.scratch)
            disk = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
            memory = {} if name == "tantivy2" else _memory(name, folder, questions)
            start = (
                _start_time(name, folder, " ".join(questions[0].words), options.scratch) if name in SCRIPTS else None
            )
            data[name] = {"disk": disk, "memory": memory, "start": start}
            rows.append(
                [_label(name), f"{disk / 1e6:,.0f} MB", *_memory_cells(memory), f"{start:.0f} ms" if start else "–"]
            )
        header = ["", "disk", "resident", "its own (not shared, not of a file)", "process start to first answer"]
        note = (
            "After the 200 questions of the full job. Resident memory counts the pages of the index's files that were "
            "read, which the system takes back when it needs them. The first answer: Python starts, imports, opens, "
            "answers one query in full (tantivy: finds ten ids), files in the system's cache."
        )
        yield Table(f"Disk, memory and start at {size:,} workshops", header, rows, [note], data)


def _memory(name: str, folder: Path, questions: list[Question]) -> dict[str, int]:
    with processes.PeerProcess(name) as process:
        process.open(folder)
        process.answers(questions)
        return process.memory()


def _memory_cells(memory: dict[str, int]) -> tuple[str, str]:
    if not memory:
        return "–", "–"
    return f"{memory['Rss'] / 1e3:,.0f} MB", f"{memory['Anonymous'] / 1e3:,.0f} MB"


def _start_time(name: str, folder: Path, words: str, scratch: Path) -> float:
    """Return the milliseconds from the start of a process to its first answer (median), with compiled modules."""
    environment = {**os.environ, "PYTHONPYCACHEPREFIX": str((scratch / "compiled").resolve())}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    script = SCRIPTS[name].format(folder=str(folder), words=words)
    milliseconds = []
    for _ in range(STARTS + 1):
        began = time.perf_counter()
        with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, env=environment) as process:
            assert process.stdout is not None
            if not process.stdout.readline().strip():
                raise RuntimeError(f"{name} did not answer")
            milliseconds.append((time.perf_counter() - began) * 1e3)
    return median(milliseconds[1:])


def _label(name: str) -> str:
    return f"{peers.load(name).name}{', both views' if name == 'ours' else ''}"
