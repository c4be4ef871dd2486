"""From Markdown files to an index: reading and parsing, indexing, and one edited file until it is served."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from policysearch import publishing, query
from policysearch.engines.registry import open_generations
from policysearch.settings import Settings
from tests.bench import processes, product
from tests.bench.corpus import MadeUp
from tests.bench.entries import EDITION
from tests.bench.figures import Table
from tests.bench.options import Options
from tests.engines.factories import open_searcher

SIZES = (10_000, 100_000)
EDITED = "zyzzyva"
PATIENCE = 120  # seconds
NOTE = (
    "Reading finds, reads and parses every file; indexing analyses, writes, syncs and verifies, both views. An edit is "
    "one word more in one file, then `policysearch build` as a process of its own, until a running searcher finds it."
)


def run(options: Options) -> Iterator[Table]:
    """One row for each size."""
    rows: list[list[str]] = []
    data: dict[str, object] = {}
    for size in options.chosen(SIZES):
        settings = Settings(materials=written(size, options.scratch), index=options.scratch / "materials-index")
        one = processes.apart(_built, settings, 1, options.clock)
        two = processes.apart(_built, settings, 2, options.clock)
        edited = [_edited(settings, f"{EDITED}{number}") for number in "abc"]
        data[str(size)] = {"one core": one, "two cores": two, "edited": edited}
        rows.append([f"{size:,}", *map(_parts, (one, two)), f"{sorted(edited)[1]:.2f}"])
    header = ["files", "one core: reading + indexing", "two cores", "an edit until served"]
    yield Table("Markdown materials to an index, seconds", header, rows, [NOTE], data)


def written(size: int, scratch: Path) -> Path:
    """The folder of so many made-up materials; kept from run to run."""
    folder = scratch / f"materials-{size}-{EDITION}"
    if not (folder / processes.DONE).exists():
        shutil.rmtree(folder, ignore_errors=True)
        product.write_materials(folder, MadeUp(size))
        (folder / processes.DONE).touch()
    return folder


def _built(settings: Settings, cores: int, told: str) -> tuple[float, float]:
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, [*os.sched_getaffinity(0)][:cores])
    shutil.rmtree(settings.index, ignore_errors=True)
    clock = processes.spent if told == "cpu" else time.perf_counter
    began = clock()
    generations = open_generations(settings)
    plan = publishing.plan_build(settings, generations, None)
    read = clock()
    publishing.execute(plan, generations)
    return read - began, clock() - read


def _edited(settings: Settings, word: str) -> float:
    """Seconds from an edit to the first answer that has it."""
    searcher = open_searcher(settings)
    asked = query.parse(word, searcher.vocabulary)
    searcher.search(asked)
    path = settings.materials / f"{MadeUp(1).slugs()[0]}.md"
    before = path.read_text("utf-8")
    path.write_text(before.replace("## Highlights", f"The {word}.\n\n## Highlights"), "utf-8")
    began = time.perf_counter()
    command = [sys.executable, "-m", "policysearch", "build", "--yes"]
    where = ["--materials", str(settings.materials), "--index", str(settings.index)]
    process = subprocess.Popen([*command, *where], stdout=subprocess.DEVNULL)
    while searcher.search(asked).total == 0:
        if time.perf_counter() - began > PATIENCE:
            raise TimeoutError(f"The edit was not served within {PATIENCE} s.")
        time.sleep(0.005)
    seconds = time.perf_counter() - began
    process.wait()
    searcher.close()
    path.write_text(before, "utf-8")  # the materials are kept for the next run
    return seconds


def _parts(pair: tuple[float, float]) -> str:
    return f"{pair[0]:.1f} + {pair[1]:.1f} = {sum(pair):.1f}"
