"""``python -m tests.bench [NAME ...]``: run benchmarks, print their tables as Markdown, save them as JSON."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Sequence
from dataclasses import replace
from importlib import import_module
from pathlib import Path

from tests.bench import figures, peers
from tests.bench.options import Options

NAMES = (
    "relevance",
    "meaning",
    "made_up_vectors",
    "fulljob",
    "records",
    "kinds",
    "indexing",
    "materials",
    "one_edit",
    "footprint",
    "serving",
    "adapters",
    "million",
    "suggestions",
    "box",
    "profile",
)
CLUSTER = ("cluster",)  # needs a JDK and Maven: run only when it is named
CHECKS = ("same_answers",)  # run only when they are named
QUICK = Options(sizes=(1_000, 10_000), rounds=3, peers=("ours", "tantivy", "sqlite"))


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the named benchmarks; all of ``NAMES`` where none is named. Return 1 if a table says that it failed."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument(
        "names",
        nargs="*",
        metavar="NAME",
        help=f"{', '.join(NAMES)} (default: all these), {', '.join(CLUSTER + CHECKS)}",
    )
    parser.add_argument("--quick", action="store_true", help="small sizes, few peers: minutes")
    parser.add_argument("--sizes", help="numbers of workshops, such as 1000,10000")
    parser.add_argument(
        "--peers", help=f"engines of {', '.join(peers.NAMES)}, and former commits, such as commit:HEAD~3"
    )
    parser.add_argument("--rounds", type=int, help="alternating rounds (default: 5)")
    parser.add_argument("--clock", choices=("wall", "cpu"), help="cpu: the thread's own time, on a busy machine")
    parser.add_argument("--scratch", type=Path, help="where indexes and results.json are kept (default: .bench)")
    parser.add_argument("--rev", default="", help="same_answers: the commit whose answers must be the same")
    parser.add_argument("--ignored", help="same_answers: JSON values that may differ, such as relaxed,hits.score")
    parser.add_argument(
        "--sets", help="meaning: the sets to measure, with semicolons between, such as 'cran;cran, titles'"
    )
    parser.add_argument("--meaning", action="store_true", help="relevance: with meaning and without as well (an hour)")
    namespace = parser.parse_args(arguments)
    if unknown := {*namespace.names} - {*NAMES, *CLUSTER, *CHECKS}:
        parser.error(f"there is no {', '.join(sorted(unknown))}; there are {', '.join(NAMES + CLUSTER + CHECKS)}")
    options = _options(namespace)
    options.scratch.mkdir(exist_ok=True)
    print(", ".join(f"{name} {value}" for name, value in figures.machine().items()))
    failures = [name for name in namespace.names or NAMES if not _run(name, options)]
    return int(bool(failures))


def _options(namespace: argparse.Namespace) -> Options:
    options = QUICK if namespace.quick else Options()
    if namespace.sizes:
        options = replace(options, sizes=tuple(int(size.replace("_", "")) for size in namespace.sizes.split(",")))
    if namespace.peers:
        options = replace(options, peers=tuple(namespace.peers.split(",")))
    if namespace.sets:
        options = replace(options, sets=tuple(namespace.sets.split(";")))
    if namespace.ignored:
        options = replace(options, ignored=tuple(namespace.ignored.split(",")))
    for name in ("rounds", "scratch", "clock", "rev", "meaning"):
        if getattr(namespace, name):
            options = replace(options, **{name: getattr(namespace, name)})
    absent = list(filter(None, map(peers.missing, options.peers)))
    print("".join(f"{line}\n" for line in absent), end="")
    return replace(options, peers=tuple(name for name in options.peers if not peers.missing(name)))


def _run(name: str, options: Options) -> bool:
    start = time.perf_counter()
    tables = {table.title: table for table in import_module(f"tests.bench.{name}").run(options)}
    for table in tables.values():
        print(f"\n{table.markdown()}", flush=True)
    figures.save(options.scratch / "results.json", name, [*tables.values()])
    print(f"\n({name}: {time.perf_counter() - start:.0f} s)", flush=True)
    return not any(table.failed for table in tables.values())


if __name__ == "__main__":
    sys.exit(main())
