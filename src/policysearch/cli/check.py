"""``policysearch check``."""

from __future__ import annotations

from pathlib import Path

import click

from policysearch.cli.language import gettext as _
from policysearch.cli.language import translate
from policysearch.cli.options import common
from policysearch.cli.output import count, print_json, problem_line, problem_record, summed_up
from policysearch.importers import cue_files
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
    type=click.Choice(["text", "json", "github"]),
    default="text",
    show_default=True,
    help="For people, for programs, or as annotations on GitHub.",
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
    cue_problems = cue_files.read(settings.materials)[1]
    result = checking.check(settings.materials, reach if links else None).with_problems(cue_problems)
    if as_json or form == "json":
        fixed = [{"path": str(fix.path), "done": [translate(step) for step in fix.steps]} for fix in fixes]
        problems = [problem_record(problem) for problem in result.problems]
        print_json({"workshops": result.workshops, "fixed": fixed, "problems": problems})
    elif form == "github":
        for problem in result.problems:
            click.echo(_annotation(problem, settings.materials))
    else:
        for fix in fixes:
            click.echo(_("{path}: mended {steps}", path=fix.path, steps=", ".join(map(translate, fix.steps))))
        _print(result, settings.materials)
    if result.errors:
        raise SystemExit(1)


def _print(result: Check, folder: Path) -> None:
    problems_in_full, lines = summed_up(result.problems)
    for problem in problems_in_full:
        error = problem.severity == "error"
        click.secho(
            problem_line(problem) if error else _("{problem} [advice]", problem=problem_line(problem)),
            fg="red" if error else "yellow",
        )
        for line in _excerpt(problem, folder):
            click.echo(line)
    for line in lines:
        click.secho(line, fg="yellow")
    advice = len(result.problems) - len(result.errors)
    parts = [count(len(result.errors), "error"), count(advice, "advice")]
    click.echo(f"{count(result.workshops, 'workshop')}: {', '.join(parts)}")


def _annotation(problem: Problem, folder: Path) -> str:
    """Return a problem as a workflow command of GitHub, whose signs are escaped."""
    level = "error" if problem.severity == "error" else "notice"
    message, suggestion = translate(problem.message), translate(problem.suggestion)
    text = f"{message} ({suggestion})" if suggestion else message
    path = _escaped(f"{folder.as_posix()}/{problem.path}").replace(":", "%3A").replace(",", "%2C")
    return f"::{level} file={path},line={problem.line},col={problem.column}::{_escaped(text)}"


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _excerpt(problem: Problem, folder: Path) -> list[str]:
    """Return the line with a caret under the place; nothing for what concerns a whole file."""
    if (problem.line, problem.column) == (1, 1):
        return []
    try:
        lines = (folder / problem.path).read_bytes()[:1_000_000].decode("utf-8-sig", "replace").splitlines()
    except OSError:
        return []
    if problem.line > len(lines):
        return []
    first = max(0, problem.column - EXCERPT)
    excerpt = lines[problem.line - 1].replace("\t", " ")[first : first + EXCERPT + 20]
    return [f"    {excerpt}", f"    {' ' * (problem.column - 1 - first)}^"]
