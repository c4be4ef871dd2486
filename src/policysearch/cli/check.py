"""``policysearch check``."""

from __future__ import annotations

from pathlib import Path

import click

from policysearch.cli.options import common
from policysearch.cli.output import count, print_json, problem_line, problem_record
from policysearch.materials import checking
from policysearch.materials.checking import Check
from policysearch.materials.checking.outside_links import reach
from policysearch.model.problem import Problem
from policysearch.settings import Settings

EXCERPT = 100


@click.command("check")
@click.option("--fix", "mend", is_flag=True, help="First mend what is safe: dates, codes, markers, ids, encodings.")
@click.option("--links", is_flag=True, help="Try the addresses outside this collection, too.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="For people, or for programs.",
)
@click.option("--json", "as_json", is_flag=True, help="The same as --format json.")
@common
def command(mend: bool, links: bool, form: str, as_json: bool, settings: Settings) -> None:
    """Look through the materials and say what is wrong, where, and what was probably meant.

    Errors keep a file from being published; advice does not. Exit code 1 when there are errors.

    \b
    policysearch check
    policysearch check --fix
    """
    fixes = checking.fix(settings.materials) if mend else ()
    found = checking.check(settings.materials, reach if links else None)
    if as_json or form == "json":
        fixed = [{"path": str(fix.path), "done": fix.done} for fix in fixes]
        print_json(
            {"workshops": found.workshops, "fixed": fixed, "problems": [problem_record(p) for p in found.problems]}
        )
    else:
        for fix in fixes:
            click.echo(f"{fix.path}: mended {', '.join(fix.done)}")
        _print(found, settings.materials)
    if found.errors:
        raise SystemExit(1)


def _print(found: Check, folder: Path) -> None:
    for problem in found.problems:
        error = problem.severity == "error"
        click.secho(
            problem_line(problem) if error else f"{problem_line(problem)} [advice]", fg="red" if error else "yellow"
        )
        for line in _excerpt(problem, folder):
            click.echo(line)
    advice = len(found.problems) - len(found.errors)
    parts = [count(len(found.errors), "error"), count(advice, "piece of advice", "pieces of advice")]
    click.echo(f"{count(found.workshops, 'workshop')}: {', '.join(parts)}")


def _excerpt(problem: Problem, folder: Path) -> list[str]:
    """The line itself with a caret under the place; nothing for what concerns a whole file."""
    if (problem.line, problem.column) == (1, 1):
        return []
    try:
        lines = (folder / problem.path).read_bytes()[:1_000_000].decode("utf-8-sig", "replace").splitlines()
    except OSError:
        return []
    if problem.line > len(lines):
        return []
    first = max(0, problem.column - EXCERPT)
    shown = lines[problem.line - 1].replace("\t", " ")[first : first + EXCERPT + 20]
    return [f"    {shown}", f"    {' ' * (problem.column - 1 - first)}^"]
