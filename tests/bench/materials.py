"""From Markdown files to an index: reading and parsing, indexing, and one edited file until it is served."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from policysearch import publishing, query
from policysearch.engines.registry import open_generations
from policysearch.settings import Settings
from tests.bench import peer_server, peers, processes, product
from tests.bench.corpus import SyntheticCorpus
from tests.bench.entries import EDITION
from tests.bench.figures import Table
from tests.bench.former import TODAY
from tests.bench.options import Options
from tests.engines.factories import open_searcher

SIZES = (10_000, 100_000)
CORES = (1, 2)
ROUNDS = 3
EDIT_WORD = "zyzzyva"
EDITS = 3  # a round
TIMEOUT = 120  # seconds
NOTE = (
    "Reading finds, reads and parses every file; indexing analyses, writes, syncs and verifies, both views. An edit is "
    "one word more in one file, then `policysearch build` as a process of its own, until a running searcher finds it."
)


def run(options: Options) -> Iterator[Table]:
    """Yield one table with a row for each size, and one beside former commits if there are any."""
    rows: list[list[str]] = []
    data: dict[str, object] = {}
    for size in options.sizes_or(SIZES):
        settings = Settings(
            materials=materials_folder(size, options.scratch), index=options.scratch / "materials-index"
        )
        builds = [processes.run_in_process(_build_seconds, settings, cores, options.clock) for cores in CORES]
        edits = [_edit_seconds(settings, f"{EDIT_WORD}{letter}") for letter in "abc"]
        data[str(size)] = {"one core": builds[0], "two cores": builds[1], "edited": edits}
        rows.append([f"{size:,}", *map(_cell, builds), f"{median(edits):.2f}"])
    header = ["files", "one core: reading + indexing", "two cores", "an edit until served"]
    yield Table("Markdown materials to an index, seconds", header, rows, [NOTE], data)
    if options.commits:
        yield _former_table(options)


def materials_folder(size: int, scratch: Path) -> Path:
    """Return the folder of ``size`` synthetic materials, which stays from run to run."""
    folder = scratch / f"materials-{size}-{EDITION}"
    if not (folder / processes.DONE).exists():
        shutil.rmtree(folder, ignore_errors=True)
        product.write_materials(folder, SyntheticCorpus(size))
        (folder / processes.DONE).touch()
    return folder


def _build_seconds(settings: Settings, cores: int, clock_name: str) -> tuple[float, float]:
    peer_server.limit_cores(cores)
    shutil.rmtree(settings.index, ignore_errors=True)
    now = peer_server.cpu_seconds if clock_name == "cpu" else time.perf_counter
    start = now()
    generations = open_generations(settings)
    plan = publishing.plan_build(settings, generations, None)
    planned = now()
    publishing.execute(plan, generations)
    return planned - start, now() - planned


def _edit_seconds(settings: Settings, word: str) -> float:
    """Return the seconds from an edit to the first answer that has it."""
    searcher = open_searcher(settings)
    query_ = query.parse(word, searcher.vocabulary)
    searcher.search(query_)
    path = settings.materials / f"{SyntheticCorpus(1).slugs()[0]}.md"
    original = path.read_text("utf-8")
    path.write_text(original.replace("## Highlights", f"The {word}.\n\n## Highlights"), "utf-8")
    start = time.perf_counter()
    command = build_command(settings.materials, settings.index)
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    while searcher.search(query_).total == 0:
        if time.perf_counter() - start > TIMEOUT:
            raise TimeoutError(f"The edit was not served within {TIMEOUT} s.")
        time.sleep(0.005)
    seconds = time.perf_counter() - start
    process.wait()
    searcher.close()
    path.write_text(original, "utf-8")  # the next run uses the materials again
    return seconds


def build_command(materials: Path, index: Path) -> list[str]:
    """Return the command that builds ``index`` from ``materials``, as a process of its own."""
    folders = ["--materials", str(materials.resolve()), "--index", str(index.resolve())]
    return [sys.executable, "-m", "policysearch", "build", "--yes", *folders]


def _former_table(options: Options) -> Table:
    """Measure ``policysearch build`` of today and of former commits, of everything and after an edit.

    Rounds alternate.
    """
    rows = []
    for size in options.sizes_or(SIZES):
        settings = Settings(materials=materials_folder(size, options.scratch), index=options.scratch / "former-index")
        names = [TODAY, *options.commits]
        seconds: dict[str, list[list[float]]] = {name: [[] for _ in (*CORES, EDIT_WORD)] for name in names}
        for _ in range(min(options.rounds, ROUNDS)):
            for name in names:
                tree = peers.tree(name)
                for times, cores in zip(seconds[name], CORES, strict=False):
                    times.append(processes.run_in_process(_command_seconds, settings, tree, cores, options.clock))
                edits = processes.run_in_process(_edits_seconds, settings, tree, options.clock)
                seconds[name][-1].append(median(edits))
        today, *then = ([median(times) for times in by_cores] for by_cores in seconds.values())
        rows += [
            [f"{size:,}", peers.info(name).version]
            + [f"{new:.2f} / {old:.2f} = {new / old:.3f}" for new, old in zip(today, former, strict=True)]
            for name, former in zip(options.commits, then, strict=True)
        ]
    title = "`policysearch build` of Markdown materials, seconds today / at a former commit"
    return Table(title, ["files", "commit", "one core", "two cores", "an edit, two cores"], rows)


def _edits_seconds(settings: Settings, tree: Path, clock_name: str) -> list[float]:
    """Return the seconds of each build after an edit of one file; the index is there."""
    path = settings.materials / f"{SyntheticCorpus(1).slugs()[0]}.md"
    original, seconds = path.read_text("utf-8"), []
    for number in range(EDITS):
        path.write_text(original.replace("## Highlights", f"The {EDIT_WORD} {number}.\n\n## Highlights"), "utf-8")
        seconds.append(_build_command_seconds(settings, tree, clock_name))
    path.write_text(original, "utf-8")
    return seconds


def _command_seconds(settings: Settings, tree: Path, cores: int, clock_name: str) -> float:
    peer_server.limit_cores(cores)
    shutil.rmtree(settings.index, ignore_errors=True)
    return _build_command_seconds(settings, tree, clock_name)


def _build_command_seconds(settings: Settings, tree: Path, clock_name: str) -> float:
    now = peer_server.cpu_seconds if clock_name == "cpu" else time.perf_counter
    start = now()
    command, environment = build_command(settings.materials, settings.index), processes.environment(tree)
    subprocess.run(command, env=environment, check=True, stdout=subprocess.DEVNULL)
    return now() - start


def _cell(pair: tuple[float, float]) -> str:
    return f"{pair[0]:.1f} + {pair[1]:.1f} = {sum(pair):.1f}"
