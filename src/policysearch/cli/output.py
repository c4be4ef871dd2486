"""How commands print: problems, sizes, JSON; progress bars on a terminal, nothing of the kind elsewhere."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from typing import Any

import click

from policysearch.model.problem import Problem

KINDS = ("workshop", "highlight", "passage")


def problem_line(problem: Problem) -> str:
    """``path:line:column: message (suggestion)``, the form that editors follow."""
    suggestion = f" ({problem.suggestion})" if problem.suggestion else ""
    return f"{problem.path}:{problem.line}:{problem.column}: {problem.message}{suggestion}"


def problem_record(problem: Problem) -> dict[str, object]:
    """A problem for --json."""
    return {
        "path": str(problem.path),
        "line": problem.line,
        "column": problem.column,
        "severity": problem.severity,
        "code": problem.code,
        "message": problem.message,
        "suggestion": problem.suggestion,
    }


def print_problems(problems: Iterable[Problem]) -> None:
    """Errors in red, advice in yellow, on standard error."""
    for problem in problems:
        click.secho(problem_line(problem), err=True, fg="red" if problem.severity == "error" else "yellow")


def print_json(value: object) -> None:
    """One JSON value, readable."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2, default=str))


def size(number: int) -> str:
    """Bytes in words."""
    amount = float(number)
    for unit in ("bytes", "kB", "MB"):
        if amount < 1000:
            return f"{amount:.0f} {unit}"
        amount /= 1000
    return f"{amount:.1f} GB"


def count(number: int, one: str, many: str = "") -> str:
    """ "1 workshop", "2 workshops"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def kinds_in_words(documents: Mapping[str, int]) -> str:
    """ "4 workshops, 12 highlights": how many documents there are of each kind."""
    return ", ".join(count(documents[kind], kind) for kind in KINDS if documents.get(kind))


def listed(names: Sequence[str], shown: int = 5) -> str:
    """ "a, b and 3 more": the first few of many names."""
    more = len(names) - shown
    return f"{', '.join(names[:shown])} and {more:,} more" if more > 0 else ", ".join(names)


@contextmanager
def progress(label: str, wanted: bool) -> Iterator[Callable[[int, int], None] | None]:
    """A callback (done, of how many) that draws a bar; None where standard error is no terminal."""
    if not wanted or not sys.stderr.isatty():
        yield None
        return
    with ExitStack() as stack:
        bars: list[Any] = []

        def show(done: int, total: int) -> None:
            if not bars:  # drawn only when there is something to do
                bars.append(stack.enter_context(click.progressbar(length=total, label=label, file=sys.stderr)))
            bars[0].update(done - bars[0].pos)

        yield show
