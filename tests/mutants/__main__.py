"""``python -m tests.mutants``: small faults, chosen by a seed, each judged by tests near its file and by tests/engines.

Works in a copy of the tree; prints a diff for each fault that no test notices; exit code 1 below 85 percent.
"""

import argparse
import ast
import copy
import difflib
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

ROOT = Path(__file__).parents[2]
LEAST = 85  # percent
SWAPS = {"Lt": "LtE", "LtE": "Lt", "Gt": "GtE", "GtE": "Gt", "Eq": "NotEq", "NotEq": "Eq", "Is": "IsNot", "IsNot": "Is"}
SWAPS |= {"In": "NotIn", "NotIn": "In", "And": "Or", "Or": "And", "Add": "Sub", "Sub": "Add", "Mult": "Add"}
SKIPPED = ast.JoinedStr | ast.Assert | ast.pattern  # without reliable positions, or no fault
SKIPPED_FIELDS = {"annotation", "returns", "decorator_list"}
OMITTED = shutil.ignore_patterns(".*", "__pycache__", "browser")


def faults(node: Any) -> Iterator[tuple[Any, str]]:
    """Yield (a node, the source to put in its place) for ``node`` and all below it."""
    if isinstance(node, SKIPPED) or (isinstance(node, ast.keyword) and node.arg == "strict"):
        return
    if isinstance(node, ast.Compare | ast.BoolOp | ast.BinOp):
        operators = node.ops if isinstance(node, ast.Compare) else [node.op]
        if swap := SWAPS.get(type(operators[0]).__name__):
            other, operator = copy.copy(node), getattr(ast, swap)()
            vars(other).update(op=operator, ops=[operator, *operators[1:]])
            yield node, f"({ast.unparse(other)})"
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        yield node, f"({ast.unparse(node.operand)})"
    elif isinstance(node, ast.Constant) and isinstance(node.value, int | float):
        values = [not node.value] if isinstance(node.value, bool) else [node.value + 1, node.value - 1]
        yield from ((node, repr(value)) for value in values)
    elif isinstance(node, ast.Return) and node.value and ast.unparse(node.value) != "None":
        yield node, "return None"
    for name, value in ast.iter_fields(node):
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST) and name not in SKIPPED_FIELDS:
                yield from faults(child)


def mutated(source: str, node: Any, text: str) -> str:
    """Return ``source`` with ``text`` in the place of ``node``, whose positions are in bytes of a line."""
    lines = source.encode().splitlines(keepends=True)
    ends = ((node.lineno, node.col_offset), (node.end_lineno, node.end_col_offset))
    first, last = (sum(map(len, lines[: line - 1])) + column for line, column in ends)
    return (source.encode()[:first] + text.encode() + source.encode()[last:]).decode()


def mutants(seed: int, count: int) -> list[tuple[Path, str]]:
    """Return ``count`` different (path below ROOT, mutated source); files are chosen by their lines of code."""
    random, results = Random(seed), dict[tuple[Path, str], None]()
    sources = {path.relative_to(ROOT): path.read_text("utf-8") for path in sorted(ROOT.glob("src/**/*.py"))}
    weights = [sum(bool(line.strip(" \n#")) for line in source.splitlines()) for source in sources.values()]
    while len(results) < count:
        path = random.choices([*sources], weights)[0]
        if candidates := [*faults(ast.parse(sources[path]))]:
            results[path, mutated(sources[path], *random.choice(candidates))] = None
    return [*results]


def tests_of(path: Path) -> list[str]:
    """Return the test files of a source file, nearest first: mirrored files, its folder, its room, the contract."""
    parts = path.relative_to("src/policysearch").with_suffix("").parts
    files = [ROOT.joinpath("tests", *parts[:depth], f"test_{parts[depth]}.py") for depth in reversed(range(len(parts)))]
    folders = [ROOT.joinpath("tests", *parts[:depth]) for depth in range(len(parts) - 1, 0, -1)]
    files += [file for folder in [*folders, ROOT / "tests/engines"] for file in sorted(folder.rglob("test_*.py"))]
    return [
        *dict.fromkeys(str(file.relative_to(ROOT)) for file in files if file.exists() and "browser" not in file.parts)
    ]


def failure(tree: Path, tests: list[str], limit: float) -> str:
    """Return what fails first, "" where all tests pass."""
    environment = {**os.environ, "PYTHONPATH": str(tree / "src"), "PYTHONDONTWRITEBYTECODE": "1"}  # stale ones mislead
    command = [sys.executable, *"-m pytest -x -q --tb=no -p no:cacheprovider -m".split(), "not cluster", *tests]
    options: dict[str, Any] = {"cwd": tree, "env": environment, "stdout": subprocess.PIPE, "start_new_session": True}
    with subprocess.Popen(command, stderr=subprocess.STDOUT, text=True, **options) as process:
        try:
            output = process.communicate(timeout=limit)[0]
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            return f"more than {limit:.0f} s"
    reasons = re.findall(r"^(?:FAILED|ERROR) (.+)", output, re.MULTILINE)
    return "" if process.returncode == 0 else str([*reasons, f"exit code {process.returncode}"][0])


def main() -> int:
    """Judge the mutants one after another."""
    parser = argparse.ArgumentParser(prog="python -m tests.mutants", description=__doc__)
    parser.add_argument("--count", type=int, default=100, help="mutants (default: 100)")
    parser.add_argument("--seed", type=int, default=11, help="of the choice (default: 11)")
    options = parser.parse_args()
    candidates, score = mutants(options.seed, options.count), 0
    with tempfile.TemporaryDirectory() as folder:
        tree, start = Path(shutil.copytree(ROOT, f"{folder}/tree", ignore=OMITTED)), time.monotonic()
        if reason := failure(tree, sorted({test for path, _ in candidates for test in tests_of(path)}), 7_200):
            raise SystemExit(f"A test fails without any fault: {reason}")
        limit = 60 + 3 * (time.monotonic() - start)
        for path, source in candidates:
            original = (tree / path).read_text("utf-8")
            (tree / path).write_text(source, "utf-8")
            killer = failure(tree, tests_of(path), limit)
            (tree / path).write_text(original, "utf-8")
            score += bool(killer)
            diff = difflib.unified_diff(original.splitlines(True), source.splitlines(True), n=1)
            print(f"{path}: killed by {killer}" if killer else f"{path}: SURVIVED\n{''.join(diff)}", flush=True)
    print(f"{score} of {options.count} killed (seed {options.seed})")
    return int(100 * score < LEAST * options.count)


if __name__ == "__main__":
    sys.exit(main())
