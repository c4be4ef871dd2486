"""The printing that commands share: problems, counts, sizes, JSON, and progress bars on a terminal."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from typing import Any

import click

from policysearch.engines.build_contract import Damage
from policysearch.model.problem import Problem

ADVICE_SHOWN = 3  # of each kind
KINDS = ("workshop", "highlight", "passage")


def problem_line(problem: Problem) -> str:
    """Return ``path:line:column: message (suggestion)``, the form in which editors find the place."""
    suggestion = f" ({problem.suggestion})" if problem.suggestion else ""
    return f"{problem.path}:{problem.line}:{problem.column}: {problem.message}{suggestion}"


def problem_record(problem: Problem) -> dict[str, object]:
    """Return a problem for --json."""
    return {
        "path": str(problem.path),
        "line": problem.line,
        "column": problem.column,
        "severity": problem.severity,
        "code": problem.code,
        "message": problem.message,
        "suggestion": problem.suggestion,
    }


def summed_up(problems: Iterable[Problem]) -> tuple[list[Problem], list[str]]:
    """Return the errors and the first pieces of advice of each kind, and a line for the rest of each kind."""
    problems_in_full: list[Problem] = []
    rest: Counter[str] = Counter()
    messages: dict[str, str] = {}
    numbers: Counter[str] = Counter()
    for problem in problems:
        numbers[problem.code] += 1
        if problem.severity == "error" or numbers[problem.code] <= ADVICE_SHOWN:
            problems_in_full.append(problem)
        else:
            rest[problem.code] += 1
            messages[problem.code] = problem.message
    return problems_in_full, [f"and {number:,} more like: {messages[code]}" for code, number in rest.items()]


def print_problems(problems: Iterable[Problem]) -> None:
    """Print errors in red and advice in yellow on standard error; of much advice of one kind the first and a number."""
    problems_in_full, lines = summed_up(problems)
    for problem in problems_in_full:
        click.secho(problem_line(problem), err=True, fg="red" if problem.severity == "error" else "yellow")
    for line in lines:
        click.secho(line, err=True, fg="yellow")


def print_damages(damages: Mapping[str, Sequence[Damage]], remedy: str) -> None:
    """Print a line for each damaged generation on standard error: its first damage, and what is done about it."""
    for generation, of_generation in damages.items():
        for damage in of_generation[:1]:
            part = "" if damage.part == generation else f": {damage.part}"
            click.secho(f"{generation} is damaged{part} {damage.message}. It {remedy}.", err=True, fg="red")


def damage_records(damages: Mapping[str, Sequence[Damage]]) -> dict[str, list[dict[str, str]]]:
    """Return the damages of each damaged generation for --json."""
    return {name: [_damage_record(damage) for damage in of] for name, of in damages.items() if of}


def _damage_record(damage: Damage) -> dict[str, str]:
    return {"file": damage.part, "message": damage.message}


def print_json(value: object) -> None:
    """Print a value as indented JSON."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2, default=str))


def size(number: int) -> str:
    """Return a number of bytes with a unit, such as "12 kB"."""
    amount = float(number)
    for unit in ("bytes", "kB", "MB"):
        if amount < 1000:
            return f"{amount:.0f} {unit}"
        amount /= 1000
    return f"{amount:.1f} GB"


def count(number: int, singular: str, plural: str = "") -> str:
    """Return "1 workshop", "2 workshops": a number with its noun."""
    return f"{number:,} {singular if number == 1 else plural or singular + 's'}"


def duration(seconds: float) -> str:
    """Return a duration in one unit: "12 seconds", "3 minutes", "2 hours"."""
    for unit, length in (("hour", 3_600), ("minute", 60)):
        if seconds >= 1.5 * length:
            return count(round(seconds / length), unit)
    return count(max(round(seconds), 1), "second")


def kinds_in_words(documents: Mapping[str, int]) -> str:
    """Return "4 workshops, 12 highlights": the number of documents of each kind."""
    return ", ".join(count(documents[kind], kind) for kind in KINDS if documents.get(kind))


def abbreviate(names: Sequence[str], limit: int = 5) -> str:
    """Return "a, b and 3 more": the first ``limit`` of the names and the number of the rest."""
    rest = len(names) - limit
    return f"{', '.join(names[:limit])} and {rest:,} more" if rest > 0 else ", ".join(names)


@contextmanager
def progress(label: str, enabled: bool) -> Iterator[Callable[[int, int], None] | None]:
    """Yield a callback (completed, total) that draws a progress bar; None if standard error is not a terminal."""
    if not enabled or not sys.stderr.isatty():
        yield None
        return
    with ExitStack() as stack:
        bars: list[Any] = []

        def show(completed: int, total: int) -> None:
            if not bars:  # no bar appears if there is nothing to do
                bars.append(stack.enter_context(click.progressbar(length=total, label=label, file=sys.stderr)))
            bars[0].update(completed - bars[0].pos)

        yield show
