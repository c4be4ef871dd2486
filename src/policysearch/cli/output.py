"""The printing that commands share: problems, counts, sizes, JSON, and progress bars on a terminal."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from typing import Any

import click

from policysearch.cli.language import gettext as _
from policysearch.cli.language import ngettext, translate
from policysearch.engines.build_contract import Damage
from policysearch.model.problem import Problem

ADVICE_SHOWN = 3  # of each kind
KINDS = ("workshop", "highlight", "passage")
NOUNS = {
    noun: (f"{{number:,}} {noun}", f"{{number:,}} {plural}")
    for noun, plural in (
        ("workshop", "workshops"),
        ("highlight", "highlights"),
        ("passage", "passages"),
        ("error", "errors"),
        ("query", "queries"),
        ("document", "documents"),
        ("draft", "drafts"),
        ("lesson", "lessons"),
        ("open review mark", "open review marks"),
        ("text", "texts"),
        ("page", "pages"),
        ("slide", "slides"),
        ("section", "sections"),
        ("byte", "bytes"),
        ("second", "seconds"),
        ("minute", "minutes"),
        ("hour", "hours"),
        ("day", "days"),
    )
} | {"advice": ("{number:,} piece of advice", "{number:,} pieces of advice")}
ATTACHMENTS = "attachments"  # in place of a generation: the copies of them


def problem_line(problem: Problem) -> str:
    """Return ``path:line:column: message (suggestion)``, the form in which editors find the place."""
    suggestion = f" ({translate(problem.suggestion)})" if problem.suggestion else ""
    return f"{problem.path}:{problem.line}:{problem.column}: {translate(problem.message)}{suggestion}"


def problem_record(problem: Problem) -> dict[str, object]:
    """Return a problem for --json."""
    return {
        "path": str(problem.path),
        "line": problem.line,
        "column": problem.column,
        "severity": problem.severity,
        "code": problem.code,
        "message": translate(problem.message),
        "suggestion": translate(problem.suggestion),
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
    lines = (
        _("and {number:,} more like: {message}", number=number, message=messages[code]) for code, number in rest.items()
    )
    return problems_in_full, list(lines)


def print_problems(problems: Iterable[Problem]) -> None:
    """Print errors in red and advice in yellow on standard error; of much advice of one kind the first and a number."""
    problems_in_full, lines = summed_up(problems)
    for problem in problems_in_full:
        click.secho(problem_line(problem), err=True, fg="red" if problem.severity == "error" else "yellow")
    for line in lines:
        click.secho(line, err=True, fg="yellow")


def print_damages(damages: Mapping[str, Sequence[Damage]], remedy: str) -> None:
    """Print a line for each damaged generation on standard error: its first damage, and the ``remedy``, a sentence."""
    for generation, of_generation in damages.items():
        for damage in of_generation[:1]:
            part = ":" if damage.part == generation else f": {damage.part}"
            click.secho(
                _(
                    "{generation} is damaged{part} {message}.",
                    generation=generation,
                    part=part,
                    message=damage.message,
                )
                + f" {remedy}",
                err=True,
                fg="red",
            )


def damage_records(damages: Mapping[str, Sequence[Damage]]) -> dict[str, list[dict[str, str]]]:
    """Return the damages of each damaged generation for --json."""
    return {name: [_damage_record(damage) for damage in of] for name, of in damages.items() if of}


def _damage_record(damage: Damage) -> dict[str, str]:
    return {"file": damage.part, "message": translate(damage.message)}


def print_json(value: object) -> None:
    """Print a value as indented JSON."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2, default=str))


def size(number: int) -> str:
    """Return a number of bytes with a unit, such as "12 kB"."""
    amount = float(number)
    for unit in ("kB", "MB"):
        amount /= 1000
        if amount < 1000:
            return f"{amount:.0f} {unit}" if number >= 1000 else count(number, "byte")
    return f"{amount / 1000:.1f} GB"


def count(number: int, noun: str) -> str:
    """Return "1 workshop", "2 workshops": a number with one of the ``NOUNS``, in the language that is spoken."""
    return ngettext(*NOUNS[noun], number)


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
    first, rest = ", ".join(names[:limit]), len(names) - limit
    return _("{names} and {number:,} more", names=first, number=rest) if rest > 0 else first


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
