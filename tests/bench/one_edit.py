"""One edit among many files, then the whole ``policysearch build``, beside former commits: processor's seconds.

Each commit builds its own index of the same materials once. Then rounds alternate: one file is edited, each commit
builds it. The seconds are the processor's, of the command and of what it starts, Python's start included. Its modules
are compiled before, as an installed product's are: the first build writes them below the scratch folder.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from tests.bench import peers, processes
from tests.bench.corpus import SyntheticCorpus
from tests.bench.figures import Table
from tests.bench.former import TODAY
from tests.bench.materials import EDIT_WORD, build_command, materials_folder
from tests.bench.options import Options

SIZES = (10_000,)


def run(options: Options) -> Iterator[Table]:
    """Yield one table with a row for each size and commit."""
    rows: list[list[str]] = []
    data: dict[str, object] = {}
    for size in options.sizes_or(SIZES):
        seconds = _seconds(materials_folder(size, options.scratch), size, options)
        data[str(size)] = seconds
        today = median(seconds[TODAY])
        for name in options.commits:
            ratios = [new / old for new, old in zip(seconds[TODAY], seconds[name], strict=True)]
            row = [f"{today:.2f}", f"{median(seconds[name]):.2f}", f"{median(ratios):.2f}"]
            rows.append([f"{size:,}", peers.info(name).version, *row, f"{min(ratios):.2f}–{max(ratios):.2f}"])
        if not options.commits:
            rows.append([f"{size:,}", "", f"{today:.2f}", "", "", ""])
    header = ["files", "commit", "today", "then", "ratio", "rounds"]
    yield Table("`policysearch build` after one edit, processor's seconds", header, rows, data=data)


def _seconds(materials: Path, size: int, options: Options) -> dict[str, list[float]]:
    """Return each commit's seconds by round."""
    names = [TODAY, *options.commits]
    indexes = {name: options.scratch / f"one-edit-{number}" for number, name in enumerate(names)}
    for name, index in indexes.items():
        shutil.rmtree(index, ignore_errors=True)
        _build(name, materials, index)
    path = materials / f"{SyntheticCorpus(size).slugs()[size // 2]}.md"
    original = path.read_text("utf-8")
    seconds: dict[str, list[float]] = {name: [] for name in names}
    try:
        for number in range(options.rounds):
            path.write_text(original.replace("## Highlights", f"The {EDIT_WORD} {number}.\n\n## Highlights"), "utf-8")
            for name in names if number % 2 else reversed(names):
                seconds[name].append(_build(name, materials, indexes[name]))
    finally:
        path.write_text(original, "utf-8")
    return seconds


def _build(name: str, materials: Path, index: Path) -> float:
    """Return the processor's seconds of one build, by the code of the commit ``name``."""
    command, environment = build_command(materials, index), processes.environment(peers.tree(name))
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    environment["PYTHONPYCACHEPREFIX"] = str(index.resolve().with_suffix(".compiled"))
    before = os.times()
    subprocess.run(command, env=environment, check=True, stdout=subprocess.DEVNULL)
    after = os.times()
    return after.children_user + after.children_system - before.children_user - before.children_system
